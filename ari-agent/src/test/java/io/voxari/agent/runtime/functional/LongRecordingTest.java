package io.voxari.agent.runtime.functional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.voxari.agent.EndCause;
import io.voxari.agent.RecordingTarget;
import io.voxari.testkit.SimulatedCaller;
import io.voxari.testkit.asterisk.HeardAudio;
import io.voxari.testkit.asterisk.SpeechFixture;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntToLongFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Five minutes of a recording beside what went over the wire, in virtual time: each word of either side has one and the same
 * distance from its place in the other. {@link RecordedOnAsteriskTest} does the same on a real Asterisk.
 */
class LongRecordingTest {
    private static final Duration LENGTH = Duration.ofMinutes(5);
    private static final long ALIGNED_MILLIS = 40;

    @TempDir
    Path folder;

    private final TestAgent agent = TestAgent.listening(new byte[0]);
    private final Random random = new Random(5);

    @Test
    void bothSidesAreWhereTheyWereForFiveMinutes() throws IOException {
        Path file = folder.resolve("call.wav");
        List<byte[]> questions = new ArrayList<>();
        List<byte[]> answers = new ArrayList<>();
        try (VirtualBoard board = new VirtualBoard(
                agent,
                builder -> builder.recordCalls((offer, workflow) -> Optional.of(new RecordingTarget.WavFile(file))))) {
            SimulatedCaller caller = board.talking(agent);
            Duration begun = board.time.passed();
            while (board.time.passed().minus(begun).compareTo(LENGTH) < 0) {
                questions.add(SpeechFixture.noise(1_000 + questions.size(), millis(200, 900)));
                answers.add(SpeechFixture.noise(2_000 + answers.size(), millis(200, 900)));
                var unused = caller.says(questions.get(questions.size() - 1));
                board.time.advance(millis(100, 1_500));
                TestAgent.say(agent.calls.get(0), answers.get(answers.size() - 1));
                board.time.advance(millis(2_000, 5_000));
                if (questions.size() == 20) {
                    // What comes late, and what never comes, moves nothing that comes after it.
                    board.asterisk.faults().holdSpeech(Duration.ofMillis(400));
                    board.time.advance(Duration.ofSeconds(1));
                } else if (questions.size() == 40) {
                    board.asterisk.faults().loseSpeech(Duration.ofMillis(700));
                    board.time.advance(Duration.ofSeconds(1));
                }
            }
            caller.hangUp();
            board.awaitQuiet();
            assertThat(board.timeline.ends).extracting(EndCause::kind).containsExactly(EndCause.Kind.CALLER_HANGUP);
            Sounds said = Sounds.onTheWire(caller.said());
            Sounds heard = Sounds.onTheWire(caller.heard());
            StereoFile recorded = StereoFile.read(file);
            Sounds left = Sounds.inTheFile(recorded.left());
            Sounds right = Sounds.inTheFile(recorded.right());
            long first = said.next(questions.get(0)) - left.next(questions.get(0));
            List<Long> offsets = new ArrayList<>();
            for (int i = 0; i < questions.size(); i++) {
                if (i > 0) {
                    offsets.add(said.next(questions.get(i)) - left.next(questions.get(i)));
                }
                offsets.add(heard.next(answers.get(i)) - right.next(answers.get(i)));
            }
            assertThat(offsets).hasSizeGreaterThan(100);
            assertThat(offsets).allSatisfy(offset -> assertThat(offset).isCloseTo(first, within(ALIGNED_MILLIS)));
        }
    }

    private Duration millis(int least, int most) {
        // Whole frames, as a telephone sends them.
        return Duration.ofMillis(20L * (least / 20 + random.nextInt((most - least) / 20)));
    }

    /** Where known sounds are that follow each other. */
    private static final class Sounds {
        private final byte[] ulaw;
        private final IntToLongFunction millisOf;
        private int from;

        private Sounds(HeardAudio audio, IntToLongFunction millisOf) {
            this.ulaw = HeardFrames.oneZero(audio.ulaw());
            this.millisOf = millisOf;
        }

        static Sounds onTheWire(HeardAudio audio) {
            return new Sounds(audio, sample -> audio.arrivalNanos(sample) / 1_000_000);
        }

        static Sounds inTheFile(HeardAudio audio) {
            return new Sounds(audio, sample -> sample / 8);
        }

        /** {@return when the sound begins, in milliseconds; all of it is there, as it was said} */
        long next(byte[] known) {
            byte[] wanted = HeardFrames.oneZero(known);
            for (int at = from; at + wanted.length <= ulaw.length; at++) {
                if (Arrays.equals(ulaw, at, at + wanted.length, wanted, 0, wanted.length)) {
                    from = at + wanted.length;
                    return millisOf.applyAsLong(at);
                }
            }
            throw new AssertionError("a sound of " + wanted.length + " samples is not there behind sample " + from);
        }
    }
}
