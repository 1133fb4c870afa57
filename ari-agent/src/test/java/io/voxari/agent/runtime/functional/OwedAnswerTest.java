package io.voxari.agent.runtime.functional;

import static org.assertj.core.api.Assertions.assertThat;

import io.voxari.agent.AgentCall;
import io.voxari.agent.CallEvent;
import io.voxari.agent.Destination;
import io.voxari.agent.EndCause;
import io.voxari.agent.TransferOutcome;
import io.voxari.agent.TransferRequest;
import io.voxari.agent.Utterance;
import io.voxari.agent.runtime.AgentFallback;
import io.voxari.agent.runtime.CallListener;
import io.voxari.agent.runtime.CallStep;
import io.voxari.agent.runtime.Voxari;
import io.voxari.testkit.SimulatedCaller;
import io.voxari.testkit.asterisk.SpeechFixture;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What is an answer to a caller who has come back, and what is none; time in which the caller acts is its own. In virtual time. */
class OwedAnswerTest {
    private static final Duration PATIENCE = VirtualBoard.PATIENCE;
    private static final Duration OWED = Duration.ofSeconds(15);
    private static final byte[] WORDS = SpeechFixture.noise(71, Duration.ofSeconds(8));
    private static final byte[] SHORT = SpeechFixture.noise(72, Duration.ofMillis(300));

    private final TestAgent agent = TestAgent.listening(new byte[0]);

    private VirtualBoard board(Consumer<Voxari.Builder> setting) {
        return new VirtualBoard(agent, setting);
    }

