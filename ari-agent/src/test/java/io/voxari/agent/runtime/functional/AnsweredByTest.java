package io.voxari.agent.runtime.functional;

import static org.assertj.core.api.Assertions.assertThat;

import io.voxari.agent.AnswerDetector.Verdict;
import io.voxari.agent.AsteriskAnswerDetector;
import io.voxari.agent.CallEvent;
import io.voxari.agent.Destination;
import io.voxari.agent.EndCause;
import io.voxari.agent.OutboundRequest;
import io.voxari.agent.Workflow;
import io.voxari.agent.runtime.OutboundCall;
import io.voxari.testkit.SimulatedCaller;
import io.voxari.testkit.asterisk.SpeechFixture;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Asterisk's AMD hears who took a call, in virtual time; how it hears on a real Asterisk is seen in {@link RealTurnTest}. */
class AnsweredByTest {
    private static final Duration PATIENCE = VirtualBoard.PATIENCE;
    private static final byte[] GREETING = SpeechFixture.noise(5, Duration.ofSeconds(20));

    private final TestAgent agent = TestAgent.listening(GREETING);
    private final VirtualBoard board = new VirtualBoard(agent, builder -> {});
    private final List<OutboundCall> calls = new ArrayList<>();

    @AfterEach
    void nothingIsLeft() {
        try (board) {
            board.awaitQuiet();
        }
    }

    private SimulatedCaller answered(AsteriskAnswerDetector detector, Duration most) {
        board.asterisk.phone("6001").answersAfter(Duration.ofSeconds(1));
        calls.add(board.voxari.dial(OutboundRequest.of(Destination.of("PJSIP/6001"), Workflow.of("test"))
                .detectingAnswer(() -> detector, most)));
        return board.asterisk.phone("6001").awaitCall(PATIENCE);
    }

    private SimulatedCaller answered() {
        return answered(AsteriskAnswerDetector.create(), Duration.ofSeconds(8));
    }

    private List<Verdict> verdicts() {
        return agent.events.stream()
                .filter(CallEvent.AnsweredBy.class::isInstance)
                .map(event -> ((CallEvent.AnsweredBy) event).verdict())
                .toList();
    }

    private void isTold(Verdict verdict) {
        board.time.awaitUntil(() -> !verdicts().isEmpty(), PATIENCE);
        // The channel that listened is hung up, and the call goes on.
        board.time.advance(Duration.ofSeconds(3));
        assertThat(verdicts()).containsExactly(verdict);
        assertThat(board.voxari.stats().calls()).isOne();
        calls.get(0).cancel();
        assertThat(board.time.await(calls.get(0).ended(), PATIENCE).kind()).isEqualTo(EndCause.Kind.CANCELLED);
    }

    @Test
    void whoSaysAWordAndWaitsIsHuman() {
        answered().waits(Duration.ofMillis(400)).says(SpeechFixture.noise(6, Duration.ofMillis(600)));
        isTold(Verdict.HUMAN);
    }

    @Test
    void whoGoesOnTalkingIsAMachine() {
        answered().waits(Duration.ofMillis(400)).says(SpeechFixture.noise(6, Duration.ofSeconds(4)));
        isTold(Verdict.MACHINE);
    }

    @Test
    void whoSaysNothingIsTakenForAMachine() {
        SimulatedCaller unused = answered();
        isTold(Verdict.MACHINE);
    }

    @Test
    void whoCannotBeJudgedIsNeither() {
        SimulatedCaller caller = answered();
        // Too short for words, and too many for silence.
        for (int i = 0; i < 10; i++) {
            caller.waits(Duration.ofMillis(440)).says(SpeechFixture.noise(6, Duration.ofMillis(60)));
        }
        isTold(Verdict.UNSURE);
    }

    @Test
    void contextThatIsMissingIsNoVerdict() {
        SimulatedCaller unused = answered(AsteriskAnswerDetector.in("nowhere"), Duration.ofSeconds(4));
        isTold(Verdict.UNSURE);
    }

    @Test
    void whoHangsUpWhileAsteriskListensLeavesNothingBehind() {
        SimulatedCaller caller = answered();
        board.time.await(calls.get(0).outcome(), PATIENCE);
        board.time.advance(Duration.ofMillis(700));
        caller.hangUp();
        assertThat(board.time.await(calls.get(0).ended(), PATIENCE).kind()).isEqualTo(EndCause.Kind.CALLER_HANGUP);
        assertThat(verdicts()).doesNotContain(Verdict.HUMAN, Verdict.MACHINE);
    }
}
