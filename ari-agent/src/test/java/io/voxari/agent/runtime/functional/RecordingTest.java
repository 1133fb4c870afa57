package io.voxari.agent.runtime.functional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.voxari.agent.AgentCall;
import io.voxari.agent.AudioFormat;
import io.voxari.agent.CallEvent;
import io.voxari.agent.Destination;
import io.voxari.agent.EndCause;
import io.voxari.agent.Recording;
import io.voxari.agent.RecordingOutcome;
import io.voxari.agent.RecordingTarget;
import io.voxari.agent.TransferRequest;
import io.voxari.agent.runtime.CallStep;
import io.voxari.agent.runtime.Voxari;
import io.voxari.ari.AriClient;
import io.voxari.testkit.SimulatedCaller;
import io.voxari.testkit.asterisk.HeardAudio;
import io.voxari.testkit.asterisk.SpeechFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Calls are recorded as they were heard; in virtual time. */
class RecordingTest {
    private static final byte[] QUESTION = SpeechFixture.noise(51, Duration.ofSeconds(1));
    private static final byte[] ANSWER = SpeechFixture.noise(52, Duration.ofSeconds(2));
    private static final byte[] SECRET = SpeechFixture.noise(53, Duration.ofSeconds(1));
    /** One frame of the telephone, and one of Asterisk. */
    private static final long EXACTLY = 40;

    @TempDir
    Path folder;

    private final TestAgent agent = TestAgent.listening(new byte[0]);

    private VirtualBoard board(Consumer<Voxari.Builder> setting) {
        return new VirtualBoard(agent, setting);
    }

    private AgentCall hands() {
        return agent.calls.get(0);
    }

    private Path file() {
        return folder.resolve("below/call.wav");
    }

    private static RecordingOutcome done(VirtualBoard board, Recording recording) {
        return board.time.await(recording.done(), VirtualBoard.PATIENCE);
    }

    private static void end(VirtualBoard board, SimulatedCaller caller) {
        caller.hangUp();
        board.awaitQuiet();
        assertThat(board.timeline.ends).extracting(EndCause::kind).containsExactly(EndCause.Kind.CALLER_HANGUP);
    }

    private static long millis(HeardAudio audio, byte[] words) {
        HeardAudio.Match match = audio.find(words);
        assertThat(match.isExact()).as("%s in %s", match, audio).isTrue();
        return audio.arrivalNanos(match.offset()) / 1_000_000;
    }

    @Test
    void everyCallIsRecordedAsItWasHeard() throws IOException {
        try (VirtualBoard board = board(builder ->
                builder.recordCalls((offer, workflow) -> Optional.of(new RecordingTarget.WavFile(file()))))) {
            SimulatedCaller caller = board.talking(agent);
            caller.waits(Duration.ofMillis(700)).says(QUESTION);
            board.time.advance(Duration.ofMillis(2_345));
            TestAgent.say(hands(), ANSWER);
            board.time.advance(Duration.ofSeconds(3));
            end(board, caller);
            StereoFile recorded = StereoFile.read(file());
            long between = millis(caller.heard(), ANSWER) - millis(caller.said(), QUESTION);
            assertThat(recorded.right(ANSWER) - recorded.left(QUESTION)).isCloseTo(between, within(EXACTLY));
            assertThat(recorded.millis()).isBetween(5_200L, 5_600L);
        }
    }

    @Test
    void whatAnInterruptionCutIsNotThere() throws IOException {
        try (VirtualBoard board = board(builder -> {})) {
            SimulatedCaller caller = board.talking(agent);
            Recording recording = hands().record(new RecordingTarget.WavFile(file()));
            TestAgent.say(hands(), ANSWER);
            board.time.advance(Duration.ofMillis(900));
            Duration heard = hands().speech().interrupt().cut().get(0).played();
            TestAgent.say(hands(), SECRET);
            board.time.advance(Duration.ofSeconds(2));
            end(board, caller);
            assertThat(done(board, recording).isComplete()).isTrue();
            StereoFile recorded = StereoFile.read(file());
            byte[] start =
                    java.util.Arrays.copyOf(ANSWER, (int) heard.minusMillis(60).toMillis() * 8);
            long between = millis(caller.heard(), SECRET) - millis(caller.heard(), start);
            assertThat(recorded.right(SECRET) - recorded.right(start)).isCloseTo(between, within(EXACTLY));
            byte[] rest = java.util.Arrays.copyOfRange(
                    ANSWER, (int) heard.plusMillis(100).toMillis() * 8, ANSWER.length);
            assertThat(recorded.hasRight(rest)).isFalse();
        }
    }

