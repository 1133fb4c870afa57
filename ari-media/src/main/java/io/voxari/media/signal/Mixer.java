package io.voxari.media.signal;

import java.nio.ShortBuffer;

/** Sums of samples; what would be too loud becomes the loudest there is. Stateless and thread-safe. */
public final class Mixer {
    private Mixer() {}

    /**
     * {@return the sum of two samples}
     *
     * @param a a linear sample
     * @param b another
     */
    public static short mix(short a, short b) {
        return saturated(a + b);
    }

    /**
     * Mixes as much as both have and the third takes; moves all positions.
     *
     * @param a linear samples
     * @param b linear samples of the same rate
     * @param sum takes the sums; may be a duplicate of either
     */
    public static void mix(ShortBuffer a, ShortBuffer b, ShortBuffer sum) {
        for (int i = Math.min(Math.min(a.remaining(), b.remaining()), sum.remaining()); i > 0; i--) {
            sum.put(saturated(a.get() + b.get()));
        }
    }

    static short saturated(long sample) {
        return (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, sample));
    }
}
