package io.voxari.agent.runtime.functional;

import static org.assertj.core.api.Assertions.assertThat;

import io.voxari.agent.AgentCall;
import io.voxari.agent.AudioFormat;
import io.voxari.agent.EndCause;
import io.voxari.agent.Recording;
import io.voxari.agent.RecordingOutcome;
import io.voxari.agent.RecordingSink;
import io.voxari.agent.RecordingTarget;
import io.voxari.media.signal.Ulaw;
import io.voxari.testkit.SimulatedCaller;
import io.voxari.testkit.asterisk.HeardAudio;
import io.voxari.testkit.asterisk.SpeechFixture;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ShortBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Calls are recorded into code of the application's; in virtual time. */
class RecordingSinkTest {
    private static final byte[] QUESTION = SpeechFixture.noise(54, Duration.ofSeconds(1));
    private static final byte[] ANSWER = SpeechFixture.noise(55, Duration.ofSeconds(2));

    private final TestAgent agent = TestAgent.listening(new byte[0]);

    private VirtualBoard board() {
        return new VirtualBoard(agent, builder -> {});
    }

    private AgentCall hands() {
        return agent.calls.get(0);
    }

    private static RecordingOutcome done(VirtualBoard board, Recording recording) {
        return board.time.await(recording.done(), VirtualBoard.PATIENCE);
    }

    private static void end(VirtualBoard board, SimulatedCaller caller) {
        caller.hangUp();
        board.awaitQuiet();
        assertThat(board.timeline.ends).extracting(EndCause::kind).containsExactly(EndCause.Kind.CALLER_HANGUP);
    }

    @Test
    void sinkIsToldTheBeginningAllThatWasHeardAndTheEndOnce() {
        Collector sink = new Collector();
        try (VirtualBoard board = board()) {
            SimulatedCaller caller = board.talking(agent);
            Recording recording = hands().record(new RecordingTarget.Sink(sink));
            caller.says(QUESTION);
            board.time.advance(Duration.ofMillis(1_500));
            TestAgent.say(hands(), ANSWER);
            board.time.advance(Duration.ofSeconds(3));
            recording.stop();
            RecordingOutcome outcome = done(board, recording);
            end(board, caller);
            recording.stop();
            assertThat(outcome.isComplete()).as("%s", outcome).isTrue();
            List<String> told = sink.told();
            assertThat(told.get(0)).isEqualTo("begin 8000");
            assertThat(told.get(told.size() - 1)).isEqualTo("end");
            assertThat(told.subList(1, told.size() - 1)).isNotEmpty().containsOnly("write");
            assertThat(outcome.length()).isBetween(Duration.ofMillis(4_400), Duration.ofMillis(4_700));
            assertThat(outcome.length())
                    .isEqualTo(AudioFormat.ULAW_8K.durationOf(sink.left().samples()));
            assertThat(sink.right().samples()).isEqualTo(sink.left().samples());
            assertThat(sink.left().find(QUESTION)).matches(HeardAudio.Match::isExact);
            assertThat(sink.right().find(ANSWER)).matches(HeardAudio.Match::isExact);
        }
    }

    @Test
    void sinkThatThrowsEndsTheRecordingAndNotTheCall() {
        RecordingSink full = new RecordingSink() {
            private int ends;

            @Override
            public void write(ShortBuffer stereo) throws IOException {
                throw new IOException("no space is left");
            }

            @Override
            public void end() throws IOException {
                if (++ends > 1) {
                    throw new IOException("ended twice");
                }
            }
        };
        try (VirtualBoard board = board()) {
            SimulatedCaller caller = board.talking(agent);
            Recording recording = hands().record(new RecordingTarget.Sink(full));
            RecordingOutcome outcome = done(board, recording);
            assertThat(outcome.isComplete()).isFalse();
            assertThat(outcome.detail()).contains("no space is left");
            TestAgent.say(hands(), ANSWER);
            board.time.advance(Duration.ofSeconds(3));
            assertThat(caller.heard().find(ANSWER).isExact()).isTrue();
            end(board, caller);
        }
    }

    /** Keeps what it is told; its methods are called on several threads, one after the other. */
    private static final class Collector implements RecordingSink {
        private final List<String> told = new ArrayList<>();
        private final ByteArrayOutputStream left = new ByteArrayOutputStream();
        private final ByteArrayOutputStream right = new ByteArrayOutputStream();

        @Override
        public synchronized void begin(int sampleRateHz) {
            told.add("begin " + sampleRateHz);
        }

        @Override
        public synchronized void write(ShortBuffer stereo) {
            told.add("write");
            while (stereo.hasRemaining()) {
                left.write(Ulaw.encode(stereo.get()));
                right.write(Ulaw.encode(stereo.get()));
            }
        }

        @Override
        public synchronized void end() {
            told.add("end");
        }

        synchronized List<String> told() {
            return List.copyOf(told);
        }

        synchronized HeardAudio left() {
            return HeardAudio.of(List.of(new HeardAudio.Frame(0, left.toByteArray(), 0)));
        }

        synchronized HeardAudio right() {
            return HeardAudio.of(List.of(new HeardAudio.Frame(0, right.toByteArray(), 0)));
        }
    }
}