    private VirtualBoard board() {
        return board(builder -> {});
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

    private static void loseMedia(VirtualBoard board) {
        board.asterisk.faults().dropMedia();
        board.awaitStep(CallStep.Kind.MEDIA_RESTORED);
    }

    private static void assertGoesOn(VirtualBoard board, SimulatedCaller caller) {
        board.time.advance(OWED.multipliedBy(3));
        assertThat(caller.isEnded()).isFalse();
        caller.hangUp();
        board.awaitQuiet();
        assertThat(board.timeline.ends).extracting(EndCause::kind).containsExactly(EndCause.Kind.CALLER_HANGUP);
    }

    private static void assertFails(VirtualBoard board, Duration since, SimulatedCaller caller) {
        caller.awaitEnded(PATIENCE);
        assertThat(board.time.passed().minus(since)).isBetween(OWED, OWED.plusSeconds(8));
        board.awaitQuiet();
        assertThat(board.timeline.ends).extracting(EndCause::kind).containsExactly(EndCause.Kind.AGENT_FAILED);
    }

    @Test
    void callerWhoTalksForLongIsNotHungUpOn() {
        try (VirtualBoard board = board()) {
            SimulatedCaller caller = board.talking(agent);
            TestAgent.say(hands(), WORDS);
            board.time.advance(Duration.ofSeconds(1));
            loseMedia(board);
            caller.says(SpeechFixture.noise(73, Duration.ofSeconds(20)));
            board.time.advance(Duration.ofSeconds(25));
            assertThat(caller.isEnded()).isFalse();
            assertThat(agent.events).as("the agent finds that out itself").noneMatch(OwedAnswerTest::tellsOfSpeech);
            TestAgent.say(hands(), SHORT);
            assertGoesOn(board, caller);
        }
    }

    private static boolean tellsOfSpeech(CallEvent event) {
        return event instanceof CallEvent.CallerSpeechStarted || event instanceof CallEvent.CallerSpeechEnded;
    }

    @Test
    void agentThatDoesNotAnswerWhatTheCallerSaysHasFailed() {
        try (VirtualBoard board = board()) {
            SimulatedCaller caller = board.talking(agent);
            Duration back = comeBack(board);
            caller.says(SHORT);
            assertFails(board, back, caller);
        }
    }

    @Test
    void nothingIsHeldAgainstAnAgentWhoseCallerNobodyCanHear() {
        try (VirtualBoard board = board()) {
            SimulatedCaller caller = board.talking(agent);
            board.asterisk.faults().refuseRequests("/variable", 1);
            Duration unused = comeBack(board);
            assertGoesOn(board, caller);
        }
    }

    @Test
    void patienceBeginsWhenTheCallerHasSpoken() {
        try (VirtualBoard board = board()) {
            SimulatedCaller caller = board.talking(agent);
            Duration unused = comeBack(board);
            // Between two looks of the watch.
            caller.waits(Duration.ofMillis(11_500)).says(SpeechFixture.noise(74, Duration.ofMillis(2_600)));
            board.time.advance(Duration.ofSeconds(20));
            assertThat(caller.isEnded()).isFalse();
            TestAgent.say(hands(), SHORT);
            assertGoesOn(board, caller);
        }
    }

    @Test
    void patienceBeginsAnewWithEachKey() {
        try (VirtualBoard board = board()) {
            SimulatedCaller caller = board.talking(agent);
            Duration unused = comeBack(board);
            for (int i = 0; i < 16; i++) {
                caller.presses("1").waits(Duration.ofSeconds(2));
            }
            board.time.advance(Duration.ofSeconds(36));
            assertThat(caller.isEnded()).isFalse();
            TestAgent.say(hands(), SHORT);
            assertGoesOn(board, caller);
        }
    }

    @Test
    void wordsThatGoOnAfterAPauseAreAnAnswer() {
        Duration patience = Duration.ofSeconds(6);
        try (VirtualBoard board = board(builder -> builder.whenAgentStalls(patience, AgentFallback.hangUp()))) {
            SimulatedCaller caller = board.talking(agent);
            TestAgent.say(hands(), WORDS);
            caller.waits(Duration.ofSeconds(2)).says(SHORT);
            board.time.awaitUntil(
                    () -> agent.events.stream().anyMatch(CallEvent.CallerSpeechStarted.class::isInstance), PATIENCE);
            hands().speech().pause();
            board.time.awaitUntil(
                    () -> agent.events.stream().anyMatch(CallEvent.CallerSpeechEnded.class::isInstance), PATIENCE);
            board.time.advance(Duration.ofMillis(800));
            hands().speech().resume();
            assertGoesOn(board, caller);
        }
    }

    @Test
    void endOfTheWordsThatFillsNoFrameIsNotMissed() {
        try (VirtualBoard board = board()) {
            SimulatedCaller caller = board.talking(agent);
            hands().speech().begin().write(ByteBuffer.wrap(new byte[1_000]));
            board.time.advance(Duration.ofSeconds(2));
            loseMedia(board);
            assertGoesOn(board, caller);
        }
    }

    @Test
    void commandsThatTheCallerDoesNotNoticeAreNoAnswer() {
        try (VirtualBoard board = board()) {
            SimulatedCaller caller = board.talking(agent);
            Duration back = comeBack(board);
            board.time.advance(Duration.ofSeconds(5));
            var set = hands().setVariable("CRM", "1");
            board.time.await(set, PATIENCE);
            board.time.await(hands().variable("CRM"), PATIENCE);
            board.time.await(hands().unhold(), PATIENCE);
            hands().answer();
            hands().completeTransfer();
            hands().cancelTransfer();
            assertFails(board, back, caller);
        }
    }

    @Test
    void transferThatIsNotPossibleIsNoAnswer() {
        List<CompletionStage<TransferOutcome>> told = new CopyOnWriteArrayList<>();
        CallListener meanwhile = new CallListener() {
            @Override
            public void onStep(CallStep step) {
                if (step.kind() == CallStep.Kind.MEDIA_LOST) {
                    told.add(hands().transfer(new TransferRequest.Blind(Destination.of("6001"))));
                }
            }
        };
        try (VirtualBoard board = board(builder -> builder.listener(meanwhile))) {
            SimulatedCaller caller = board.talking(agent);
            TestAgent.say(hands(), WORDS);
            board.time.advance(Duration.ofSeconds(1));
            loseMedia(board);
            Duration back = board.time.passed();
            assertThat(board.time.await(told.get(0), PATIENCE).kind()).isEqualTo(TransferOutcome.Kind.NOT_POSSIBLE);
            assertFails(board, back, caller);
        }
    }

    @Test
    void wordsWhileTheCallerIsOnItsWayBackAreAnAnswer() {
        try (VirtualBoard board = board()) {
            SimulatedCaller caller = board.talking(agent);
            board.asterisk.phone("6001").answersAfter(Duration.ofSeconds(20));
            var outcome = hands().transfer(new TransferRequest.Attended(Destination.of("6001")));
            board.time.advance(Duration.ofSeconds(3));
            board.asterisk.faults().slowRequests(Duration.ofSeconds(1));
            hands().cancelTransfer();
            board.time.advance(Duration.ofMillis(200));
            assertThat(outcome.toCompletableFuture()).isNotDone();
            TestAgent.say(hands(), SHORT);
            assertThat(board.time.await(outcome, PATIENCE).kind()).isEqualTo(TransferOutcome.Kind.FAILED);
            assertGoesOn(board, caller);
            assertThat(caller.heard().find(SHORT).isExact()).isTrue();
        }
    }

    @Test
    void keysAreAnAnswer() {
        try (VirtualBoard board = board()) {
            SimulatedCaller caller = board.talking(agent);
            Duration unused = comeBack(board);
            board.time.await(hands().sendDtmf("1"), PATIENCE);
            assertGoesOn(board, caller);
        }
    }

    @Test
    void holdIsAnAnswer() {
        try (VirtualBoard board = board()) {
            SimulatedCaller caller = board.talking(agent);
            Duration unused = comeBack(board);
            board.time.await(hands().hold(), PATIENCE);
            board.time.await(hands().unhold(), PATIENCE);
            assertGoesOn(board, caller);
        }
    }

    @Test
    void wordsIntoAVoiceThatIsPausedAreNoAnswerUntilItGoesOn() {
        try (VirtualBoard board = board()) {
            SimulatedCaller caller = board.talking(agent);
            Duration back = comeBack(board);
            hands().speech().pause();
            TestAgent.say(hands(), SHORT);
            assertFails(board, back, caller);
        }
        agent.forget();
        try (VirtualBoard board = board()) {
            SimulatedCaller caller = board.talking(agent);
            Duration unused = comeBack(board);
            hands().speech().pause();
            Utterance words = hands().speech().begin();
            words.write(ByteBuffer.wrap(SHORT));
            words.end();
            board.time.advance(Duration.ofSeconds(5));
            hands().speech().resume();
            assertGoesOn(board, caller);
            assertThat(caller.heard().find(SHORT).isExact()).isTrue();
        }
    }
}
