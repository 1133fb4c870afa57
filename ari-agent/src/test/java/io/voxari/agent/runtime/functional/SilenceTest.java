package io.voxari.agent.runtime.functional;

import static org.assertj.core.api.Assertions.assertThat;

import io.voxari.agent.AgentCall;
import io.voxari.agent.AudioFormat;
import io.voxari.agent.CallEvent;
import io.voxari.agent.Destination;
import io.voxari.agent.EndCause;
import io.voxari.agent.TransferOutcome;
import io.voxari.agent.TransferRequest;
import io.voxari.agent.Utterance;
import io.voxari.agent.runtime.AgentFallback;
import io.voxari.agent.runtime.CallStep;
import io.voxari.agent.runtime.Voxari;
import io.voxari.testkit.SimulatedCaller;
import io.voxari.testkit.asterisk.SpeechFixture;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** A caller who comes back to an agent is not left in silence, also where nobody watches for stalls; in virtual time. */
class SilenceTest {
    private static final Duration PATIENCE = VirtualBoard.PATIENCE;
    private static final Duration OWED = Duration.ofSeconds(15);
    private static final byte[] WORDS = SpeechFixture.noise(61, Duration.ofSeconds(4));
    private static final byte[] SORRY = SpeechFixture.noise(62, Duration.ofSeconds(2));
    private static final byte[] SHORT = SpeechFixture.noise(63, Duration.ofMillis(300));

    private TestAgent agent = agent((call, event) -> {});

    private static TestAgent agent(BiConsumer<AgentCall, CallEvent> does) {
        return TestAgent.listening(new byte[0], does);
    }

    private static AgentFallback sorry() {
        return AgentFallback.hangUp().saying(AudioFormat.ULAW_8K, SORRY);
    }

    private VirtualBoard board(Consumer<Voxari.Builder> setting) {
        return new VirtualBoard(agent, setting);
    }

    private AgentCall hands() {
        return agent.calls.get(0);
    }

    /** Sends the caller to a telephone that is busy. {@return when it was back} */
    private Duration comeBack(VirtualBoard board) {
        var unused = board.asterisk.phone("6001").isBusy();
        TransferOutcome outcome =
                board.time.await(hands().transfer(new TransferRequest.Blind(Destination.of("6001"))), PATIENCE);
        assertThat(outcome.kind()).isEqualTo(TransferOutcome.Kind.FAILED);
        return board.time.passed();
    }

    private static void assertReplacedAfter(
            VirtualBoard board, Duration since, Duration least, SimulatedCaller caller) {
        board.awaitStep(CallStep.Kind.AGENT_FAILED);
        assertThat(board.time.passed().minus(since))
                .isBetween(least, least.multipliedBy(3).dividedBy(2));
        caller.awaitEnded(PATIENCE);
        assertThat(caller.heard().find(SORRY).isExact()).isTrue();
        board.awaitQuiet();
        assertThat(board.timeline.ends).extracting(EndCause::kind).containsExactly(EndCause.Kind.AGENT_FAILED);
    }

    private static void assertGoesOn(VirtualBoard board, SimulatedCaller caller) {
        board.time.advance(OWED.multipliedBy(3));
        assertThat(caller.isEnded()).isFalse();
        caller.hangUp();
        board.awaitQuiet();
        assertThat(board.timeline.ends).extracting(EndCause::kind).containsExactly(EndCause.Kind.CALLER_HANGUP);
    }

    @Test
    void agentThatIgnoresAFailedTransferIsReplaced() {
        try (VirtualBoard board = board(builder -> builder.whenAgentFails(sorry()))) {
            SimulatedCaller caller = board.talking(agent);
            assertReplacedAfter(board, comeBack(board), OWED, caller);
        }
    }

    @Test
    void agentThatAnswersAFailedTransferKeepsTheCall() {
        try (VirtualBoard board = board(builder -> {})) {
            SimulatedCaller caller = board.talking(agent);
            Duration unused = comeBack(board);
            TestAgent.say(hands(), SHORT);
            assertGoesOn(board, caller);
        }
    }

