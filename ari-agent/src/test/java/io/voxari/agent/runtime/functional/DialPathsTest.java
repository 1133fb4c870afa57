package io.voxari.agent.runtime.functional;

import static org.assertj.core.api.Assertions.assertThat;

import io.voxari.agent.AnswerDetector.Verdict;
import io.voxari.agent.AsteriskAnswerDetector;
import io.voxari.agent.CallEvent;
import io.voxari.agent.Destination;
import io.voxari.agent.DialOutcome;
import io.voxari.agent.DialOutcome.Kind;
import io.voxari.agent.Direction;
import io.voxari.agent.EndCause;
import io.voxari.agent.OutboundRequest;
import io.voxari.agent.QuotaDecision;
import io.voxari.agent.RefusalCause;
import io.voxari.agent.Workflow;
import io.voxari.agent.runtime.CallStep;
import io.voxari.agent.runtime.OutboundCall;
import io.voxari.testkit.SimulatedCaller;
import io.voxari.testkit.asterisk.SpeechFixture;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What may become of a call that is placed, as in {@link DialTest}, in virtual time. */
class DialPathsTest {
    private static final Duration PATIENCE = VirtualBoard.PATIENCE;
    private static final byte[] WORDS = SpeechFixture.noise(5, Duration.ofSeconds(2));

    private final TestAgent agent = TestAgent.listening(WORDS);
    private volatile boolean isQuotaOver;
    private final VirtualBoard board = new VirtualBoard(
            agent,
            builder -> builder.quota((offer, workflow) -> isQuotaOver
                    ? QuotaDecision.deny(RefusalCause.CONGESTION, "enough for today")
                    : QuotaDecision.grant(() -> {})));

    @AfterEach
    void nothingIsLeft() {
        try (board) {
            board.awaitQuiet();
        }
    }

    private OutboundCall dial(UnaryOperator<Destination> setting) {
        return board.voxari.dial(OutboundRequest.of(setting.apply(Destination.of("PJSIP/6001")), Workflow.of("test")));
    }

    private DialOutcome outcome(OutboundCall call) {
        return board.time.await(call.outcome(), PATIENCE);
    }

