package io.voxari.media.signal;

import java.nio.ShortBuffer;

/** Makes samples louder or softer; what would be too loud becomes the loudest there is. Immutable and thread-safe. */
public final class Gain {
    private static final int FRACTION_BITS = 16;
    private static final double MAX_DECIBELS = 60;

    private final long factor;

    private Gain(long factor) {
        this.factor = factor;
    }

    /**
     * {@return a gain}
     *
     * @param decibels negative to make softer; 6 is about twice the amplitude; -∞ is silence
     * @throws IllegalArgumentException if it is more than 60 or not a number
     */
    public static Gain ofDecibels(double decibels) {
        if (!(decibels <= MAX_DECIBELS)) {
            throw new IllegalArgumentException("gain is " + decibels + " dB, expected at most " + MAX_DECIBELS);
        }
        return new Gain(Math.round(Math.pow(10, decibels / 20) * (1 << FRACTION_BITS)));
    }

    /**
     * {@return a sample with the gain applied, rounded}
     *
     * @param sample a linear sample
     */
    public short apply(short sample) {
        long half = 1L << (FRACTION_BITS - 1);
        return Mixer.saturated((sample * factor + half) >> FRACTION_BITS);
    }

    /**
     * Applies the gain to as much as one has and the other takes; moves both positions.
     *
     * @param from linear samples
     * @param to takes them; may be a duplicate of {@code from}
     */
    public void apply(ShortBuffer from, ShortBuffer to) {
        for (int i = Math.min(from.remaining(), to.remaining()); i > 0; i--) {
            to.put(apply(from.get()));
        }
    }
}
