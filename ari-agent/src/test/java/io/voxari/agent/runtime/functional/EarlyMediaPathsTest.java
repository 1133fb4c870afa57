package io.voxari.agent.runtime.functional;

import static org.assertj.core.api.Assertions.assertThat;

import io.voxari.agent.Destination;
import io.voxari.agent.DialOutcome;
import io.voxari.agent.DialOutcome.Kind;
import io.voxari.agent.EndCause;
import io.voxari.agent.OutboundRequest;
import io.voxari.agent.Workflow;
import io.voxari.agent.runtime.CallStep;
import io.voxari.agent.runtime.OutboundCall;
import io.voxari.testkit.SimulatedCaller;
import io.voxari.testkit.SimulatedPhone;
import io.voxari.testkit.asterisk.SpeechFixture;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What whom we call says before the answer, and who hears it, in virtual time; see also {@link EarlyMediaTest}. */
class EarlyMediaPathsTest {
    private static final Duration PATIENCE = VirtualBoard.PATIENCE;
    private static final byte[] ANNOUNCEMENT = SpeechFixture.noise(21, Duration.ofSeconds(2));
    private static final byte[] WORDS = SpeechFixture.noise(22, Duration.ofSeconds(1));

    private final Ear ear = new Ear(WORDS);
    private final VirtualBoard board = new VirtualBoard(ear, builder -> {});
    private final SimulatedPhone phone = board.asterisk.phone("6001").announces(ANNOUNCEMENT);
    private final OutboundRequest request =
            OutboundRequest.of(Destination.of("6001").ringTimeout(Duration.ofSeconds(5)), Workflow.of("test"));

    @AfterEach
    void nothingIsLeft() {
        try (board) {
            board.awaitQuiet();
        }
    }

    private void refused(OutboundRequest how, Kind kind) {
        OutboundCall call = board.voxari.dial(how);
        SimulatedCaller bob = phone.awaitCall(PATIENCE);
        DialOutcome outcome = board.time.await(call.outcome(), PATIENCE);
        assertThat(outcome.kind()).isEqualTo(kind);
        assertThat(board.time.await(call.ended(), PATIENCE).kind()).isEqualTo(EndCause.Kind.NOT_ANSWERED);
        assertThat(bob.heard().packets()).as("of the agent, before the answer").isZero();
    }

    @Test
    void agentThatWantsToHearsIt() {
        var unused = phone.isNotAnswered();
        refused(request.hearingEarlyMedia(), Kind.NO_ANSWER);
        assertThat(ear.heard().find(ANNOUNCEMENT).isExact()).isTrue();
        assertThat(board.timeline.kinds()).contains(CallStep.Kind.ALERTED);
    }

    @Test
    void othersHearNothing() {
        var unused = phone.isNotAnswered();
        refused(request, Kind.NO_ANSWER);
        assertThat(ear.heard().packets()).isZero();
    }

    @Test
    void refusalAfterAnAnnouncementIsWhatItIs() {
        var unused = phone.isBusy();
        refused(request.hearingEarlyMedia(), Kind.BUSY);
    }

    @Test
    void bothHearEachOtherFromTheAnswerOn() {
        var unused = phone.answersAfter(Duration.ofSeconds(1));
        OutboundCall call = board.voxari.dial(request);
        SimulatedCaller bob = phone.awaitCall(PATIENCE).says(WORDS);
        assertThat(board.time.await(call.outcome(), PATIENCE).kind()).isEqualTo(Kind.ANSWERED);
        board.time.advance(Duration.ofSeconds(2));
        assertThat(bob.heard().find(WORDS).isExact()).isTrue();
        assertThat(ear.heard().find(WORDS).isExact()).isTrue();
        assertThat(ear.heard().find(ANNOUNCEMENT).correlation()).isLessThan(0.3);
        bob.hangUp();
        assertThat(board.time.await(call.ended(), PATIENCE).kind()).isEqualTo(EndCause.Kind.CALLER_HANGUP);
    }
}
