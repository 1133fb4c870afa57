package io.voxari.agent.runtime;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Iterator;

/**
 * Puts the two sides of a call where they belong on the machine's clock: audio in with the time at which it came, stereo out
 * some time later. Times are in samples since the beginning.
 *
 * <p>A side goes on without a seam while its audio keeps up with the clock. Audio of the other party that comes late in a bunch,
 * since the network or this machine stood still for a moment, is not torn apart: how late it really is is known from the
 * least late of what follows, so it is placed after {@link #settle}; and it is moved by little only where it is quiet, so that
 * no word is torn.
 *
 * <p>When nobody has asked for a while, this process stood still. What the other party said meanwhile may come in one bunch
 * then, and nothing is given out before that had time to come; what Asterisk had of the agent went on where it stood. A
 * plain structure; its owner guards it.
 */
final class StereoTimeline {
    /** Less than any speech. */
    private static final int QUIET = 400;

    /** So many seconds of a standstill are kept, for what was said meanwhile; more would take too much memory. */
    private static final int LONGEST_KEPT = 60;

    private final int settle;
    private final int seam;
    private final ArrayDeque<Arrived> arrived = new ArrayDeque<>();
    private short[] left;
    private short[] right;
    /** The time of the first samples in both arrays. */
    private long base;
    /** Where the audio of each side goes on. */
    private long leftEnd;

    private long rightEnd;
    /** When this was asked last. */
    private long clock;
    /** Until then nothing is given out. */
    private long heldUntil;

    private long stoodStill;

    private static final class Arrived {
        private final long at;
        private final short[] samples;

        Arrived(long at, short[] samples) {
            this.at = at;
            this.samples = samples;
        }
    }

    StereoTimeline(int sampleRateHz) {
        this.settle = sampleRateHz;
        this.seam = sampleRateHz / 50;
        this.left = new short[2 * sampleRateHz];
        this.right = new short[2 * sampleRateHz];
    }

    /** The other party was heard until now. */
    void heard(long now, short[] samples) {
        arrived.add(new Arrived(now, samples));
        place(now - settle);
    }

    /** The agent was played until now. */
    void played(long now, short[] samples) {
        long start = now - samples.length;
        // More than that behind the clock, it began anew.
        boolean goesOn = rightEnd >= start - seam || (now - clock > settle && rightEnd >= clock - seam);
        long from = goesOn ? rightEnd : start;
        right = put(right, from, samples, 0);
        rightEnd = Math.max(rightEnd, from + samples.length);
    }

    /** {@return all that is certain} */
    StereoPiece take(long now) {
        long passed = now - clock;
        clock = now;
        if (passed > settle) {
            stoodStill += passed;
            // One standstill after the other must not hold it all back for ever.
            heldUntil = now - base <= (LONGEST_KEPT + 2L) * settle ? now + 2L * settle : now;
        }
        place(now - settle);
        return now < heldUntil ? StereoPiece.NONE : takeUntil(now - settle - seam);
    }

    /** {@return all that is left, up to now} */
    StereoPiece finish(long now) {
        place(Long.MAX_VALUE);
        return takeUntil(now);
    }

    /** {@return for how many samples nobody had asked, when that was long} */
    long stoodStill() {
        return stoodStill;
    }

    private StereoPiece takeUntil(long until) {
        int count = (int) Math.max(0, Math.min(until, Math.max(leftEnd, rightEnd)) - base);
        long silence = Math.max(0, until - base - count);
        short[] both = new short[2 * count];
        for (int i = 0; i < count; i++) {
            both[2 * i] = i < left.length ? left[i] : 0;
            both[2 * i + 1] = i < right.length ? right[i] : 0;
        }
        left = shifted(left, count);
        right = shifted(right, count);
        base += count + silence;
        leftEnd = Math.max(leftEnd, base);
        rightEnd = Math.max(rightEnd, base);
        return new StereoPiece(both, silence);
    }

    /** Places what came before a time. */
    private void place(long before) {
        while (!arrived.isEmpty() && arrived.peek().at <= before) {
            long late = lateness();
            Arrived first = arrived.remove();
            int skipped = 0;
            boolean quiet = isQuiet(first.samples);
            if (late > (quiet ? seam / 2 : 2 * seam)) {
                leftEnd += late;
            } else if (late < (quiet ? -seam / 2 : -10 * seam)) {
                skipped = (int) Math.min(-late, first.samples.length);
            }
            left = put(left, leftEnd, first.samples, skipped);
            leftEnd += first.samples.length - skipped;
        }
    }

    private static boolean isQuiet(short[] samples) {
        for (short sample : samples) {
            if (Math.abs(sample) > QUIET) {
                return false;
            }
        }
        return true;
    }

    /** {@return how much later than where they would go without a seam the pieces belong} That of the least late one. */
    private long lateness() {
        long least = Long.MAX_VALUE;
        long end = leftEnd;
        Iterator<Arrived> all = arrived.iterator();
        while (all.hasNext()) {
            Arrived piece = all.next();
            end += piece.samples.length;
            least = Math.min(least, piece.at - end);
        }
        return least;
    }

    private short[] put(short[] side, long at, short[] samples, int skipped) {
        int start = (int) (at - base);
        int from = Math.max(skipped, start < 0 ? skipped - start : skipped);
        int end = start + samples.length - skipped;
        short[] roomy = end > side.length ? Arrays.copyOf(side, Math.max(end, 2 * side.length)) : side;
        for (int i = from; i < samples.length; i++) {
            roomy[start + i - skipped] = samples[i];
        }
        return roomy;
    }

    private static short[] shifted(short[] side, int count) {
        int rest = Math.max(0, side.length - count);
        System.arraycopy(side, side.length - rest, side, 0, rest);
        Arrays.fill(side, rest, side.length, (short) 0);
        return side;
    }
}
