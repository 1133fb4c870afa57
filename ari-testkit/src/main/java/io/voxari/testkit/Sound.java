package io.voxari.testkit;

import io.voxari.testkit.internal.Ulaw;

/**
 * Something a caller can wait to hear, judged by 40 ms of audio. Immutable and thread-safe.
 *
 * @see SimulatedCaller#hears
 */
public final class Sound {
    private static final int SAMPLE_RATE_HZ = 8_000;
    /** About -45 dBFS: the least that counts as a sound. */
    private static final double AUDIBLE = 180;

    private final String name;
    private final Judge judge;

    private interface Judge {
        boolean isIt(double[] samples);
    }

    private Sound(String name, Judge judge) {
        this.name = name;
        this.judge = judge;
    }

    /**
     * {@return a tone, with little else beside it}
     *
     * @param hz its frequency, 50 to 3900
     */
    public static Sound tone(int hz) {
        if (hz < 50 || hz > 3_900) {
            throw new IllegalArgumentException("a tone of 50 to 3900 Hz can be heard by telephone, not " + hz);
        }
        return new Sound("a tone of " + hz + " Hz", samples -> {
            double level = level(samples);
            // The part of the tone in all there is; half of it is a tone for any ear.
            return level >= AUDIBLE && part(samples, hz) >= 0.5 * level * level;
        });
    }

    /** {@return anything louder than the noise of a line} */
    public static Sound anything() {
        return new Sound("anything", samples -> level(samples) >= AUDIBLE);
    }

    /** {@return nothing at all} */
    public static Sound silence() {
        return new Sound("silence", samples -> level(samples) < AUDIBLE);
    }

    boolean isIn(byte[] ulaw) {
        return judge.isIt(Ulaw.decode(ulaw));
    }

    private static double level(double[] samples) {
        double sum = 0;
        for (double sample : samples) {
            sum += sample * sample;
        }
        return Math.sqrt(sum / samples.length);
    }

    private static double part(double[] samples, int hz) {
        double real = 0;
        double imaginary = 0;
        for (int i = 0; i < samples.length; i++) {
            double angle = 2 * Math.PI * hz * i / SAMPLE_RATE_HZ;
            real += samples[i] * Math.cos(angle);
            imaginary += samples[i] * Math.sin(angle);
        }
        double amplitude = 2 * Math.hypot(real, imaginary) / samples.length;
        return amplitude * amplitude / 2;
    }

    @Override
    public String toString() {
        return name;
    }
}