    @Test
    void recordingThatBeginsWithinAnUtteranceHasTheRestOfIt() throws IOException {
        try (VirtualBoard board = board(builder -> {})) {
            SimulatedCaller caller = board.talking(agent);
            TestAgent.say(hands(), ANSWER);
            board.time.advance(Duration.ofMillis(800));
            Recording recording = hands().record(new RecordingTarget.WavFile(file()));
            board.time.advance(Duration.ofSeconds(2));
            recording.stop();
            RecordingOutcome outcome = done(board, recording);
            assertThat(outcome.isComplete()).as("%s", outcome).isTrue();
            assertThat(outcome.length()).isBetween(Duration.ofMillis(1_950), Duration.ofMillis(2_050));
            byte[] rest = java.util.Arrays.copyOfRange(ANSWER, 8 * 900, ANSWER.length);
            assertThat(StereoFile.read(file()).right(rest)).isBetween(40L, 140L);
            end(board, caller);
        }
    }

    @Test
    void whatIsSaidWhileItIsPausedIsSilence() throws IOException {
        try (VirtualBoard board = board(builder -> {})) {
            SimulatedCaller caller = board.talking(agent);
            Recording recording = hands().record(new RecordingTarget.WavFile(file()));
            caller.says(QUESTION);
            board.time.advance(Duration.ofMillis(1_500));
            recording.pause();
            caller.says(SECRET);
            TestAgent.say(hands(), SECRET);
            board.time.advance(Duration.ofMillis(1_500));
            recording.resume();
            TestAgent.say(hands(), ANSWER);
            board.time.advance(Duration.ofSeconds(3));
            end(board, caller);
            StereoFile recorded = StereoFile.read(file());
            long between = millis(caller.heard(), ANSWER) - millis(caller.said(), QUESTION);
            assertThat(recorded.right(ANSWER) - recorded.left(QUESTION)).isCloseTo(between, within(EXACTLY));
            assertThat(recorded.hasRight(SECRET)).isFalse();
            assertThat(recorded.hasLeft(SECRET)).isFalse();
        }
    }

    @Test
    void recordingGoesOnOverABrokenConnectionAndAHold() throws IOException {
        try (VirtualBoard board = board(builder -> {})) {
            SimulatedCaller caller = board.talking(agent);
            Recording recording = hands().record(new RecordingTarget.WavFile(file()));
            caller.says(QUESTION);
            TestAgent.say(hands(), SECRET);
            board.time.advance(Duration.ofMillis(1_500));
            board.asterisk.faults().dropMedia();
            board.time.awaitUntil(
                    () -> board.timeline.kinds().contains(CallStep.Kind.MEDIA_RESTORED), VirtualBoard.PATIENCE);
            board.time.await(hands().hold(), VirtualBoard.PATIENCE);
            board.time.advance(Duration.ofSeconds(2));
            board.time.await(hands().unhold(), VirtualBoard.PATIENCE);
            TestAgent.say(hands(), ANSWER);
            board.time.advance(Duration.ofSeconds(3));
            end(board, caller);
            assertThat(done(board, recording).isComplete()).isTrue();
            StereoFile recorded = StereoFile.read(file());
            long between = millis(caller.heard(), ANSWER) - millis(caller.said(), QUESTION);
            assertThat(recorded.right(ANSWER) - recorded.left(QUESTION)).isCloseTo(between, within(EXACTLY));
            assertThat(recorded.hasRight(SECRET)).isTrue();
        }
    }

    @Test
    void telephoneThatSendsNothingInSilenceKeepsItsPlace() throws IOException {
        try (VirtualBoard board = board(builder -> {})) {
            SimulatedCaller caller = board.asterisk.call("8000").sendsNoSilence();
            caller.awaitAnswered(VirtualBoard.PATIENCE);
            board.time.awaitUntil(() -> agent.events.contains(new CallEvent.Answered()), VirtualBoard.PATIENCE);
            Recording recording = hands().record(new RecordingTarget.WavFile(file()));
            caller.says(QUESTION).waits(Duration.ofSeconds(3)).says(SECRET);
            board.time.advance(Duration.ofSeconds(6));
            end(board, caller);
            assertThat(done(board, recording).isComplete()).isTrue();
            StereoFile recorded = StereoFile.read(file());
            assertThat(recorded.left(SECRET) - recorded.left(QUESTION)).isCloseTo(4_000, within(EXACTLY));
        }
    }

    @Test
    void asteriskRecordsOnItsOwnAndStopsBeforeTheEnd() {
        try (VirtualBoard board = board(builder -> {})) {
            SimulatedCaller caller = board.talking(agent);
            Recording recording = hands().record(new RecordingTarget.OnAsterisk("calls/one", "wav"));
            recording.pause();
            board.time.advance(Duration.ofSeconds(1));
            recording.resume();
            board.time.advance(Duration.ofSeconds(2));
            end(board, caller);
            assertThat(done(board, recording).isComplete()).isTrue();
            assertThat(board.asterisk.requests())
                    .filteredOn(asked -> asked.contains("record") || asked.startsWith("DELETE /bridges"))
                    .map(asked -> asked.replaceAll("/bridges/[^/]*", "/bridges/B"))
                    .containsSubsequence(
                            "POST /bridges/B/record",
                            "POST /recordings/live/calls/one/pause",
                            "DELETE /recordings/live/calls/one/pause",
                            "POST /recordings/live/calls/one/stop",
                            "DELETE /bridges/B");
        }
    }