    @Test
    void wordInAnUtteranceThatWasOpenAllTheTimeIsAnAnswer() {
        try (VirtualBoard board = board(builder -> {})) {
            SimulatedCaller caller = board.talking(agent);
            Utterance open = hands().speech().begin();
            open.write(ByteBuffer.wrap(SHORT));
            Duration unused = comeBack(board);
            open.write(ByteBuffer.wrap(SHORT));
            assertGoesOn(board, caller);
        }
    }

    @Test
    void wordsThatTheAgentKeepsBackAreNone() {
        try (VirtualBoard board = board(builder -> builder.whenAgentFails(sorry()))) {
            SimulatedCaller caller = board.talking(agent);
            hands().speech().pause();
            TestAgent.say(hands(), WORDS);
            assertReplacedAfter(board, comeBack(board), OWED, caller);
            assertThat(caller.heard().find(WORDS).isExact()).isFalse();
        }
    }

    @Test
    void patienceIsTheApplicationsAndTheWatchsWhereThereIsOne() {
        try (VirtualBoard board =
                board(builder -> builder.whenAgentFails(sorry()).answerOwed(Duration.ofSeconds(4)))) {
            SimulatedCaller caller = board.talking(agent);
            assertReplacedAfter(board, comeBack(board), Duration.ofSeconds(4), caller);
        }
        agent = agent((call, event) -> {});
        try (VirtualBoard board = board(builder -> builder.whenAgentStalls(Duration.ofSeconds(8), sorry()))) {
            SimulatedCaller caller = board.talking(agent);
            assertReplacedAfter(board, comeBack(board), Duration.ofSeconds(8), caller);
        }
    }

    @Test
    void silenceIsAllowedWhereTheApplicationSaysSo() {
        try (VirtualBoard board = board(builder -> builder.answerOwed(Duration.ZERO))) {
            SimulatedCaller caller = board.talking(agent);
            Duration unused = comeBack(board);
            assertGoesOn(board, caller);
        }
    }

    @Test
    void agentThatIsSilentAfterItsWordsWereCutByABrokenConnectionIsReplaced() {
        try (VirtualBoard board = board(builder -> builder.whenAgentFails(sorry()))) {
            SimulatedCaller caller = board.talking(agent);
            TestAgent.say(hands(), WORDS);
            board.time.advance(Duration.ofSeconds(1));
            board.asterisk.faults().dropMedia();
            board.awaitStep(CallStep.Kind.MEDIA_RESTORED);
            assertReplacedAfter(board, board.time.passed(), OWED, caller);
        }
    }

    @Test
    void agentThatSaysItsCutWordsOnceMoreKeepsTheCall() {
        agent = agent((call, event) -> {
            if (event instanceof CallEvent.MediaLost) {
                TestAgent.say(call, SHORT);
            }
        });
        try (VirtualBoard board = board(builder -> {})) {
            SimulatedCaller caller = board.talking(agent);
            TestAgent.say(hands(), WORDS);
            board.time.advance(Duration.ofSeconds(1));
            board.asterisk.faults().dropMedia();
            board.awaitStep(CallStep.Kind.MEDIA_RESTORED);
            assertGoesOn(board, caller);
            assertThat(caller.heard().find(SHORT).isExact()).isTrue();
        }
    }

    @Test
    void nothingIsOwedWhenTheConnectionBreaksInTheCallersTurn() {
        try (VirtualBoard board = board(builder -> {})) {
            SimulatedCaller caller = board.talking(agent);
            TestAgent.say(hands(), SHORT);
            board.time.advance(Duration.ofSeconds(2));
            board.asterisk.faults().dropMedia();
            board.awaitStep(CallStep.Kind.MEDIA_RESTORED);
            assertGoesOn(board, caller);
        }
    }

    @Test
    void agentThatOwedAnAnswerBeforeTheConnectionBrokeOwesItStill() {
        try (VirtualBoard board = board(builder -> builder.whenAgentStalls(Duration.ofSeconds(6), sorry()))) {
            SimulatedCaller caller = board.talking(agent);
            caller.presses("1");
            board.time.advance(Duration.ofSeconds(1));
            board.asterisk.faults().dropMedia();
            board.awaitStep(CallStep.Kind.MEDIA_RESTORED);
            assertReplacedAfter(board, board.time.passed(), Duration.ofSeconds(6), caller);
        }
    }
}
