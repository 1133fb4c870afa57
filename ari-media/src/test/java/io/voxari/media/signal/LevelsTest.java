package io.voxari.media.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Gain, mixing, byte order and tones that go on. */
final class LevelsTest {
    @Test
    void aGainIsRoundedAndSaturates() {
        assertThat(Gain.ofDecibels(0).apply((short) -12_345)).isEqualTo((short) -12_345);
        assertThat(Gain.ofDecibels(-20).apply((short) 10_004)).isEqualTo((short) 1_000);
        assertThat(Gain.ofDecibels(-20).apply((short) -10_004)).isEqualTo((short) -1_000);
        assertThat(Gain.ofDecibels(20).apply((short) 4_000)).isEqualTo(Short.MAX_VALUE);
        assertThat(Gain.ofDecibels(60).apply(Short.MIN_VALUE)).isEqualTo(Short.MIN_VALUE);
        assertThat(Gain.ofDecibels(Double.NEGATIVE_INFINITY).apply((short) 4_000))
                .isZero();
        assertThatThrownBy(() -> Gain.ofDecibels(61)).hasMessageContaining("61.0 dB");
        assertThatThrownBy(() -> Gain.ofDecibels(Double.NaN)).hasMessageContaining("NaN");
        ShortBuffer samples = ShortBuffer.wrap(new short[] {1_000, -2_000});
        Gain.ofDecibels(20).apply(samples.duplicate(), samples);
        assertThat(samples.array()).containsExactly((short) 10_000, (short) -20_000);
    }

    @Test
    void aSumSaturatesAndStopsAtTheShortest() {
        assertThat(Mixer.mix((short) 30_000, (short) 30_000)).isEqualTo(Short.MAX_VALUE);
        assertThat(Mixer.mix((short) -30_000, (short) -30_000)).isEqualTo(Short.MIN_VALUE);
        ShortBuffer a = ShortBuffer.wrap(new short[] {1, 2, 3});
        ShortBuffer sum = ShortBuffer.allocate(8);
        Mixer.mix(a, ShortBuffer.wrap(new short[] {10, 20}), sum);
        assertThat(sum.flip()).isEqualTo(ShortBuffer.wrap(new short[] {11, 22}));
        assertThat(a.remaining()).isEqualTo(1);
    }

    @Test
    void linearSamplesAreLittleEndianWhateverTheBufferSays() {
        for (ByteOrder order : new ByteOrder[] {ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN}) {
            ByteBuffer bytes = ByteBuffer.allocate(5).order(order);
            Slin.encode(ShortBuffer.wrap(new short[] {0x1234, -2, 7}), bytes);
            assertThat(bytes.array()).containsExactly(0x34, 0x12, 0xFE, 0xFF, 0);
            ShortBuffer samples = ShortBuffer.allocate(4);
            bytes.rewind();
            Slin.decode(bytes, samples);
            assertThat(samples.flip()).isEqualTo(ShortBuffer.wrap(new short[] {0x1234, -2}));
            assertThat(bytes.remaining()).isEqualTo(1);
            Slin.swap(bytes.rewind());
            assertThat(bytes.array()).containsExactly(0x12, 0x34, 0xFF, 0xFE, 0);
        }
    }

    @Test
    void aToneGoesOnWithoutASeam() {
        ToneSource parts = ToneSource.of(8_000, -10, 440);
        ShortBuffer samples = ShortBuffer.allocate(8_000);
        for (int i = 0; i < 50; i++) {
            parts.fill(samples.limit(samples.position() + 160));
        }
        short[] whole = Tones.sine(440, -10, Duration.ofSeconds(1), 8_000);
        // Behind the soft edge of that one both are the same.
        for (int i = 100; i < 7_900; i++) {
            assertThat(Math.abs(samples.get(i) - whole[i])).isLessThanOrEqualTo(1);
        }
    }

    @Test
    void aDigitIsHeldForAsLongAsItTakes() {
        ShortBuffer samples = ShortBuffer.allocate(16_000);
        DtmfTones.held('7', 8_000).fill(samples);
        double low = 0;
        double high = 0;
        double other = 0;
        for (int i = 0; i < 16_000; i++) {
            low += samples.get(i) * Math.sin(2 * Math.PI * 852 * i / 8_000);
            high += samples.get(i) * Math.sin(2 * Math.PI * 1_209 * i / 8_000);
            other += samples.get(i) * Math.sin(2 * Math.PI * 770 * i / 8_000);
        }
        assertThat(low / 8_000).isGreaterThan(5_000);
        assertThat(high / 8_000).isGreaterThan(5_000);
        assertThat(Math.abs(other / 8_000)).isLessThan(100);
        assertThatThrownBy(() -> DtmfTones.held('x', 8_000)).hasMessageContaining("'x'");
    }
}
