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
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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
    /** How far a sound may be from where it is looked for, in samples. */
    private static final int MARGIN = 16_000;
    /** A tenth of a second, in samples. */
    private static final int PART = 800;

    private static final Logger LOG = LoggerFactory.getLogger(RecordedOnAsteriskTest.class);

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
            HeardAudio said = call.said();
            HeardAudio heard = call.heard();
            List<Long> offsets = new ArrayList<>();
            for (int round = 0; round < rounds; round++) {
                compare(said, recorded.left(), question(round), placeOf(round), offsets);
                compare(heard, recorded.right(), answer(round % 10), placeOf(round), offsets);
            }
            // One number moves the recording on to the wire's clock, in which each sound of either side has its place.
            long middle = offsets.stream().sorted().toList().get(offsets.size() / 2);
            LOG.info(
                    "{} pieces of {} rounds, milliseconds from the middle one to the others: {}",
                    offsets.size(),
                    rounds,
                    offsets.stream()
                            .map(offset -> offset - middle)
                            .collect(Collectors.groupingBy(off -> off, TreeMap::new, Collectors.counting())));
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

    /**
     * Compares where each tenth of a second of a sound is, which is known to be near a place. Its time on the wire is that of
     * its time stamps, from the sound's beginning, and that is when it would have come without the delays of a busy machine:
     * as early as the least late of its packets says. From one sound to the next time stamps may drift.
     */
    private static void compare(HeardAudio wire, HeardAudio recorded, byte[] words, int place, List<Long> offsets) {
        int from = Math.max(0, place - MARGIN);
        byte[] known = HeardFrames.oneZero(words);
        byte[] wireThere = HeardFrames.oneZero(wire.ulaw(from, from + 4 * MARGIN));
        byte[] recordedThere = HeardFrames.oneZero(recorded.ulaw(from, from + 4 * MARGIN));
        long begin = Long.MAX_VALUE;
        List<Long> places = new ArrayList<>();
        for (int at = 0; at < known.length; at += PART) {
            int there = indexOf(wireThere, known, at);
            int here = indexOf(recordedThere, known, at);
            if (there >= 0 && here >= 0) {
                for (int sample = there; sample < there + PART; sample += 160) {
                    begin = Math.min(begin, wire.arrivalNanos(from + sample) / 1_000_000 - sample / 8);
                }
                places.add(there / 8L - here / 8);
            }
        }
        for (long one : places) {
            offsets.add(begin + one - from / 8);
        }
    }

    /** {@return where a part of the words is, sample by sample as it was said; -1 if nowhere} */
    private static int indexOf(byte[] audio, byte[] words, int part) {
        for (int at = 0; at + PART <= audio.length; at++) {
            if (Arrays.equals(audio, at, at + PART, words, part, part + PART)) {
                return at;
            }
        }
        return -1;
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
}
