package io.voxari.media.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.voxari.testkit.asterisk.SpeechFixture;
import java.nio.ByteBuffer;
import java.nio.ShortBuffer;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Synthetic speech in noise: when speech is told, and how often there was none. */
final class VoiceActivityTest {
    private static final int RATE = 8_000;
    private static final int LEAD_SECONDS = 5;

    private static short[] speech() {
        byte[] codes = SpeechFixture.caller();
        short[] samples = new short[codes.length];
        Ulaw.decode(ByteBuffer.wrap(codes), ShortBuffer.wrap(samples));
        return samples;
    }

    /** Where a listener with the clean speech in hand would say that it begins: 5 ms as loud as a soft voice. */
    private static int begin(short[] speech) {
        for (int at = 0; ; at += 40) {
            double power = 0;
            for (int i = at; i < at + 40; i++) {
                power += (double) speech[i] * speech[i] / 40;
            }
            if (power > 800 * 800) {
                return at;
            }
        }
    }

    private static void add(short[] samples, int at, short[] what) {
        Mixer.mix(
                ShortBuffer.wrap(samples, at, what.length),
                ShortBuffer.wrap(what),
                ShortBuffer.wrap(samples, at, what.length));
    }

    private static void addNoise(short[] samples, double rms, int seed) {
        Random random = new Random(seed);
        for (int i = 0; i < samples.length; i++) {
            samples[i] = Mixer.saturated(samples[i] + Math.round(rms * random.nextGaussian()));
        }
    }

    /** The noise in the speech is 40, 20 and 10 dB below it; the steps are the two usual ones. */
    @ParameterizedTest
    @CsvSource({"40, 10", "40, 20", "20, 10", "20, 20", "10, 10", "10, 20"})
    void speechIsToldSoonAndNoiseIsNot(int signalToNoiseDb, int stepMillis) {
        short[] speech = speech();
        double power = 0;
        for (short sample : speech) {
            power += (double) sample * sample / speech.length;
        }
        double noise = Math.sqrt(power) * Math.pow(10, -signalToNoiseDb / 20.0);
        int lead = LEAD_SECONDS * RATE;
        double worst = -1e9;
        int falseSteps = 0;
        int steps = 0;
        int missed = 0;
        for (int run = 0; run < 10; run++) {
            // Shifted against the steps, run by run.
            int at = lead + run * 17;
            short[] line = new short[at + speech.length + 2 * RATE];
            add(line, at, speech);
            addNoise(line, noise, run);
            VoiceActivity activity =
                    VoiceActivity.of(RATE, Duration.ofMillis(stepMillis), VoiceActivityOptions.DEFAULT);
            int step = stepMillis * RATE / 1_000;
            int begin = at + begin(speech);
            int onset = -1;
            for (int i = 0; i + step <= line.length; i += step) {
                boolean is = activity.hear(ShortBuffer.wrap(line, i, step));
                boolean noSpeech = i + step <= at || i >= at + speech.length + RATE / 2;
                falseSteps += noSpeech && is ? 1 : 0;
                steps += noSpeech ? 1 : 0;
                onset = is && onset < 0 && i + step > at ? i + step : onset;
            }
            missed += onset < 0 ? 1 : 0;
            worst = Math.max(worst, (onset - begin) * 1_000.0 / RATE);
            assertThat(activity.isSpeech()).isFalse();
        }
        System.out.printf(
                "%d dB, steps of %d ms: told %.0f ms after the beginning at worst, %d of %d steps of noise taken for"
                        + " speech%n",
                signalToNoiseDb, stepMillis, worst, falseSteps, steps);
        assertThat(missed).isZero();
        assertThat(falseSteps).isZero();
        assertThat(worst).isLessThan(signalToNoiseDb >= 20 ? 80 : 150);
    }

    @Test
    void aSteadyNoiseThatBeginsIsNoSpeechForLong() {
        VoiceActivity activity = VoiceActivity.of(RATE, Duration.ofMillis(20), VoiceActivityOptions.DEFAULT);
        short[] line = new short[60 * RATE];
        short[] fan = new short[55 * RATE];
        addNoise(line, 10, 1);
        addNoise(fan, 400, 2);
        add(line, 5 * RATE, fan);
        int speechSteps = 0;
        for (int i = 0; i < line.length; i += 160) {
            speechSteps += activity.hear(ShortBuffer.wrap(line, i, 160)) ? 1 : 0;
        }
        System.out.printf("a fan that begins is speech for %.1f s%n", speechSteps * 0.02);
        assertThat(activity.isSpeech()).isFalse();
        assertThat(speechSteps).isLessThan(4 * 50);
    }

    @Test
    void neitherAClickNorHumNorDirectCurrentIsSpeech() {
        VoiceActivity activity = VoiceActivity.of(RATE, Duration.ofMillis(10), VoiceActivityOptions.DEFAULT);
        short[] line = new short[4 * RATE];
        for (int i = 0; i < line.length; i++) {
            line[i] = (short) (2_000 + 100 * Math.sin(2 * Math.PI * 50 * i / RATE));
        }
        for (int i = 0; i < 4; i++) {
            line[3 * RATE + i] = 20_000;
        }
        for (int i = 0; i < line.length; i += 80) {
            assertThat(activity.hear(ShortBuffer.wrap(line, i, 80))).isFalse();
        }
    }

    @Test
    void thePauseWithinAWordIsSpeech() {
        VoiceActivity activity = VoiceActivity.of(RATE, Duration.ofMillis(20), VoiceActivityOptions.DEFAULT);
        short[] word = Tones.sine(500, -10, Duration.ofMillis(200), RATE);
        short[] line = new short[3 * RATE];
        add(line, RATE, word);
        add(line, RATE + word.length + RATE * 15 / 100, word);
        int changes = 0;
        boolean before = false;
        for (int i = 0; i < line.length; i += 160) {
            boolean is = activity.hear(ShortBuffer.wrap(line, i, 160));
            changes += is != before ? 1 : 0;
            before = is;
        }
        assertThat(changes).isEqualTo(2);
    }

    @Test
    void settingsThatCannotBeAreRefused() {
        assertThatThrownBy(() -> VoiceActivity.of(RATE, Duration.ofMillis(2), VoiceActivityOptions.DEFAULT))
                .hasMessageContaining("PT0.002S");
        assertThatThrownBy(() -> new VoiceActivityOptions(Double.NaN, -50, Duration.ZERO, Duration.ZERO))
                .hasMessageContaining("NaN");
    }
}
