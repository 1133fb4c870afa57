package io.voxari.agent.runtime.functional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.voxari.agent.AgentCall;
import io.voxari.agent.AgentPipeline;
import io.voxari.agent.AgentSession;
import io.voxari.agent.CallEvent;
import io.voxari.agent.CallOffer;
import io.voxari.agent.CallerAudio;
import io.voxari.agent.EndCause;
import io.voxari.agent.Lease;
import io.voxari.agent.QuotaCheck;
import io.voxari.agent.QuotaDecision;
import io.voxari.agent.RefusalCause;
import io.voxari.agent.Resolution;
import io.voxari.agent.TransferRequest;
import io.voxari.agent.WorkflowResolver;
import io.voxari.agent.runtime.CallStep;
import io.voxari.testkit.asterisk.CallOutcome;
import io.voxari.testkit.asterisk.CallPlan;
import io.voxari.testkit.asterisk.HeardAudio;
import io.voxari.testkit.asterisk.SipCall;
import io.voxari.testkit.asterisk.SpeechFixture;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which calls are taken, and what the callers of the others are told, on a real Asterisk. */
@Tag("asterisk")
class RefusalTest {
    private static final Duration SHORT = Duration.ofMillis(400);

    @Test
    void extensionsGoToTheirAgentsAndUnknownOnesDoNotExist() {
        byte[] sales = SpeechFixture.noise(1, Duration.ofMillis(600));
        byte[] support = SpeechFixture.noise(2, Duration.ofMillis(600));
        WorkflowResolver resolver = offer -> switch (offer.calledNumber()) {
            case "8000" -> Resolution.accept("sales");
            case "8001" -> Resolution.accept("support");
            default -> Resolution.refuse(RefusalCause.UNALLOCATED, "nobody has " + offer.calledNumber());
        };
        try (Switchboard board = Switchboard.withoutWaiting(builder ->
                builder.resolver(resolver).agent("sales", announcing(sales)).agent("support", announcing(support)))) {
            assertThat(heard(board, "8000").find(sales)).matches(HeardAudio.Match::isExact);
            assertThat(heard(board, "8001").find(support)).matches(HeardAudio.Match::isExact);
            assertThat(refused(board, "8002")).isEqualTo(404);
            assertThat(board.timeline.details(CallStep.Kind.REFUSED)).containsExactly("nobody has 8002");
            assertThat(Switchboard.log()).contains("8002 is refused with cause 1: nobody has 8002");
            board.awaitQuiet();
        }
    }

    @ParameterizedTest
    @CsvSource({"BUSY,486", "CONGESTION,503", "REJECTED,403", "TEMPORARY_FAILURE,500"})
    void quotaChoosesWhatTheCallerIsTold(RefusalCause cause, int status) {
        QuotaCheck full = (offer, workflow) -> QuotaDecision.deny(cause, "over quota in " + workflow.id());
        try (Switchboard board =
                Switchboard.withoutWaiting(builder -> accepting(builder).quota(full))) {
            assertThat(refused(board, "8000")).isEqualTo(status);
            assertThat(board.timeline.awaitEnds(1)).extracting(EndCause::kind).containsExactly(EndCause.Kind.REFUSED);
            assertThat(board.timeline.details(CallStep.Kind.REFUSED)).containsExactly("over quota in echo");
            assertThat(Switchboard.log())
                    .contains("8000 is refused with cause " + cause.q850() + ": over quota in echo");
            board.awaitQuiet();
        }
    }

    @Test
    void resolverThatThrowsRefuses() {
        WorkflowResolver broken = offer -> {
            throw new IllegalStateException("the database is down");
        };
        try (Switchboard board =
                Switchboard.withoutWaiting(builder -> builder.resolver(broken).agent(new TestAgent(new byte[0])))) {
            assertThat(refused(board, "8000")).isEqualTo(500);
            assertThat(board.timeline.details(CallStep.Kind.REFUSED))
                    .singleElement()
                    .asString()
                    .contains("the database is down");
            board.awaitQuiet();
        }
    }

