package io.voxari.agent.runtime.functional;

import static org.assertj.core.api.Assertions.assertThat;

import io.voxari.agent.AgentCall;
import io.voxari.agent.AgentPipeline;
import io.voxari.agent.AgentSession;
import io.voxari.agent.CallEvent;
import io.voxari.agent.CallerAudio;
import io.voxari.agent.Destination;
import io.voxari.agent.Direction;
import io.voxari.agent.EndCause;
import io.voxari.agent.Lease;
import io.voxari.agent.OutboundRequest;
import io.voxari.agent.QuotaDecision;
import io.voxari.agent.Resolution;
import io.voxari.agent.TransferRequest;
import io.voxari.agent.Workflow;
import io.voxari.agent.runtime.AsteriskState;
import io.voxari.agent.runtime.OutboundCall;
import io.voxari.ari.AriClient;
import io.voxari.testkit.SimulatedCaller;
import io.voxari.testkit.asterisk.SpeechFixture;
import java.time.Duration;
import java.util.Collections;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Callers who leave us for the dialplan, and who come back from there, in virtual time. */
class ReturnTest {
    private static final Duration PATIENCE = VirtualBoard.PATIENCE;
    private static final byte[] WORDS = SpeechFixture.noise(81, Duration.ofSeconds(1));
    private static final byte[] BACK = SpeechFixture.noise(82, Duration.ofSeconds(1));
    /** The dialplan sends the caller to the application again at once. */
    private static final TransferRequest AROUND = new TransferRequest.Dialplan("from-external", "8001", 1);

    private final TestAgent agent = TestAgent.listening(WORDS);
    private final AtomicInteger leases = new AtomicInteger();
    private final AtomicBoolean handsBack = new AtomicBoolean();
    private final VirtualBoard board = new VirtualBoard(
            this::slowToClose,
            builder -> builder.quota((offer, workflow) -> {
                        leases.incrementAndGet();
                        return QuotaDecision.grant((Lease) leases::decrementAndGet);
                    })
                    .resolver(offer -> handsBack.getAndSet(false)
                            ? CompletableFuture.completedFuture(
                                    new Resolution.ContinueInDialplan("from-external", "8001", 1))
                            : Resolution.accept("test")));

    /** Its close takes two seconds. */
    private CompletionStage<AgentSession> slowToClose(AgentCall call) {
        return ((AgentPipeline) agent).open(call).thenApply(session -> new AgentSession() {
            @Override
            public void onAudio(CallerAudio audio) {
                session.onAudio(audio);
            }

            @Override
            public void onEvent(CallEvent event) {
                session.onEvent(event);
            }

            @Override
            public CompletionStage<Void> close(EndCause cause) {
                var unused = session.close(cause);
                CompletableFuture<Void> closed = new CompletableFuture<>();
                var unusedTimer = board.time.scheduler().schedule(() -> closed.complete(null), 2, TimeUnit.SECONDS);
                return closed;
            }
        });
    }

    private void awaitEnds(EndCause.Kind... kinds) {
        board.awaitQuiet();
        assertThat(board.timeline.ends).extracting(EndCause::kind).containsExactly(kinds);
        assertThat(leases).hasValue(0);
    }

    @Test
    void callerWhoComesBackWhileTheCallStillEndsIsAnotherCall() {
        try (board) {
            SimulatedCaller caller = board.talking(agent);
            board.time.await(agent.calls.get(0).transfer(AROUND), PATIENCE);
            board.time.awaitUntil(() -> agent.calls.size() == 2, PATIENCE);
            assertThat(board.timeline.ends).as("one call after the other").hasSize(1);
            board.time.advance(Duration.ofSeconds(3));
            assertThat(board.voxari.stats().calls()).isOne();
            assertThat(agent.calls.get(1).context().calledNumber()).isEqualTo("8001");
            caller.hangUp();
            awaitEnds(EndCause.Kind.TRANSFERRED, EndCause.Kind.CALLER_HANGUP);
        }
    }