    @Test
    void asterisksRecordingThatItRefusesIsNotCompleteThoughItIsStoppedBeforeThat() {
        try (VirtualBoard board = board(builder -> {})) {
            SimulatedCaller caller = board.talking(agent);
            board.asterisk.faults().refuseRequests("/record", 1);
            Recording recording = hands().record(new RecordingTarget.OnAsterisk("one", "wav"));
            recording.stop();
            RecordingOutcome outcome = done(board, recording);
            assertThat(outcome.isComplete()).isFalse();
            assertThat(outcome.detail()).contains("Asterisk does not record");
            end(board, caller);
            assertThat(board.asterisk.requests()).noneMatch(asked -> asked.endsWith("/stop"));
        }
    }

    @Test
    void asterisksRecordingThatFailsBehindItsAnswerIsNotComplete() {
        try (VirtualBoard board = board(builder -> {})) {
            SimulatedCaller caller = board.talking(agent);
            Recording recording = hands().record(new RecordingTarget.OnAsterisk("one", "wav"));
            board.time.awaitUntil(() -> asked(board, "/record").isPresent(), VirtualBoard.PATIENCE);
            String bridge = asked(board, "/record").orElseThrow().replaceAll("POST /bridges/([^/]*)/record", "$1");
            board.asterisk
                    .faults()
                    .sendEvent(
                            "{\"type\":\"RecordingFailed\",\"application\":\"voxari\",\"recording\":{\"name\":\"one\","
                                    + "\"format\":\"wav\",\"state\":\"failed\",\"cause\":\"no room\",\"target_uri\":\"bridge:"
                                    + bridge + "\"}}");
            RecordingOutcome outcome = done(board, recording);
            assertThat(outcome.isComplete()).isFalse();
            assertThat(outcome.detail()).contains("no room");
            end(board, caller);
        }
    }

    @Test
    void asterisksRecordingThatSomebodyElseThrowsAwayIsNotComplete() {
        try (VirtualBoard board = board(builder -> {});
                AriClient observer = board.observer()) {
            SimulatedCaller caller = board.talking(agent);
            Recording recording = hands().record(new RecordingTarget.OnAsterisk("one", "wav"));
            board.time.advance(Duration.ofSeconds(1));
            var unused = board.time.await(observer.recordings().cancel("one").sendAsync(), VirtualBoard.PATIENCE);
            RecordingOutcome outcome = done(board, recording);
            assertThat(outcome.isComplete()).isFalse();
            assertThat(outcome.detail()).contains("has not stored it");
            end(board, caller);
        }
    }

    private static Optional<String> asked(VirtualBoard board, String part) {
        return board.asterisk.requests().stream()
                .filter(asked -> asked.contains(part))
                .findFirst();
    }

    @Test
    void recordingThatBeginsInATransferEndsWithTheAgentsPart() throws IOException {
        try (VirtualBoard board = board(builder -> {})) {
            var unused = board.asterisk.phone("6001").answersAfter(Duration.ofSeconds(3));
            SimulatedCaller caller = board.talking(agent);
            TestAgent.say(hands(), ANSWER);
            var unusedStage = hands().transfer(new TransferRequest.Blind(Destination.of("6001")));
            board.awaitStep(CallStep.Kind.TRANSFER_BEGUN);
            Recording ours = hands().record(new RecordingTarget.WavFile(file()));
            Recording asterisks = hands().record(new RecordingTarget.OnAsterisk("one", "wav"));
            board.awaitStep(CallStep.Kind.TRANSFERRED);
            RecordingOutcome outcome = done(board, ours);
            assertThat(outcome.isComplete()).as("%s", outcome).isTrue();
            assertThat(outcome.length()).isBetween(Duration.ofMillis(2_500), Duration.ofMillis(3_500));
            caller.says(QUESTION);
            board.time.advance(Duration.ofSeconds(3));
            assertThat(asterisks.done().toCompletableFuture()).isNotDone();
            caller.hangUp();
            board.awaitQuiet();
            assertThat(done(board, asterisks).length()).isGreaterThan(Duration.ofSeconds(5));
            assertThat(done(board, hands().record(new RecordingTarget.OnAsterisk("two", "wav")))
                            .isComplete())
                    .isFalse();
        }
    }

    @Test
    void recordingOfACallThatIsOverIsNone() {
        try (VirtualBoard board = board(builder -> {})) {
            SimulatedCaller caller = board.talking(agent);
            end(board, caller);
            Recording late = hands().record(new RecordingTarget.WavFile(file()));
            late.stop();
            assertThat(done(board, late).isComplete()).isFalse();
            assertThat(Files.exists(file())).isFalse();
            assertThat(hands().format()).isEqualTo(AudioFormat.ULAW_8K);
        }
    }
}