    @Test
    void resolverThatNeverAnswersRefusesAtItsDeadline() {
        try (Switchboard board = Switchboard.with(builder -> builder.resolver(offer -> new CompletableFuture<>())
                .resolveDeadline(SHORT)
                .agent(new TestAgent(new byte[0])))) {
            CallOutcome outcome = board.outcomeOf(CallPlan.to("8000"));
            assertThat(outcome.finalStatus()).isEqualTo(500);
            assertThat(Duration.ofNanos(outcome.endedNanos() - outcome.invitedNanos()))
                    .isBetween(SHORT, SHORT.plusSeconds(2));
            board.awaitQuiet();
        }
    }

    @Test
    void leaseThatComesTooLateIsGivenBack() {
        CompletableFuture<QuotaDecision> slow = new CompletableFuture<>();
        AtomicInteger closed = new AtomicInteger();
        try (Switchboard board = Switchboard.withoutWaiting(
                builder -> accepting(builder).quota((offer, workflow) -> slow).quotaDeadline(SHORT))) {
            assertThat(refused(board, "8000")).isEqualTo(500);
            Lease lease = closed::incrementAndGet;
            slow.complete(new QuotaDecision.Granted(lease));
            board.awaitQuiet();
        }
        assertThat(closed).hasValue(1);
    }

    @Test
    void leaseIsGivenBackOnceAfterEachCall() {
        AtomicInteger granted = new AtomicInteger();
        AtomicInteger closed = new AtomicInteger();
        QuotaCheck quota = (offer, workflow) -> {
            granted.incrementAndGet();
            return QuotaDecision.grant(closed::incrementAndGet);
        };
        try (Switchboard board =
                Switchboard.withoutWaiting(builder -> accepting(builder).quota(quota))) {
            board.outcomeOf(CallPlan.to("8000").hangingUpAfter(Duration.ofMillis(200)));
            board.outcomeOf(CallPlan.to("8000").hangingUpAfter(Duration.ofMillis(200)));
            board.awaitQuiet();
        }
        assertThat(granted).hasValue(2);
        assertThat(closed).hasValue(2);
    }

    @Test
    void agentThatDoesNotOpenInTimeIsARefusal() {
        AgentPipeline never = call -> new CompletableFuture<>();
        try (Switchboard board =
                Switchboard.withoutWaiting(builder -> builder.resolver(offer -> Resolution.accept("echo"))
                        .agent(never)
                        .openDeadline(SHORT))) {
            assertThat(refused(board, "8000")).isEqualTo(500);
            assertThat(board.timeline.awaitEnds(1))
                    .extracting(EndCause::kind)
                    .containsExactly(EndCause.Kind.AGENT_FAILED);
            board.awaitQuiet();
        }
    }

    @Test
    void workflowWithoutAnAgentIsRefused() {
        try (Switchboard board = Switchboard.withoutWaiting(builder ->
                builder.resolver(offer -> Resolution.accept("sales")).agent("support", new TestAgent(new byte[0])))) {
            assertThat(refused(board, "8000")).isEqualTo(503);
            assertThat(board.timeline.details(CallStep.Kind.REFUSED))
                    .containsExactly("no agent is registered for workflow \"sales\"");
            board.awaitQuiet();
        }
    }

    @Test
    void resolverSeesTheArgumentsOfTheDialplan() {
        BlockingQueue<CallOffer> offers = new LinkedBlockingQueue<>();
        WorkflowResolver resolver = offer -> {
            offers.add(offer);
            return Resolution.refuse(RefusalCause.BUSY, "only looking");
        };
        try (Switchboard board =
                Switchboard.withoutWaiting(builder -> builder.resolver(resolver).agent(new TestAgent(new byte[0])))) {
            assertThat(refused(board, "args")).isEqualTo(486);
            assertThat(refused(board, "8000")).isEqualTo(486);
            board.awaitQuiet();
        }
        assertThat(offers)
                .extracting(CallOffer::calledNumber, CallOffer::arguments)
                .containsExactly(tuple("args", List.of("a", "b")), tuple("8000", List.of()));
    }

