package io.voxari.media.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.voxari.media.AudioOrigin;
import io.voxari.media.InboundTiming;
import io.voxari.media.MediaFormat;
import io.voxari.media.signal.Ulaw;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TimingBufferTest {
    private static final long MILLI = 1_000_000L;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final List<AudioOrigin> origins = new ArrayList<>();
    private TimingBuffer buffer = buffer(InboundTiming.steps(Duration.ofMillis(20)));

    private static TimingBuffer buffer(InboundTiming timing) {
        return new TimingBuffer(MediaFormat.ULAW, SampleCodec.ULAW, timing);
    }

    private static byte[] noise(int seed, int bytes) {
        byte[] noise = new byte[bytes];
        Random random = new Random(seed);
        for (int i = 0; i < bytes; i++) {
            noise[i] = Ulaw.encode((short) random.nextInt(-3_000, 3_000));
        }
        return noise;
    }

    private void offer(byte[] audio, int from, int to, long atMillis) {
        buffer.offer(ByteBuffer.wrap(audio, from, to - from), atMillis * MILLI);
    }

    /** All that is due until then, each frame exactly when it is. */
    private void playUntil(long millis) {
        while (buffer.nextDueNanos() <= millis * MILLI) {
            assertThat(buffer.poll(buffer.nextDueNanos() - 1)).isFalse();
            assertThat(buffer.poll(buffer.nextDueNanos())).isTrue();
            take();
        }
    }

    private void take() {
        byte[] frame = new byte[buffer.frame().remaining()];
        buffer.frame().get(frame);
        out.writeBytes(frame);
        origins.add(buffer.origin());
    }

    private byte[] heard(int from, int to) {
        return Arrays.copyOfRange(out.toByteArray(), from, to);
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 20, 30, 40, 60})
    void framesOfAnySizeComeOutInSteps(int step) {
        buffer = buffer(
                InboundTiming.steps(Duration.ofMillis(step)).withDelay(Duration.ofMillis(100), Duration.ofSeconds(1)));
        byte[] audio = noise(step, 16_000);
        int[] sizes = {160, 1, 319, 240, 80, 480, 7, 153};
        int at = 0;
        for (int i = 0; at < audio.length; i++) {
            int length = Math.min(sizes[i % sizes.length], audio.length - at);
            // A frame comes when its end has been said, to the millisecond.
            playUntil((at + length) / 8);
            offer(audio, at, at + length, (at + length) / 8);
            at += length;
        }
        playUntil(1_960);
        assertThat(origins).hasSizeGreaterThan(1_800 / step).containsOnly(AudioOrigin.RECEIVED);
        assertThat(out.toByteArray()).startsWith(heard(0, step * 8)).isEqualTo(Arrays.copyOf(audio, out.size()));
    }

    @Test
    void jitterWithinTheDelayIsNotHeard() {
        byte[] audio = noise(1, 160 * 200);
        Random random = new Random(7);
        for (int i = 0; i < 200; i++) {
            // Up to 39 ms late, in order as TCP is.
            long at = i * 20L + (i == 0 ? 0 : random.nextInt(40));
            playUntil(Math.min(at, i * 20L));
            offer(audio, i * 160, i * 160 + 160, at);
        }
        playUntil(199 * 20 + 40);
        assertThat(origins).hasSize(200).containsOnly(AudioOrigin.RECEIVED);
        assertThat(out.toByteArray()).isEqualTo(audio);
        assertThat(buffer.holes()).isZero();
    }

    @Test
    void aHoleIsFilledOnTimeAndFadesToSilence() {
        byte[] audio = noise(2, 160 * 50);
        for (int i = 0; i < 50; i++) {
            offer(audio, i * 160, i * 160 + 160, i * 20L);
            playUntil(i * 20L);
        }
        playUntil(50 * 20 + 2_000);
        assertThat(origins.subList(0, 50)).containsOnly(AudioOrigin.RECEIVED);
        assertThat(origins.subList(50, 53)).containsOnly(AudioOrigin.CONCEALED);
        assertThat(origins.subList(53, origins.size())).hasSizeGreaterThan(90).containsOnly(AudioOrigin.SILENCE);
        assertThat(heard(53 * 160, out.size())).containsOnly(Ulaw.SILENCE);
        assertThat(buffer.holes()).isEqualTo(1);
        assertThat(buffer.concealedFrames()).isEqualTo(3);

        // After a long hole audio is as it was received, and waits as at the beginning.
        byte[] next = noise(3, 160 * 10);
        int before = out.size();
        for (int i = 0; i < 10; i++) {
            playUntil(4_000 + i * 20L - 1);
            offer(next, i * 160, i * 160 + 160, 4_000 + i * 20L);
        }
        playUntil(4_000 + 10 * 20 + 20);
        byte[] all = out.toByteArray();
        int begin = before;
        while (all[begin] == Ulaw.SILENCE) {
            begin++;
        }
        begin -= begin % 160;
        assertThat(Arrays.copyOfRange(all, begin, begin + 1_600)).isEqualTo(next);
        long givenAtMillis = 40L + begin / 160 * 20L;
        assertThat(givenAtMillis).isBetween(4_040L, 4_060L);
    }

    @Test
    void audioThatCameTooLateIsNotLostAndTheDelayShrinksAgainInAQuietPlace() {
        byte[] audio = noise(4, 160 * 100);
        byte[] quiet = new byte[160 * 300];
        Arrays.fill(quiet, Ulaw.SILENCE);
        for (int i = 0; i < 100; i++) {
            // One hiccup of 200 ms in the middle.
            long at = i < 50 || i >= 60 ? i * 20L : 60 * 20L - 1;
            playUntil(at - 1);
            offer(audio, i * 160, i * 160 + 160, at);
        }
        playUntil(100 * 20L - 1);
        assertThat(buffer.holes()).isEqualTo(1);
        long grown = buffer.waitingNanos();
        assertThat(grown).isGreaterThan(150 * MILLI);
        for (int i = 0; i < 300; i++) {
            offer(quiet, i * 160, i * 160 + 160, 2_000 + i * 20L);
            playUntil(2_000 + i * 20L);
        }
        assertThat(buffer.squeezes()).isGreaterThan(5);
        assertThat(buffer.waitingNanos()).isLessThanOrEqualTo(60 * MILLI);
        assertThat(buffer.droppedBytes()).isZero();
        // Every sample but those passed into after the hole was heard.
        String heard = new String(out.toByteArray(), java.nio.charset.StandardCharsets.ISO_8859_1);
        String said = new String(audio, java.nio.charset.StandardCharsets.ISO_8859_1);
        assertThat(heard).contains(said.substring(0, 50 * 160)).contains(said.substring(50 * 160 + 80));
    }

    @Test
    void aDelayAlsoShrinksWhereItIsNeverQuiet() {
        byte[] audio = noise(5, 160 * 15);
        offer(audio, 0, audio.length, 0);
        byte[] more = noise(6, 160);
        for (int i = 0; i < 1_000; i++) {
            playUntil(20 + i * 20L);
            offer(more, 0, 160, 20 + i * 20L);
        }
        assertThat(buffer.squeezes()).isBetween(8L, 14L);
        assertThat(buffer.waitingNanos()).isLessThanOrEqualTo(80 * MILLI);
    }

    @Test
    void aSlowerAndAFasterSenderAreFollowed() {
        for (int periodMicros : new int[] {19_990, 20_010}) {
            buffer = buffer(InboundTiming.steps(Duration.ofMillis(20)));
            byte[] audio = noise(8, 160);
            for (int i = 0; i < 20_000; i++) {
                long now = 1_000L * i * periodMicros;
                while (buffer.nextDueNanos() <= now) {
                    assertThat(buffer.poll(buffer.nextDueNanos())).isTrue();
                }
                buffer.offer(ByteBuffer.wrap(audio), now);
            }
            // 10 frames of 20,000 are too many, or too few.
            assertThat(buffer.squeezes() + buffer.holes()).isBetween(5L, 15L);
            assertThat(buffer.waitingNanos()).isLessThanOrEqualTo(100 * MILLI);
        }
    }

    @Test
    void whatExceedsTheLongestDelayIsDroppedFromItsOldEnd() {
        byte[] audio = noise(9, 40_000);
        offer(audio, 0, 8_000, 0);
        offer(audio, 8_000, 40_000, 1);
        assertThat(buffer.droppedBytes()).isEqualTo(40_000 - 8_000 - 160);
        playUntil(1_060);
        assertThat(heard(0, 8_160)).isEqualTo(Arrays.copyOfRange(audio, 31_840, 40_000));
    }

    @Test
    void aMachineThatStoodStillCatchesUpAndGivesNothingStale() {
        byte[] audio = noise(10, 1_600);
        offer(audio, 0, 1_600, 0);
        long now = 3_000 * MILLI;
        int given = 0;
        while (buffer.poll(now)) {
            given++;
        }
        assertThat(given).isEqualTo(1);
        assertThat(buffer.skippedFrames()).isEqualTo(148);
        assertThat(buffer.nextDueNanos()).isBetween(now + 1, now + 20 * MILLI);
    }

    @Test
    void silenceIsAllThereIsWithoutConcealing() {
        buffer = buffer(InboundTiming.steps(Duration.ofMillis(20)).withConcealing(false));
        offer(noise(11, 240), 0, 240, 0);
        playUntil(200);
        assertThat(origins)
                .startsWith(AudioOrigin.RECEIVED, AudioOrigin.CONCEALED, AudioOrigin.SILENCE, AudioOrigin.SILENCE);
        assertThat(heard(240, out.size())).containsOnly(Ulaw.SILENCE);
    }

    @Test
    void linearSamplesStayWholeWhateverComes() {
        MediaFormat slin = MediaFormat.SLIN16;
        buffer = new TimingBuffer(slin, SampleCodec.LINEAR, InboundTiming.steps(Duration.ofMillis(10)));
        Random random = new Random(12);
        int inFrames = 0;
        for (int i = 0; i < 2_000; i++) {
            long now = i * 7L;
            buffer.offer(ByteBuffer.allocate(random.nextInt(700)), now * MILLI);
            while (buffer.poll(now * MILLI)) {
                assertThat(buffer.frame().remaining()).isEqualTo(320);
                for (int at = 0; at < 320; at += 2) {
                    // All that came is zero: a sample cut in two or a byte too many could not be.
                    assertThat(buffer.frame().get(buffer.frame().position() + at))
                            .isZero();
                }
                inFrames++;
            }
        }
        assertThat(inFrames).isGreaterThan(1_300);
    }

    @Test
    void timingsThatCannotBeAreRefused() {
        assertThatThrownBy(() -> InboundTiming.steps(Duration.ofMillis(25))).hasMessageContaining("PT0.025S");
        assertThatThrownBy(() -> InboundTiming.steps(Duration.ZERO)).hasMessageContaining("step is 0");
        InboundTiming steps = InboundTiming.steps(Duration.ofMillis(20));
        assertThatThrownBy(() -> steps.withDelay(Duration.ofMillis(600), Duration.ofSeconds(1)))
                .hasMessageContaining("PT0.6S");
        assertThatThrownBy(() -> steps.withDelay(Duration.ofMillis(60), Duration.ofMillis(70)))
                .hasMessageContaining("PT0.07S");
    }
}
