package io.voxari.media.signal;

import java.time.Duration;

/** Sine tones with soft edges, so that they neither click nor clip. Stateless and thread-safe. */
public final class Tones {
    /** The level of a sine that just fills µ-law, in dBm0 (G.711). */
    private static final double FULL_SCALE_DBM0 = 3.17;

    private static final double FULL_SCALE = 32_636;
    private static final double EDGE_SECONDS = 0.005;

    private Tones() {}

    /**
     * {@return a sine with edges of 5 ms}
     *
     * @param frequencyHz below half the sample rate
     * @param levelDbm0 its level; -10 is a loud and clear tone, more than 3.17 is refused
     * @param duration its length
     * @param sampleRateHz samples a second
     * @throws IllegalArgumentException if the frequency, the level or the rate is out of range
     */
    public static short[] sine(double frequencyHz, double levelDbm0, Duration duration, int sampleRateHz) {
        short[] samples = new short[sampleCount(duration, sampleRateHz)];
        add(samples, frequencyHz, levelDbm0, sampleRateHz);
        return samples;
    }

    /** Adds a tone to what is there; both together must not exceed full scale. */
    static void add(short[] samples, double frequencyHz, double levelDbm0, int sampleRateHz) {
        double amplitude = amplitude(levelDbm0);
        double step = angleStep(frequencyHz, sampleRateHz);
        double edge = Math.min(EDGE_SECONDS * sampleRateHz, samples.length / 2.0);
        for (int i = 0; i < samples.length; i++) {
            double fromEnd = Math.min(i + 0.5, samples.length - i - 0.5);
            double gain = fromEnd >= edge ? 1 : 0.5 - 0.5 * Math.cos(Math.PI * fromEnd / edge);
            long sum = samples[i] + Math.round(amplitude * gain * Math.sin(step * i));
            samples[i] = (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, sum));
        }
    }

    static double amplitude(double levelDbm0) {
        if (!(levelDbm0 <= FULL_SCALE_DBM0)) {
            throw new IllegalArgumentException("level is " + levelDbm0 + " dBm0, expected at most " + FULL_SCALE_DBM0);
        }
        return FULL_SCALE * Math.pow(10, (levelDbm0 - FULL_SCALE_DBM0) / 20);
    }

    /** How far a sine goes in a sample. */
    static double angleStep(double frequencyHz, int sampleRateHz) {
        if (!(frequencyHz > 0 && frequencyHz < sampleRateHz / 2.0)) {
            throw new IllegalArgumentException(
                    "frequency is " + frequencyHz + " Hz, expected more than 0 and less than " + sampleRateHz / 2.0);
        }
        return 2 * Math.PI * frequencyHz / sampleRateHz;
    }

    static int sampleCount(Duration duration, int sampleRateHz) {
        if (sampleRateHz <= 0) {
            throw new IllegalArgumentException("sample rate is " + sampleRateHz + " Hz, expected more than 0");
        }
        if (duration.isNegative()) {
            throw new IllegalArgumentException("duration is " + duration + ", expected 0 or more");
        }
        return Math.toIntExact(Math.multiplyExact(duration.toNanos() / 1_000, (long) sampleRateHz) / 1_000_000);
    }
}
