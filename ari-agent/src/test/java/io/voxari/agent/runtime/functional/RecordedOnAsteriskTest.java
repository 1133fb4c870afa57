package io.voxari.agent.runtime.functional;

import static org.assertj.core.api.Assertions.assertThat;

import io.voxari.agent.CallEvent;
import io.voxari.agent.Recording;
import io.voxari.agent.RecordingOutcome;
import io.voxari.agent.RecordingTarget;
import io.voxari.agent.Resolution;
import io.voxari.ari.AriClient;
import io.voxari.ari.model.StoredRecording;
import io.voxari.testkit.asterisk.CallPlan;
import io.voxari.testkit.asterisk.HeardAudio;
import io.voxari.testkit.asterisk.SipCall;
import io.voxari.testkit.asterisk.SpeechFixture;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A recording beside what went over the wire, on a real Asterisk: for some seconds, or with {@code
 * -Dvoxari.recording.seconds=300} for five minutes.
 */
@Tag("asterisk")
@Tag("real") // The files are on the disk of Asterisk.
class RecordedOnAsteriskTest {
    private static final Duration LENGTH = Duration.ofSeconds(Integer.getInteger("voxari.recording.seconds", 8));
    private static final Duration ROUND = Duration.ofSeconds(4);
    private static final Duration PATIENCE = LENGTH.plusSeconds(20);
    private static final long ALIGNED_MILLIS = 40;

    @TempDir
    Path folder;

    private final List<Recording> asterisks = new CopyOnWriteArrayList<>();

    @Test
    void bothSidesAreWhereTheyWereOnTheWire() throws IOException {
        Path file = folder.resolve("call.wav");
        // The agent says something else at each word of the caller; both are known by their sound.
        TestAgent agent = new TestAgent(new byte[0], (call, event) -> {
            if (event instanceof CallEvent.Dtmf key) {
                TestAgent.say(call, answer(key.digit() - '0'));
            }
        });
        agent.echoing(false);
        try (Switchboard board = Switchboard.with(builder -> builder.resolver(offer -> Resolution.accept("recorded"))
                .recordCalls((offer, workflow) -> Optional.of(new RecordingTarget.WavFile(file)))
                .agent(agent))) {
            SipCall call = board.call(CallPlan.to("8000").limit(PATIENCE));
            call.awaitAnswer(Switchboard.PATIENCE);
            Awaitility.await()
                    .atMost(Switchboard.PATIENCE)
                    .until(() -> call.said().samples() > 8_000);
            int rounds = (int) (LENGTH.toMillis() / ROUND.toMillis());
            for (int round = 0; round < rounds; round++) {
                call.say(question(round));
                // A key that is pressed while somebody speaks takes the place of the speech.
                long asked = call.said().samples() + 9_600L;
                Awaitility.await()
                        .atMost(Switchboard.PATIENCE)
                        .until(() -> call.said().samples() > asked);
                call.press("" + round % 10);
                long until = 8_000 + (round + 1L) * ROUND.toMillis() * 8;
                Awaitility.await().atMost(PATIENCE).until(() -> call.said().samples() > until);
            }
            call.hangUp();
            board.awaitQuiet();
            StereoFile recorded = StereoFile.read(file);
            Wire said = Wire.of(call.said());
            Wire heard = Wire.of(call.heard());
            List<Long> offsets = new ArrayList<>();
            for (int round = 0; round < rounds; round++) {
                compare(said, recorded.left(), question(round), placeOf(round), offsets);
            }
            for (int digit = 0; digit < Math.min(10, rounds); digit++) {
                compare(heard, recorded.right(), answer(digit), placeOf(digit), offsets);
            }
            // One number moves the recording on to the wire's clock, in which each sound of either side has its place.
            long middle = offsets.stream().sorted().toList().get(offsets.size() / 2);
            assertThat(offsets).hasSizeGreaterThan(12 * rounds);
            // A machine that stands still for a moment tears sounds apart, on the wire as well.
            assertThat(offsets)
                    .filteredOn(offset -> Math.abs(offset - middle) <= ALIGNED_MILLIS)
                    .as("milliseconds between wire and recording, %s", offsets)
                    .hasSizeGreaterThan(offsets.size() * 9 / 10 - 1);
        }
    }

    /** {@return about where a round begins, in samples} */
    private static int placeOf(int round) {
        return 8_000 + (int) (round * ROUND.toMillis() * 8);
    }

    /** Compares where each tenth of a second of a sound is, which is known to be near a place. */
    private static void compare(Wire wire, HeardAudio recorded, byte[] words, int place, List<Long> offsets) {
        HeardAudio wireThere = near(wire.audio, place);
        HeardAudio recordedThere = near(recorded, place);
        for (int from = 0; from < words.length; from += 800) {
            byte[] part = Arrays.copyOfRange(words, from, from + 800);
            HeardAudio.Match there = wireThere.find(part);
            HeardAudio.Match here = recordedThere.find(part);
            if (there.isExact() && here.isExact()) {
                offsets.add(wire.begin + there.offset() / 8 - here.offset() / 8);
            }
        }
    }

    /** Of minutes the whole would take minutes to look through. */
    private static HeardAudio near(HeardAudio audio, int place) {
        int from = place - 2 * 8_000;
        return HeardAudio.of(List.of(new HeardAudio.Frame(from, audio.ulaw(from, place + 6 * 8_000), 0)));
    }

    @Test
    void asteriskStoresARecordingOfItsOwn() {
        TestAgent agent = new TestAgent(SpeechFixture.agent(), (call, event) -> {
            if (event instanceof CallEvent.Answered) {
                asterisks.add(call.record(new RecordingTarget.OnAsterisk("calls/one", "wav")));
            }
        });
        try (Switchboard board = Switchboard.with(builder ->
                        builder.resolver(offer -> Resolution.accept("recorded")).agent(agent));
                AriClient observer = board.client("recordings")) {
            SipCall call = board.call(CallPlan.to("8000").limit(PATIENCE));
            call.awaitAnswer(Switchboard.PATIENCE);
            Awaitility.await()
                    .atMost(Switchboard.PATIENCE)
                    .until(() -> call.said().samples() > 16_000);
            call.hangUp();
            board.awaitQuiet();
            assertThat(asterisks).singleElement().satisfies(recording -> {
                RecordingOutcome outcome = recording
                        .done()
                        .toCompletableFuture()
                        .orTimeout(20, TimeUnit.SECONDS)
                        .join();
                assertThat(outcome.isComplete()).as("%s", outcome).isTrue();
            });
            assertThat(observer.recordings().listStored().send())
                    .extracting(StoredRecording::name)
                    .contains("calls/one");
        }
    }

    private static byte[] question(int round) {
        return SpeechFixture.noise(1_000 + round, Duration.ofMillis(900));
    }

    private static byte[] answer(int digit) {
        return SpeechFixture.noise(2_000 + digit, Duration.ofMillis(1_200));
    }

    /**
     * One side on the wire: its own time stamps, and when its beginning would have come without the delays of a busy machine:
     * as early as the least late of its packets says.
     */
    private record Wire(HeardAudio audio, long begin) {
        static Wire of(HeardAudio audio) {
            long begin = Long.MAX_VALUE;
            for (int sample = 0; sample < audio.samples(); sample += 160) {
                begin = Math.min(begin, audio.arrivalNanos(sample) / 1_000_000 - sample / 8);
            }
            return new Wire(audio, begin);
        }
    }
}
