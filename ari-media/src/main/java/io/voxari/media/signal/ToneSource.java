package io.voxari.media.signal;

import java.nio.ShortBuffer;

/**
 * One or more sines that go on for as long as they are asked for: a dial tone, a ringing tone, a DTMF digit held. For a
 * tone of a known length with soft edges see {@link Tones}. Allocates nothing once made. Not thread-safe.
 */
public final class ToneSource {
    private final double[] steps;
    private final double[] angles;
    private final double amplitude;

    private ToneSource(int sampleRateHz, double levelDbm0, double[] frequenciesHz) {
        amplitude = Tones.amplitude(levelDbm0);
        steps = new double[frequenciesHz.length];
        angles = new double[frequenciesHz.length];
        for (int i = 0; i < steps.length; i++) {
            steps[i] = Tones.angleStep(frequenciesHz[i], sampleRateHz);
        }
    }

    /**
     * {@return a source}
     *
     * @param sampleRateHz samples a second
     * @param levelDbm0 the level of each sine; at most 3.17
     * @param frequenciesHz their frequencies, each below half the sample rate
     * @throws IllegalArgumentException if the rate, the level or a frequency is out of range
     */
    public static ToneSource of(int sampleRateHz, double levelDbm0, double... frequenciesHz) {
        return new ToneSource(sampleRateHz, levelDbm0, frequenciesHz);
    }

    /**
     * Fills what remains; the next call goes on where this one ends.
     *
     * @param samples takes linear samples; its position moves to its limit
     */
    public void fill(ShortBuffer samples) {
        while (samples.hasRemaining()) {
            double sum = 0;
            for (int i = 0; i < steps.length; i++) {
                sum += amplitude * Math.sin(angles[i]);
                angles[i] += steps[i];
                // Small angles keep their precision, however long the tone lasts.
                if (angles[i] >= 2 * Math.PI) {
                    angles[i] -= 2 * Math.PI;
                }
            }
            samples.put(Mixer.saturated(Math.round(sum)));
        }
    }
}