    @Test
    void callGoesBackToTheDialplan() {
        byte[] words = SpeechFixture.noise(4, Duration.ofSeconds(1));
        Resolution echo = new Resolution.ContinueInDialplan("inside", "echo", 1);
        try (Switchboard board =
                Switchboard.withoutWaiting(builder -> builder.resolver(offer -> CompletableFuture.completedFuture(echo))
                        .agent(new TestAgent(new byte[0])))) {
            SipCall call = board.call(CallPlan.to("8000").saying(words).hangingUpAfter(Duration.ofSeconds(2)));
            assertThat(call.awaitEnd(Switchboard.PATIENCE).isAnswered()).isTrue();
            assertThat(HeardFrames.inOrder(call.heard(), words))
                    .as("frames of 50 that the extension said back")
                    .isGreaterThan(40);
            assertThat(board.timeline.awaitEnds(1)).extracting(EndCause::kind).containsExactly(EndCause.Kind.CONTINUED);
            board.awaitQuiet();
        }
    }

    /** While the first call still ends, since its agent takes its time. */
    @Test
    void callerWhomTheDialplanSendsBackAtOnceIsAnotherCall() {
        byte[] words = SpeechFixture.noise(3, Duration.ofMillis(600));
        Executor later = CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS);
        AgentPipeline sendsOn = call -> CompletableFuture.completedFuture(new SendsOn(later, call));
        try (Switchboard board =
                Switchboard.with(builder -> builder.resolver(offer -> Resolution.accept(offer.calledNumber()))
                        .agent("8000", sendsOn)
                        .agent("8001", announcing(words)))) {
            assertThat(heard(board, "8000").find(words)).matches(HeardAudio.Match::isExact);
            assertThat(board.timeline.awaitEnds(2))
                    .extracting(EndCause::kind)
                    .containsExactly(EndCause.Kind.TRANSFERRED, EndCause.Kind.AGENT_HANGUP);
            board.awaitQuiet();
        }
    }

    /** Sends the caller on when it is answered. */
    private record SendsOn(Executor later, AgentCall call) implements AgentSession {
        @Override
        public void onAudio(CallerAudio audio) {}

        @Override
        public void onEvent(CallEvent event) {
            if (event instanceof CallEvent.Answered) {
                var unused = call.transfer(new TransferRequest.Dialplan("from-external", "8001", 1));
            }
        }

        @Override
        public CompletionStage<Void> close(EndCause cause) {
            return CompletableFuture.runAsync(() -> {}, later);
        }
    }

    @Test
    void mediaServerThatNobodyListensOnRefusesTheCall() {
        mediaFails(Switchboard.NOBODY);
    }

    @Test
    void unknownWebsocketClientRefusesTheCall() {
        mediaFails("no-such-client");
    }

    private static void mediaFails(String websocketClient) {
        Duration deadline = Duration.ofSeconds(3);
        try (Switchboard board = Switchboard.withoutWaiting(
                builder -> accepting(builder).mediaDeadline(deadline),
                access -> access.websocketClient(websocketClient))) {
            CallOutcome outcome = board.outcomeOf(CallPlan.to("8000"));
            assertThat(outcome.finalStatus()).isEqualTo(500);
            assertThat(Duration.ofNanos(outcome.endedNanos() - outcome.invitedNanos()))
                    .isLessThan(deadline.plusSeconds(1));
            assertThat(board.timeline.awaitEnds(1))
                    .extracting(EndCause::kind)
                    .containsAnyOf(EndCause.Kind.MEDIA_FAILED, EndCause.Kind.ASTERISK_FAILED);
            board.awaitQuiet();
        }
    }

    private static io.voxari.agent.runtime.Voxari.Builder accepting(io.voxari.agent.runtime.Voxari.Builder builder) {
        return builder.resolver(offer -> Resolution.accept("echo")).agent(new TestAgent(new byte[0]));
    }

    private static AgentPipeline announcing(byte[] words) {
        return call -> {
            TestAgent.say(call, words);
            call.hangupWhenHeard();
            return CompletableFuture.completedFuture(audio -> {});
        };
    }

    private static int refused(Switchboard board, String extension) {
        CallOutcome outcome = board.outcomeOf(CallPlan.to(extension));
        assertThat(outcome.isAnswered()).isFalse();
        return outcome.finalStatus();
    }

    private static HeardAudio heard(Switchboard board, String extension) {
        SipCall call = board.call(CallPlan.to(extension));
        call.awaitEnd(Switchboard.PATIENCE);
        return call.heard();
    }
}
