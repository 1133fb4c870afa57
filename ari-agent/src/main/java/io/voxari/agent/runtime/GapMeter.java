package io.voxari.agent.runtime;

import java.time.Duration;

/**
 * How evenly the caller's audio comes: how far from its length the time since the piece before is, in a histogram with eight
 * steps to the octave, which is right to a tenth.
 *
 * <p>A gap whose audio comes after it, faster than it plays, was a delay: these pieces were late. What does not come is missing.
 *
 * <p>Not thread-safe, but what another thread reads while it counts is only a moment old.
 */
final class GapMeter {
    private static final int STEPS_PER_OCTAVE = 8;
    /** The first step is a microsecond, the last some minutes. */
    private static final double FIRST_NANOS = 1_000;

    /** So many lengths of a piece without one are a hole. */
    private static final int HOLE = 3;

    /** A longer hole is no loss: nothing was sent, as on hold, or where silence is suppressed. */
    private static final long PAUSE_NANOS = 1_000_000_000;

    private final long[] counts = new long[28 * STEPS_PER_OCTAVE];
    private long before = -1;
    private long beforeLength;
    private long pieces;
    private long holes;
    private long longest;
    private long late;
    private long missingNanos;
    /** What may still come of the last hole. */
    private long owedNanos;

    /** Counts a piece that comes now; holes, in which the other party sends nothing, are no jitter. */
    void onPiece(long nowNanos, long lengthNanos) {
        if (before >= 0) {
            long gap = nowNanos - before;
            if (gap > HOLE * Math.max(beforeLength, lengthNanos)) {
                holes++;
                missingNanos += owedNanos;
                owedNanos = gap > PAUSE_NANOS ? 0 : gap - lengthNanos;
            } else {
                count(Math.abs(gap - lengthNanos));
                catchUp(gap, lengthNanos);
            }
        }
        before = nowNanos;
        beforeLength = lengthNanos;
    }

    private void catchUp(long gap, long lengthNanos) {
        if (owedNanos > 0 && gap < lengthNanos / 2) {
            late++;
            owedNanos = Math.max(0, owedNanos - (lengthNanos - gap));
        } else {
            missingNanos += owedNanos;
            owedNanos = 0;
        }
    }

    private void count(long nanos) {
        int step = nanos <= FIRST_NANOS
                ? 0
                : (int) Math.round(Math.log(nanos / FIRST_NANOS) / Math.log(2) * STEPS_PER_OCTAVE);
        counts[Math.min(step, counts.length - 1)]++;
        pieces++;
        longest = Math.max(longest, nanos);
    }

    /** {@return how many of the gaps are no larger than what is returned; zero without any} */
    Duration quantile(double part) {
        long wanted = (long) Math.ceil(pieces * part);
        long seen = 0;
        for (int step = 0; step < counts.length; step++) {
            seen += counts[step];
            if (seen >= wanted && wanted > 0) {
                double nanos = FIRST_NANOS * Math.pow(2, (double) step / STEPS_PER_OCTAVE);
                return step == 0 ? Duration.ZERO : Duration.ofNanos(Math.min(longest, (long) nanos));
            }
        }
        return Duration.ZERO;
    }

    /** {@return the largest} */
    Duration longest() {
        return Duration.ofNanos(longest);
    }

    long holes() {
        return holes;
    }

    /** {@return how many pieces came in a bunch behind a gap, which they were to fill} */
    long late() {
        return late;
    }

    /** {@return how much was never there when it was to be heard, and never came} */
    Duration missing() {
        return Duration.ofNanos(missingNanos + owedNanos);
    }
}
