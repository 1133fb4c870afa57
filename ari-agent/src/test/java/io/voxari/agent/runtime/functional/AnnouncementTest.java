package io.voxari.agent.runtime.functional;

import static org.assertj.core.api.Assertions.assertThat;

import io.voxari.agent.AgentCall;
import io.voxari.agent.Destination;
import io.voxari.agent.TransferOutcome.Kind;
import io.voxari.agent.TransferRequest;
import io.voxari.agent.runtime.CallStep;
import io.voxari.testkit.SimulatedCaller;
import io.voxari.testkit.SimulatedPhone;
import io.voxari.testkit.asterisk.SpeechFixture;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the target of a transfer hears first, whatever the agent says and does meanwhile; in virtual time. */
class AnnouncementTest {
    private static final Duration PATIENCE = VirtualBoard.PATIENCE;
    private static final byte[] ANNOUNCEMENT = SpeechFixture.noise(73, Duration.ofSeconds(1));
    private static final byte[] LONG = SpeechFixture.noise(74, Duration.ofSeconds(6));
    private static final TransferRequest.Attended REQUEST =
            new TransferRequest.Attended(Destination.of("6001")).announcing(ByteBuffer.wrap(ANNOUNCEMENT));

    private final TestAgent agent = TestAgent.listening(new byte[0]);
    private final VirtualBoard board = new VirtualBoard(agent, builder -> {});
    private final SimulatedPhone phone = board.asterisk.phone("6001").answersAfter(Duration.ofMillis(500));
    private final SimulatedCaller caller = board.talking(agent);
    private final AgentCall hands = agent.calls.get(0);

    @AfterEach
    void nothingIsLeft() {
        try (board) {
            caller.hangUp();
            board.awaitQuiet();
        }
    }

    /** As a model says it, which asks for the transfer in the middle of its sentence. */
    @Test
    void whatTheAgentWasSayingToTheCallerIsNotForTheTarget() {
        hands.speech().begin().write(ByteBuffer.wrap(LONG));
        board.time.advance(Duration.ofMillis(200));
        var unused = hands.transfer(REQUEST);
        SimulatedCaller target = phone.awaitCall(PATIENCE);
        board.awaitStep(CallStep.Kind.CONSULTATION);
        board.time.advance(Duration.ofSeconds(2));
        assertThat(target.heard().find(ANNOUNCEMENT).isExact()).isTrue();
        byte[] end = Arrays.copyOfRange(LONG, LONG.length - 8_000, LONG.length);
        assertThat(target.heard().find(end).correlation()).isLessThan(0.3);
    }

    /** It hears the target speak. */
    @Test
    void agentDoesNotInterruptIt() {
        var unused = hands.transfer(REQUEST);
        SimulatedCaller target = phone.awaitCall(PATIENCE);
        board.awaitStep(CallStep.Kind.CONSULTATION);
        board.time.advance(Duration.ofMillis(300));
        assertThat(hands.speech().interrupt().cut()).isEmpty();
        board.time.advance(Duration.ofSeconds(2));
        assertThat(target.heard().find(ANNOUNCEMENT).isExact()).isTrue();
    }

    @Test
    void keyMayBeWaitedForAsLongAsAnybodyWants() {
        var outcome = hands.transfer(REQUEST.acceptedBy('1', ChronoUnit.FOREVER.getDuration()));
        SimulatedCaller target = phone.awaitCall(PATIENCE);
        board.awaitStep(CallStep.Kind.CONSULTATION);
        board.time.advance(Duration.ofMinutes(2));
        target.presses("1");
        assertThat(board.time.await(outcome, PATIENCE).kind()).isEqualTo(Kind.DONE);
    }
}
