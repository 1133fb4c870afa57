package io.voxari.agent.runtime.functional;

import static org.assertj.core.api.Assertions.assertThat;

import io.voxari.agent.AgentCall;
import io.voxari.agent.AgentPipeline;
import io.voxari.agent.AnswerPolicy;
import io.voxari.agent.CallEvent;
import io.voxari.agent.CallLimits;
import io.voxari.agent.Destination;
import io.voxari.agent.EndCause;
import io.voxari.agent.OutboundRequest;
import io.voxari.agent.RefusalCause;
import io.voxari.agent.Resolution;
import io.voxari.agent.TransferRequest;
import io.voxari.agent.Workflow;
import io.voxari.agent.runtime.CallListener;
import io.voxari.agent.runtime.CallNews;
import io.voxari.agent.runtime.CallStep;
import io.voxari.agent.runtime.EndedBy;
import io.voxari.agent.runtime.EndedCall;
import io.voxari.testkit.SimulatedCaller;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a host's books learn of its calls, in virtual time. */
class CallNewsTest {
    private static final Duration PATIENCE = VirtualBoard.PATIENCE;
    private final TestAgent agent = TestAgent.listening(new byte[0]);
    private final List<CallNews> news = new CopyOnWriteArrayList<>();
    private final CallListener books = new CallListener() {
        @Override
        public void onNews(CallNews one) {
            news.add(one);
        }
    };

    private VirtualBoard board() {
        return new VirtualBoard(
                agent,
                builder -> builder.listener(books)
                        .resolver(offer -> offer.calledNumber().equals("8000")
                                ? Resolution.accept("test")
                                : Resolution.refuse(RefusalCause.UNALLOCATED, "nobody has that number")));
    }

    private List<Class<?>> kinds() {
        return news.stream().<Class<?>>map(Object::getClass).toList();
    }

    private EndedCall ended(VirtualBoard board) {
        board.time.awaitUntil(() -> news.get(news.size() - 1) instanceof CallNews.Ended, PATIENCE);
        return ((CallNews.Ended) news.get(news.size() - 1)).call();
    }

    private AgentCall talking(VirtualBoard board) {
        board.time.awaitUntil(() -> agent.events.contains(new CallEvent.Answered()), PATIENCE);
        return agent.calls.get(0);
    }

    @Test
    void goodCallIsToldFromItsOfferToItsEnd() {
        try (VirtualBoard board = board()) {
            board.asterisk.call("8000").waits(Duration.ofSeconds(20)).hangsUp();
            AgentCall hands = talking(board);
            board.time.await(hands.hold(), PATIENCE);
            board.time.await(hands.unhold(), PATIENCE);
            EndedCall over = ended(board);
            assertThat(kinds())
                    .containsExactly(
                            CallNews.Offered.class,
                            CallNews.Accepted.class,
                            CallNews.Answered.class,
                            CallNews.Held.class,
                            CallNews.Held.class,
                            CallNews.Ended.class);
            assertThat(news).allSatisfy(one -> {
                assertThat(one.moment().call()).isEqualTo(hands.context());
                assertThat(one.moment().asterisk()).isEqualTo("first");
            });
            CallNews.Moment last = news.get(news.size() - 1).moment();
            assertThat(last.sinceOffered()).isEqualTo(over.lasted());
            assertThat(Duration.between(over.offer().offeredAt(), last.at())).isEqualTo(over.lasted());
            assertThat(over.by()).isEqualTo(EndedBy.CALLER);
            assertThat(over.talked()).isBetween(Duration.ofMillis(19_800), Duration.ofMillis(20_100));
            assertThat(over.lasted()).isGreaterThanOrEqualTo(over.talked());
            assertThat(over.flight()).isNotEmpty();
        }
    }

    @Test
    void refusedCallWasNeverTalkedOn() {
        try (VirtualBoard board = board()) {
            board.asterisk.call("8001").awaitRefused(PATIENCE);
            EndedCall over = ended(board);
            assertThat(kinds()).containsExactly(CallNews.Offered.class, CallNews.Refused.class, CallNews.Ended.class);
            assertThat(news.get(1)).isEqualTo(new CallNews.Refused(news.get(1).moment(), 1, "nobody has that number"));
            assertThat(over.by()).isEqualTo(EndedBy.APPLICATION);
            assertThat(over.talked()).isZero();
        }
    }