    @Test
    void whomWeCalledAndTheDialplanSendsBackIsAnotherCallToo() {
        try (board) {
            board.asterisk.phone("6001").answersAfter(Duration.ofSeconds(1));
            OutboundCall placed =
                    board.voxari.dial(OutboundRequest.of(Destination.of("PJSIP/6001"), Workflow.of("test")));
            SimulatedCaller callee = board.asterisk.phone("6001").awaitCall(PATIENCE);
            board.time.awaitUntil(() -> agent.events.contains(new CallEvent.Answered()), PATIENCE);
            board.time.await(agent.calls.get(0).transfer(AROUND), PATIENCE);
            assertThat(board.time.await(placed.ended(), PATIENCE).kind()).isEqualTo(EndCause.Kind.TRANSFERRED);
            board.time.awaitUntil(() -> agent.calls.size() == 2, PATIENCE);
            board.time.advance(Duration.ofSeconds(3));
            assertThat(callee.isEnded()).isFalse();
            assertThat(agent.calls.get(1).context().direction()).isEqualTo(Direction.INBOUND);
            callee.hangUp();
            awaitEnds(EndCause.Kind.TRANSFERRED, EndCause.Kind.CALLER_HANGUP);
        }
    }

    @Test
    void callerWhomTheResolverGivesBackMayComeAgainAtOnce() {
        try (board) {
            handsBack.set(true);
            SimulatedCaller caller = board.asterisk.call("8000");
            caller.awaitAnswered(Duration.ofSeconds(1));
            board.time.advance(Duration.ofSeconds(3));
            assertThat(caller.heard().find(WORDS).isExact()).isTrue();
            caller.hangUp();
            awaitEnds(EndCause.Kind.CONTINUED, EndCause.Kind.CALLER_HANGUP);
        }
    }

    /** It cannot have entered without having left, of which nothing was heard. */
    @Test
    void callerWhoEntersAgainAfterAGapIsAnotherCall() {
        try (board) {
            SimulatedCaller caller = board.talking(agent);
            // Before what there is has been asked for with success.
            board.asterisk.faults().refuseRequests("GET /channels", 5);
            board.asterisk.faults().dropEvents();
            board.time.awaitUntil(
                    () -> Collections.frequency(board.timeline.states, AsteriskState.CONNECTED) == 2, PATIENCE);
            board.asterisk
                    .faults()
                    .sendEvent("{\"type\":\"StasisStart\",\"application\":\"voxari\",\"args\":[],\"channel\":{\"id\":\""
                            + agent.calls.get(0).context().callId() + "\",\"name\":\"PJSIP/x\",\"state\":\"Up\"}}");
            board.time.awaitUntil(() -> agent.calls.size() == 2, PATIENCE);
            board.asterisk.faults().refuseRequests("GET /channels", 0);
            board.time.advance(Duration.ofSeconds(10));
            assertThat(board.timeline.ends).hasSize(1);
            caller.hangUp();
            awaitEnds(EndCause.Kind.CALLER_HANGUP, EndCause.Kind.CALLER_HANGUP);
        }
    }

    @Test
    void callerWhoComesBackAndHangsUpMeanwhileIsNoCall() {
        try (board) {
            SimulatedCaller caller = board.talking(agent);
            board.time.await(agent.calls.get(0).transfer(AROUND), PATIENCE);
            board.time.advance(Duration.ofMillis(500));
            caller.hangUp();
            awaitEnds(EndCause.Kind.TRANSFERRED);
            assertThat(board.timeline.offers).hasSize(1);
        }
    }

