package io.voxari.agent.runtime.functional;

import static org.assertj.core.api.Assertions.assertThat;

import io.voxari.agent.AgentCall;
import io.voxari.agent.AgentPipeline;
import io.voxari.agent.AgentProfile;
import io.voxari.agent.AgentSession;
import io.voxari.agent.AudioFormat;
import io.voxari.agent.CallEvent;
import io.voxari.agent.Destination;
import io.voxari.agent.PlaybackOutcome;
import io.voxari.agent.TransferOutcome;
import io.voxari.agent.TransferRequest;
import io.voxari.agent.TurnDetection;
import io.voxari.testkit.SimulatedCaller;
import io.voxari.testkit.asterisk.SpeechFixture;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What may come between a caller's first sound and the decision whether it interrupts the agent; in virtual time. */
class TurnDecisionTest {
    private static final Duration PATIENCE = VirtualBoard.PATIENCE;
    private static final Duration MINIMUM = Duration.ofMillis(400);
    private static final byte[] SPEECH = SpeechFixture.noise(81, Duration.ofSeconds(3));

    private final TestAgent agent = TestAgent.listening(new byte[0]);
    private volatile boolean isSpeaking;
    private final VirtualBoard board = new VirtualBoard(
            new AgentPipeline() {
                @Override
                public AgentProfile profile() {
                    return AgentProfile.of(AudioFormat.ULAW_8K)
                            .turns(TurnDetection.by(() -> audio -> isSpeaking).minimumSpeech(MINIMUM));
                }

                @Override
                public CompletionStage<AgentSession> open(AgentCall call) {
                    return agent.open(call);
                }
            },
            builder -> {});
    private final SimulatedCaller caller = board.talking(agent);
    private final AgentCall hands = agent.calls.get(0);

    @AfterEach
    void nothingIsLeft() {
        try (board) {
            caller.hangUp();
            board.awaitQuiet();
        }
    }

    /** The agent speaks for a second, and then the caller for so long. */
    private void speaksFor(long millis) {
        isSpeaking = true;
        board.time.advance(Duration.ofMillis(millis));
    }

    private void speech() {
        TestAgent.say(hands, SPEECH);
        board.time.advance(Duration.ofSeconds(1));
    }

    private PlaybackOutcome outcome() {
        board.time.awaitUntil(() -> !outcomes().isEmpty(), PATIENCE);
        return outcomes().get(0);
    }

    private List<PlaybackOutcome> outcomes() {
        return agent.events.stream()
                .filter(CallEvent.PlaybackEnded.class::isInstance)
                .map(event -> ((CallEvent.PlaybackEnded) event).outcome())
                .filter(outcome -> !outcome.written().isZero())
                .toList();
    }

    private void assertWhole() {
        isSpeaking = false;
        assertThat(outcome().interrupted()).isFalse();
        assertThat(outcome().played()).isEqualTo(Duration.ofSeconds(3));
    }

    /** The detector hears 20 ms at a time, and so does the lane. */
    @ParameterizedTest
    @CsvSource({"300, false", "380, false", "460, true", "2000, true"})
    void wordsThatLastLongEnoughInterrupt(long millis, boolean interrupted) {
        speech();
        speaksFor(millis);
        isSpeaking = false;
        assertThat(outcome().interrupted()).isEqualTo(interrupted);
    }

    @Test
    void voiceStandsStillUntilThatIsDecided() {
        speech();
        speaksFor(100);
        int before = caller.heard().samples();
        board.time.advance(Duration.ofMillis(200));
        assertThat(caller.heard().samples()).isEqualTo(before);
        assertWhole();
    }

    @Test
    void agentThatGoesOnDecidesItself() {
        speech();
        speaksFor(200);
        hands.speech().resume();
        board.time.advance(Duration.ofSeconds(1));
        assertWhole();
    }

    @Test
    void agentThatPausesItsVoiceIsInterruptedAllTheSame() {
        speech();
        speaksFor(200);
        hands.speech().pause();
        assertThat(outcome().interrupted()).isTrue();
        assertThat(outcome().played()).isLessThan(Duration.ofMillis(1_300));
    }

    @Test
    void callerWhoIsPutOnHoldInterruptsNothing() {
        speech();
        speaksFor(200);
        board.time.await(hands.hold(), PATIENCE);
        board.time.advance(Duration.ofSeconds(2));
        assertThat(outcomes()).isEmpty();
        isSpeaking = false;
        board.time.await(hands.unhold(), PATIENCE);
        assertWhole();
    }

    @Test
    void callerWhoIsOnItsWayElsewhereInterruptsNothing() {
        var unused = board.asterisk.phone("6001").isNotAnswered();
        speech();
        speaksFor(200);
        CompletionStage<TransferOutcome> outcome = hands.transfer(new TransferRequest.Blind(Destination.of("6001")));
        board.time.advance(Duration.ofSeconds(1));
        assertThat(outcomes()).isEmpty();
        assertWhole();
        hands.cancelTransfer();
        assertThat(board.time.await(outcome, PATIENCE).kind()).isEqualTo(TransferOutcome.Kind.FAILED);
    }

    @Test
    void whatTheAgentProtectsMeanwhileIsHeard() {
        speech();
        speaksFor(200);
        var notice = hands.speech().beginProtected(Duration.ofMinutes(1));
        notice.write(ByteBuffer.wrap(SPEECH));
        notice.end();
        board.time.awaitUntil(() -> outcomes().size() == 2, PATIENCE);
        assertThat(outcomes()).extracting(PlaybackOutcome::interrupted).containsExactly(false, false);
    }
}
