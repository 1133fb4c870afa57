package io.voxari.media.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class TonesTest {
    private static final int RATE = 8_000;

    @Test
    void aSineHasItsFrequencyItsLevelAndItsLength() {
        short[] tone = Tones.sine(440, -10, Duration.ofMillis(500), RATE);
        assertThat(tone).hasSize(4_000);
        // 0 dBm0 is 3.17 dB below full scale, and a sine's power is half of its peak squared.
        double amplitude = 32_636 * Math.pow(10, (-10 - 3.17) / 20);
        assertThat(amplitudeAt(tone, 440)).isCloseTo(amplitude, within(amplitude * 0.02));
        assertThat(amplitudeAt(tone, 660)).isLessThan(amplitude * 0.02);
    }

    @Test
    void edgesAreSoft() {
        short[] tone = Tones.sine(1_000, 0, Duration.ofMillis(100), RATE);
        assertThat(tone[0]).isZero();
        for (int i = 0; i < 4; i++) {
            assertThat((int) tone[i]).isBetween(-600, 600);
            assertThat((int) tone[tone.length - 1 - i]).isBetween(-600, 600);
        }
    }

    @Test
    void aDigitHasItsTwoTonesAndNoOther() {
        short[] five = DtmfTones.digit('5', Duration.ofMillis(100), RATE);
        int[] frequencies = {697, 770, 852, 941, 1_209, 1_336, 1_477, 1_633};
        for (int frequency : frequencies) {
            boolean own = frequency == 770 || frequency == 1_336;
            assertThat(amplitudeAt(five, frequency) > 4_000)
                    .as("%d Hz", frequency)
                    .isEqualTo(own);
        }
    }

    @Test
    void refusesWhatCannotSound() {
        Duration some = Duration.ofMillis(20);
        assertThatThrownBy(() -> Tones.sine(4_000, -10, some, RATE)).hasMessageContaining("4000.0 Hz");
        assertThatThrownBy(() -> Tones.sine(440, 4, some, RATE)).hasMessageContaining("4.0 dBm0");
        assertThatThrownBy(() -> Tones.sine(Double.NaN, 0, some, RATE)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> DtmfTones.digit('E', some, RATE)).hasMessageContaining("'E'");
    }

    /** The amplitude of one frequency: a correlation with its sine and cosine. */
    private static double amplitudeAt(short[] samples, double frequency) {
        double real = 0;
        double imaginary = 0;
        for (int i = 0; i < samples.length; i++) {
            double angle = 2 * Math.PI * frequency * i / RATE;
            real += samples[i] * Math.cos(angle);
            imaginary += samples[i] * Math.sin(angle);
        }
        return 2 * Math.hypot(real, imaginary) / samples.length;
    }
}
