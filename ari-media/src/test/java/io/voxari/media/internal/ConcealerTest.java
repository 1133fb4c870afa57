package io.voxari.media.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.voxari.media.signal.Ulaw;
import io.voxari.testkit.asterisk.SpeechFixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ConcealerTest {
    /** A voice of a kind: a pitch and some harmonics of it. */
    private static double voice(double pitchHz, double rate, int i) {
        double angle = 2 * Math.PI * pitchHz * i / rate;
        return 6_000 * Math.sin(angle) + 3_000 * Math.sin(2 * angle + 1) + 2_000 * Math.sin(5 * angle + 2);
    }

    @ParameterizedTest
    @CsvSource({"8000, 90", "8000, 130", "8000, 190", "16000, 140", "24000, 110", "48000, 170"})
    void aSteadyVoiceGoesOn(int rate, double pitchHz) {
        Concealer concealer = new Concealer(rate);
        short[] history = concealer.history();
        for (int i = 0; i < history.length; i++) {
            history[i] = (short) voice(pitchHz, rate, i - history.length);
        }
        concealer.begin();
        double error = 0;
        double power = 0;
        int previous = history[history.length - 1];
        int largestStep = 0;
        for (int i = 0; i < rate / 100; i++) {
            short made = concealer.next();
            double truth = voice(pitchHz, rate, i);
            error += (made - truth) * (made - truth);
            power += truth * truth;
            largestStep = Math.max(largestStep, Math.abs(made - previous));
            previous = made;
        }
        System.out.printf("%d Hz, pitch %.0f Hz: %.1f dB%n", rate, pitchHz, 10 * Math.log10(power / error));
        assertThat(10 * Math.log10(power / error)).isGreaterThan(8);
        // No click: no step larger than the voice itself makes.
        double steepest = 2 * Math.PI * pitchHz / rate * (6_000 + 2 * 3_000 + 5 * 2_000);
        assertThat(largestStep).isLessThan((int) (1.3 * steepest));
    }

    @Test
    void itFadesToSilenceInSixtyMillisecondsAndStaysThere() {
        Concealer concealer = new Concealer(8_000);
        short[] history = concealer.history();
        for (int i = 0; i < history.length; i++) {
            history[i] = (short) voice(100, 8_000, i);
        }
        concealer.begin();
        double[] power = new double[7];
        for (int i = 0; i < 560; i++) {
            assertThat(concealer.isSilent()).isEqualTo(i >= 480);
            power[i / 80] += Math.pow(concealer.next(), 2);
        }
        for (int i = 1; i < 7; i++) {
            assertThat(power[i]).isLessThan(power[i - 1]);
        }
        assertThat(power[6]).isZero();
        assertThat(Math.sqrt(power[2] / power[0])).isCloseTo(0.7, within(0.1));
    }

    /** Each frame of a sentence lost in turn: what is put there is nearer to it than silence, and as loud. */
    @Test
    void lostFramesOfSpeechAreLessMissed() {
        byte[] speech = SpeechFixture.caller();
        Concealer concealer = new Concealer(8_000);
        short[] history = concealer.history();
        double error = 0;
        double power = 0;
        double made = 0;
        for (int frame = 3; frame < speech.length / 160; frame++) {
            for (int i = 0; i < history.length; i++) {
                history[i] = Ulaw.decode(speech[frame * 160 - history.length + i]);
            }
            concealer.begin();
            for (int i = 0; i < 80; i++) {
                short truth = Ulaw.decode(speech[frame * 160 + i]);
                short sample = concealer.next();
                error += Math.pow(truth - sample, 2);
                power += Math.pow(truth, 2);
                made += Math.pow(sample, 2);
            }
        }
        System.out.printf(
                "10 ms lost of speech: error %.1f dB, level %.1f dB, against the truth%n",
                10 * Math.log10(error / power), 10 * Math.log10(made / power));
        assertThat(10 * Math.log10(error / power)).isLessThan(-0.5);
        assertThat(10 * Math.log10(made / power)).isBetween(-2.0, 2.0);
    }

    @Test
    void nothingComesOfNothing() {
        Concealer concealer = new Concealer(8_000);
        concealer.begin();
        for (int i = 0; i < 480; i++) {
            assertThat(concealer.next()).isZero();
        }
        concealer.history()[concealer.history().length - 1] = Short.MIN_VALUE;
        concealer.begin();
        for (int i = 0; i < 480; i++) {
            concealer.next();
        }
        assertThat(concealer.next()).isZero();
    }
}