    private EndCause end(OutboundCall call) {
        return board.time.await(call.ended(), PATIENCE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PJSIP/6001", "6001", "PJSIP/6001@trunk"})
    void agentIsReadyBeforeTheAnswerAndIsHeardFromTheFirstWord(String endpoint) {
        board.asterisk.phone("6001").answersAfter(Duration.ofSeconds(2));
        OutboundCall call = board.voxari.dial(
                OutboundRequest.of(Destination.of(endpoint).from("4711", "Office"), Workflow.of("test")));
        SimulatedCaller bob = board.asterisk.phone("6001").awaitCall(PATIENCE);
        assertThat(outcome(call).kind()).isEqualTo(Kind.ANSWERED);
        board.time.advance(Duration.ofSeconds(4));
        bob.hangUp();
        assertThat(end(call).kind()).isEqualTo(EndCause.Kind.CALLER_HANGUP);
        assertThat(bob.heard().find(WORDS).isExact()).isTrue();
        assertThat(agent.calls.get(0).context().direction()).isEqualTo(Direction.OUTBOUND);
        assertThat(agent.calls.get(0).context().callerNumber()).isEqualTo("4711");
        assertThat(agent.calls.get(0).context().calledNumber()).isEqualTo("6001");
        List<CallStep.Kind> kinds = board.timeline.kinds();
        assertThat(kinds)
                .containsSubsequence(
                        CallStep.Kind.AGENT_READY,
                        CallStep.Kind.DIALLED,
                        CallStep.Kind.ALERTED,
                        CallStep.Kind.ANSWERED,
                        CallStep.Kind.BRIDGED,
                        CallStep.Kind.ENDED);
    }

    /** Asterisk has rung it all the same; it answers before or after nobody waits for Asterisk any more. */
    @ParameterizedTest
    @ValueSource(ints = {2, 20})
    void telephoneThatAnswersIsNotHungUpOnForALostAnswerOfAsterisk(int seconds) {
        board.asterisk.phone("6001").answersAfter(Duration.ofSeconds(seconds));
        board.asterisk.faults().loseAnswers("/dial", 1);
        OutboundCall call = dial(to -> to);
        SimulatedCaller bob = board.asterisk.phone("6001").awaitCall(PATIENCE);
        assertThat(outcome(call).kind()).isEqualTo(Kind.ANSWERED);
        board.time.advance(Duration.ofMinutes(1));
        assertThat(bob.isEnded()).isFalse();
        assertThat(bob.heard().find(WORDS).isExact()).isTrue();
        bob.hangUp();
        assertThat(end(call).kind()).isEqualTo(EndCause.Kind.CALLER_HANGUP);
    }

    @Test
    void eachRefusalHasItsKind() {
        refused(486, Kind.BUSY, 17);
        refused(603, Kind.REJECTED, 21);
        refused(404, Kind.UNREACHABLE, 1);
    }

    private void refused(int status, Kind kind, int q850) {
        board.asterisk.phone("6001").fails(status);
        OutboundCall call = dial(to -> to);
        DialOutcome told = outcome(call);
        assertThat(told.kind()).isEqualTo(kind);
        assertThat(told.q850()).isEqualTo(q850);
        assertThat(told.sipStatus()).isEqualTo(status);
        assertThat(end(call).kind()).isEqualTo(EndCause.Kind.NOT_ANSWERED);
    }

    @Test
    void telephoneThatRingsOutIsNoAnswer() {
        board.asterisk.phone("6001").isNotAnswered();
        Duration before = board.time.passed();
        OutboundCall call = dial(to -> to.ringTimeout(Duration.ofSeconds(25)));
        assertThat(outcome(call).kind()).isEqualTo(Kind.NO_ANSWER);
        assertThat(board.time.passed().minus(before)).isBetween(Duration.ofSeconds(25), Duration.ofSeconds(26));
        end(call);
    }

    @Test
    void callThatIsGivenUpIsCancelled() {
        board.asterisk.phone("6001").isNotAnswered();
        OutboundCall call = dial(to -> to);
        SimulatedCaller bob = board.asterisk.phone("6001").awaitCall(PATIENCE);
        call.cancel();
        assertThat(outcome(call).kind()).isEqualTo(Kind.CANCELLED);
        assertThat(end(call).kind()).isEqualTo(EndCause.Kind.CANCELLED);
        bob.awaitEnded(PATIENCE);
    }

    @Test
    void callOverTheQuotaIsNotPlaced() {
        isQuotaOver = true;
        OutboundCall call = dial(to -> to);
        assertThat(outcome(call)).satisfies(told -> {
            assertThat(told.kind()).isEqualTo(Kind.FAILED);
            assertThat(told.detail()).contains("enough for today");
        });
        assertThat(end(call).kind()).isEqualTo(EndCause.Kind.REFUSED);
    }

    @Test
    void detectorHearsWhoAnswered() {
        assertThat(verdictOf(OutboundRequest.of(Destination.of("PJSIP/6001"), Workflow.of("test"))
                        .detectingAnswer(
                                () -> audio -> audio.position() > 800 ? Optional.of(Verdict.MACHINE) : Optional.empty(),
                                Duration.ofSeconds(10))))
                .isEqualTo(Verdict.MACHINE);
    }

    @Test
    void silenceIsNoVerdict() {
        assertThat(verdictOf(OutboundRequest.of(Destination.of("PJSIP/6001"), Workflow.of("test"))
                        .detectingAnswer(() -> audio -> Optional.empty(), Duration.ofSeconds(3))))
                .isEqualTo(Verdict.UNSURE);
    }

    @Test
    void asteriskThatCannotListenInIsNoVerdictAndNoFault() {
        board.asterisk.faults().refuseRequests("/snoop", 1);
        assertThat(verdictOf(OutboundRequest.of(Destination.of("PJSIP/6001"), Workflow.of("test"))
                        .detectingAnswer(AsteriskAnswerDetector::create, Duration.ofSeconds(6))))
                .isEqualTo(Verdict.UNSURE);
    }

    private Verdict verdictOf(OutboundRequest request) {
        board.asterisk.phone("6001").answersAfter(Duration.ofSeconds(1));
        OutboundCall call = board.voxari.dial(request);
        board.time.awaitUntil(() -> agent.events.stream().anyMatch(CallEvent.AnsweredBy.class::isInstance), PATIENCE);
        call.cancel();
        assertThat(end(call).kind()).isEqualTo(EndCause.Kind.CANCELLED);
        return agent.events.stream()
                .filter(CallEvent.AnsweredBy.class::isInstance)
                .map(event -> ((CallEvent.AnsweredBy) event).verdict())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void nothingIsLeftWhenCallsAreGivenUpAtAnyMoment() {
        board.asterisk.phone("6001").answersAfter(Duration.ofMillis(100));
        Random random = new Random(3);
        List<OutboundCall> calls = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            OutboundCall call = dial(to -> to);
            calls.add(call);
            var unused = board.time.scheduler().schedule(call::cancel, random.nextInt(300), TimeUnit.MILLISECONDS);
        }
        for (OutboundCall call : calls) {
            assertThat(outcome(call).kind()).isIn(Kind.ANSWERED, Kind.CANCELLED);
            assertThat(end(call).kind()).isEqualTo(EndCause.Kind.CANCELLED);
        }
    }
}
