package io.voxari.media.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.voxari.media.MarkOutcome;
import io.voxari.media.MediaEvent;
import io.voxari.media.MediaFormat;
import io.voxari.media.PlayoutOptions;
import io.voxari.media.PlayoutPosition;
import io.voxari.media.internal.PlayoutCore.MarkSupport;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A playout, a network and an Asterisk, all in fake time: what is heard is what was written but for what was cut. */
final class PlayoutWorldTest {
    private static final long MILLI = 1_000_000L;

    @Test
    void whatIsHeardIsWhatWasWrittenWithoutWhatWasCut() {
        for (int seed = 0; seed < 120; seed++) {
            new World(seed).run(20_000);
        }
    }

    /** The pacer wakes so late; the ear may miss at most what the depth does not cover. */
    @ParameterizedTest
    @CsvSource({"0, 0", "100, 0", "300, 0", "390, 0", "700, 320", "1500, 1120"})
    void aLatePacerIsCoveredByTheDepth(int lateMillis, int holeMillis) {
        FakeAsterisk asterisk = new FakeAsterisk(2, 13);
        long now = 0;
        PlayoutCore core = core(asterisk, PlayoutOptions.DEFAULT.withOpenAtStart(true));
        core.write(0, ByteBuffer.wrap(new byte[60_000 * 8]), now);
        long due = core.nextDueNanos(now) + lateMillis * MILLI;
        while (asterisk.heardBytes() < 60_000 * 8) {
            asterisk.step();
            now += MILLI;
            for (MediaEvent event = asterisk.event(); event != null; event = asterisk.event()) {
                // As when the whole process stands still: what came is seen when it goes on.
                if (lateMillis == 0) {
                    core.onEvent(event, now);
                }
            }
            if (now >= due) {
                core.tick(now);
                due = core.nextDueNanos(now) + lateMillis * MILLI;
            }
            assertThat(asterisk.frames()).isLessThanOrEqualTo(25);
        }
        assertThat(asterisk.longestHoleMillis()).isLessThanOrEqualTo(holeMillis);
    }

    @Test
    void aStormOfInterruptionsLeavesNoDelayBehind() {
        FakeAsterisk asterisk = new FakeAsterisk(5, 7);
        long now = 0;
        PlayoutCore core = core(asterisk, PlayoutOptions.DEFAULT.withOpenAtStart(true));
        for (int i = 0; i < 1_000; i++) {
            core.write(core.generation(), ByteBuffer.wrap(new byte[8_000]), now);
            core.interrupt(now);
        }
        core.write(core.generation(), ByteBuffer.wrap(new byte[160]), now);
        for (int milli = 0; milli < 40; milli++) {
            asterisk.step();
            now += MILLI;
            for (MediaEvent event = asterisk.event(); event != null; event = asterisk.event()) {
                core.onEvent(event, now);
            }
        }
        assertThat(asterisk.heardBytes()).isEqualTo(160);
        now += 2_000 * MILLI;
        core.tick(now);
        assertThat(asterisk.acks).hasSize(1_000);
    }

    private static PlayoutCore core(FakeAsterisk asterisk, PlayoutOptions options) {
        return new PlayoutCore(MediaFormat.ULAW, options, MarkSupport.YES, 0, asterisk);
    }

    /** One call: an agent that does anything in any order. */
    private static final class World {
        private final String name;
        private final Random random;
        private final FakeAsterisk asterisk;
        private final PlayoutCore core;
        /** What was written in each generation, tails filled. */
        private final List<ByteArrayOutputStream> written = new ArrayList<>(List.of(new ByteArrayOutputStream()));

        private final List<String> marks = new ArrayList<>();
        private final int targetMillis;
        private long now;
        private long writtenBytes;
        private Duration played = Duration.ZERO;

        World(int seed) {
            name = "seed " + seed;
            random = new Random(seed);
            asterisk = new FakeAsterisk(random.nextInt(30), random.nextInt(20));
            targetMillis = List.of(40, 100, 500, 2_000, 18_400).get(random.nextInt(5));
            core = core(
                    asterisk,
                    new PlayoutOptions(
                            Duration.ofMillis(targetMillis),
                            Duration.ofSeconds(20),
                            Duration.ofMinutes(10),
                            true,
                            false));
        }