    @Test
    void callerWhoComesBackThoughAsteriskDidNotAnswerIsNotHungUp() {
        try (board) {
            handsBack.set(true);
            board.asterisk.faults().loseAnswers("/continue", 1);
            SimulatedCaller caller = board.asterisk.call("8000");
            caller.awaitAnswered(Duration.ofSeconds(5));
            board.time.advance(PATIENCE);
            assertThat(caller.isEnded()).isFalse();
            caller.hangUp();
            awaitEnds(EndCause.Kind.CONTINUED, EndCause.Kind.CALLER_HANGUP);
        }
    }

    @Test
    void callerWhoComesBackUnheardIsAnotherCallToo() {
        try (board) {
            SimulatedCaller caller = board.talking(agent);
            var outcome = agent.calls.get(0).transfer(new TransferRequest.Dialplan("from-external", "up8001", 1));
            board.time.await(outcome, PATIENCE);
            board.asterisk.faults().dropEvents();
            board.time.awaitUntil(() -> agent.calls.size() == 2, PATIENCE);
            board.time.advance(Duration.ofSeconds(3));
            caller.hangUp();
            awaitEnds(EndCause.Kind.TRANSFERRED, EndCause.Kind.CALLER_HANGUP);
        }
    }

    @Test
    void callerWhoLeavesAndComesBackUnheardIsAnotherCallToo() {
        try (board) {
            SimulatedCaller caller = board.talking(agent);
            board.asterisk.faults().halfOpenEvents();
            board.time.await(agent.calls.get(0).transfer(AROUND), PATIENCE);
            board.time.awaitUntil(() -> agent.calls.size() == 2, PATIENCE);
            board.time.awaitUntil(() -> board.timeline.ends.size() == 1, PATIENCE);
            TestAgent.say(agent.calls.get(1), BACK);
            board.time.advance(Duration.ofSeconds(3));
            assertThat(caller.heard().find(BACK).isExact()).isTrue();
            caller.hangUp();
            board.awaitQuiet();
            assertThat(board.timeline.ends).hasSize(2);
            assertThat(leases).hasValue(0);
        }
    }

    @Test
    void callerWhoIsSentElsewhereWhileNobodyListensIsGone() {
        try (board;
                AriClient operator = board.observer()) {
            SimulatedCaller caller = board.talking(agent);
            board.asterisk.faults().halfOpenEvents();
            String id = agent.calls.get(0).context().callId();
            board.time.await(
                    operator.channels().continueInDialplan(id).extension("echo").sendAsync(), PATIENCE);
            board.time.awaitUntil(() -> board.voxari.stats().equals(Switchboard.QUIET), PATIENCE);
            assertThat(board.timeline.ends).extracting(EndCause::kind).containsExactly(EndCause.Kind.CALLER_HANGUP);
            assertThat(agent.ends).hasSize(1);
            assertThat(leases).hasValue(0);
            assertThat(board.time.await(operator.bridges().list().sendAsync(), PATIENCE))
                    .isEmpty();
            board.time.advance(PATIENCE);
            assertThat(caller.isEnded()).as("hung up by us").isFalse();
            caller.hangUp();
            board.awaitQuiet();
        }
    }

    /** Whether the runtime has taken the caller from the bridge, or Asterisk plays something. */
    @Test
    void callerOnHoldIsStillThereAfterAGap() {
        try (board) {
            SimulatedCaller caller = board.talking(agent);
            board.time.await(agent.calls.get(0).hold(), PATIENCE);
            board.asterisk.faults().dropEvents();
            board.time.awaitUntil(
                    () -> Collections.frequency(board.timeline.states, AsteriskState.CONNECTED) == 2, PATIENCE);
            board.time.advance(Duration.ofSeconds(3));
            board.time.await(agent.calls.get(0).unhold(), PATIENCE);
            TestAgent.say(agent.calls.get(0), BACK);
            board.time.advance(Duration.ofSeconds(3));
            assertThat(caller.heard().find(BACK).isExact()).isTrue();
            caller.hangUp();
            awaitEnds(EndCause.Kind.CALLER_HANGUP);
        }
    }
}