    /** At once, or by the dialplan: what the caller is told is no refusal, and the time is paid for. */
    @ParameterizedTest
    @CsvSource({"8000, true, 16", "up8000, true, 16", "up8000, false, 16", "8000, false, 21"})
    void lineThatIsAnsweredBeforeItsAgentIsThereWasAnswered(String number, boolean atOnce, int q850) {
        boolean answered = q850 == 16;
        CompletableFuture<AgentCall> hands = new CompletableFuture<>();
        AgentPipeline neverOpen = call -> {
            hands.complete(call);
            return new CompletableFuture<>();
        };
        AnswerPolicy policy = atOnce ? new AnswerPolicy.AtOnce() : new AnswerPolicy.WhenReady();
        try (VirtualBoard board = new VirtualBoard(
                neverOpen,
                builder -> builder.listener(books)
                        .resolver(offer -> CompletableFuture.completedFuture(
                                new Resolution.Accept(Workflow.of("test"), policy, CallLimits.NONE))))) {
            SimulatedCaller caller = board.asterisk.call(number);
            board.time.await(hands, PATIENCE);
            board.time.advance(Duration.ofMillis(2_500));
            hands.join().hangup();
            assertThat(caller.awaitEnded(PATIENCE)).isEqualTo(q850);
            EndedCall over = ended(board);
            assertThat(over.cause().kind()).isEqualTo(EndCause.Kind.AGENT_HANGUP);
            assertThat(over.cause().q850()).isEqualTo(q850);
            assertThat(over.answered()).isEqualTo(answered);
            assertThat(over.talked().toSeconds()).isEqualTo(answered ? 2 : 0);
            assertThat(board.timeline.kinds().contains(CallStep.Kind.ANSWERED)).isEqualTo(answered);
            assertThat(kinds())
                    .as("no news of a talk")
                    .containsExactly(CallNews.Offered.class, CallNews.Accepted.class, CallNews.Ended.class);
        }
    }

    @Test
    void transferThatFailsAndOneThatDoesNot() {
        try (VirtualBoard board = board()) {
            board.asterisk.phone("6001").isBusy();
            board.asterisk.phone("6002").answersAfter(Duration.ofSeconds(1));
            board.asterisk.call("8000");
            AgentCall hands = talking(board);
            TransferRequest busy = new TransferRequest.Blind(Destination.of("PJSIP/6001"));
            board.time.await(hands.transfer(busy), PATIENCE);
            board.time.await(hands.transfer(new TransferRequest.Blind(Destination.of("PJSIP/6002"))), PATIENCE);
            board.asterisk.phone("6002").awaitCall(PATIENCE).hangUp();
            EndedCall over = ended(board);
            assertThat(kinds())
                    .containsExactly(
                            CallNews.Offered.class,
                            CallNews.Accepted.class,
                            CallNews.Answered.class,
                            CallNews.TransferBegun.class,
                            CallNews.TransferFailed.class,
                            CallNews.TransferBegun.class,
                            CallNews.Transferred.class,
                            CallNews.Ended.class);
            assertThat(((CallNews.TransferBegun) news.get(3)).request()).isEqualTo(busy);
            assertThat(((CallNews.TransferFailed) news.get(4)).reason()).startsWith("BUSY");
            assertThat(over.by()).isEqualTo(EndedBy.TARGET);
        }
    }

    @Test
    void whoEndedACallThatWePlaced() {
        try (VirtualBoard board = board()) {
            board.asterisk.phone("6001").answersAfter(Duration.ofSeconds(1));
            OutboundRequest request = OutboundRequest.of(Destination.of("PJSIP/6001"), Workflow.of("test"));
            board.voxari.dial(request);
            SimulatedCaller bob = board.asterisk.phone("6001").awaitCall(PATIENCE);
            talking(board).hangup();
            bob.awaitEnded(PATIENCE);
            assertThat(ended(board).by()).isEqualTo(EndedBy.AGENT);
            news.clear();
            board.asterisk.phone("6001").rejects();
            board.voxari.dial(request);
            board.time.awaitUntil(() -> news.size() > 2, PATIENCE);
            assertThat(ended(board).by()).isEqualTo(EndedBy.CALLER);
        }
    }
}