        void run(int millis) {
            long due = Long.MAX_VALUE;
            for (int milli = 0; milli < millis; milli++) {
                step();
                if (random.nextInt(70) == 0) {
                    act();
                    due = dueMilli();
                }
                if (now >= due) {
                    core.tick(now);
                    due = dueMilli();
                }
            }
            core.resume(now);
            pad();
            mark();
            for (int left = 0; marks.size() > asterisk.marks.size(); left++) {
                assertThat(left).as(name).isLessThan(900_000);
                step();
                core.tick(now);
            }
            check();
        }

        private long dueMilli() {
            long lateness = random.nextInt(30) == 0 ? 300 : random.nextInt(3);
            long next = core.nextDueNanos(now);
            return next == Long.MAX_VALUE ? next : next + lateness * MILLI;
        }

        private void step() {
            asterisk.step();
            now += MILLI;
            for (MediaEvent event = asterisk.event(); event != null; event = asterisk.event()) {
                core.onEvent(event, now);
            }
            PlayoutPosition position = core.position(now);
            assertThat(position.played()).as(name).isGreaterThanOrEqualTo(played);
            played = position.played();
            assertThat(position.sent()).as(name).isGreaterThanOrEqualTo(played);
            assertThat(position.written()).as(name).isGreaterThanOrEqualTo(position.sent());
            assertThat(position.written().toNanos()).as(name).isEqualTo(writtenBytes * 125_000);
        }

        private void act() {
            switch (random.nextInt(16)) {
                case 0, 1, 2, 3, 4, 5 -> write(random.nextInt(6_000));
                case 6 -> write(random.nextInt(80_000));
                case 7, 8 -> mark();
                case 9 -> pad();
                case 10, 11 -> interrupt();
                case 12 -> core.pause(now);
                case 13, 14 -> core.resume(now);
                default -> core.getStatus(now);
            }
        }

        private void write(int length) {
            byte[] audio = new byte[length];
            random.nextBytes(audio);
            core.write(core.generation(), ByteBuffer.wrap(audio), now);
            written.get(written.size() - 1).writeBytes(audio);
            writtenBytes += length;
            // Somebody who missed the interruption.
            core.write(core.generation() - 1, ByteBuffer.wrap(audio), now);
        }

        private void pad() {
            ByteArrayOutputStream last = written.get(written.size() - 1);
            core.padToFrame(now);
            while (last.size() % 160 != 0) {
                last.write(0xFF);
                writtenBytes++;
            }
        }

        private void mark() {
            marks.add(core.mark(now).id);
        }

        private void interrupt() {
            core.interrupt(now);
            written.add(new ByteArrayOutputStream());
        }

        private void check() {
            byte[] heard = asterisk.heard();
            int at = 0;
            for (ByteArrayOutputStream generation : written) {
                byte[] whole = generation.toByteArray();
                int match = Arrays.mismatch(heard, at, heard.length, whole, 0, whole.length);
                // A flush takes whole frames; a byte beyond that agrees by chance.
                at += (match < 0 ? whole.length : match) / 160 * 160;
            }
            assertThat(at)
                    .as(name + ": all that was heard was written, in order")
                    .isEqualTo(heard.length);
            byte[] last = written.get(written.size() - 1).toByteArray();
            assertThat(Arrays.copyOfRange(heard, heard.length - last.length, heard.length))
                    .as(name + ": nothing of the last generation is missing")
                    .isEqualTo(last);
            assertThat(asterisk.dropped()).as(name).isZero();
            assertThat(asterisk.maxFrames()).as(name).isLessThanOrEqualTo(targetMillis / 20 + 3);
            assertThat(asterisk.marks.stream().map(FakeAsterisk.Told::mark))
                    .as(name + ": each mark once and in order")
                    .containsExactlyElementsOf(marks);
            for (FakeAsterisk.Told told : asterisk.marks) {
                assertThat(told.outcome().kind()).as(name).isNotEqualTo(MarkOutcome.Kind.ESTIMATED);
            }
            assertThat(asterisk.acks).as(name).hasSize(written.size() - 1);
            if (last.length > 0) {
                // The clock is not corrected for less than two frames.
                assertThat(core.position(now).played().toNanos())
                        .as(name)
                        .isGreaterThanOrEqualTo(writtenBytes * 125_000 - 40 * MILLI);
            }
        }
    }
}
