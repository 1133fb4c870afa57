package io.voxari.media.internal;

/**
 * What this side knows of Asterisk's queue: when it will have played all it was sent, on an absolute line of nanoseconds,
 * corrected by what Asterisk reports. No clock of its own. Not thread-safe.
 */
final class PlayoutClock {
    private final long ptimeNanos;
    /** When the last frame sent will have been played; meaningless while paused. */
    private long endNanos;

    private boolean paused;
    /** What was left when the pause began, and what came since. */
    private long pausedNanos;

    PlayoutClock(long ptimeNanos, long nowNanos) {
        this.ptimeNanos = ptimeNanos;
        this.endNanos = nowNanos;
    }

    /** How long what Asterisk has will play from now on. */
    long depthNanos(long nowNanos) {
        return paused ? pausedNanos : Math.max(0, endNanos - nowNanos);
    }

    /** Frames that Asterisk has; one that is being played counts. */
    long frames(long nowNanos) {
        return (depthNanos(nowNanos) + ptimeNanos - 1) / ptimeNanos;
    }

    /** Whether it surely ran out. Its ticks are up to a frame later than this clock, as they began before the audio. */
    boolean ranDry(long nowNanos) {
        return !paused && nowNanos - endNanos > ptimeNanos;
    }

    /** When the depth will be down to this; {@link Long#MAX_VALUE} while paused above it. */
    long whenDepthIs(long depthNanos) {
        if (paused) {
            return pausedNanos <= depthNanos ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
        return endNanos - depthNanos;
    }

    void sent(long frames, long nowNanos) {
        if (paused) {
            pausedNanos += frames * ptimeNanos;
        } else {
            endNanos = Math.max(endNanos, nowNanos) + frames * ptimeNanos;
        }
    }

    /** Asterisk's word: so many frames are left. Within two frames of what is believed it says nothing new. */
    void correct(long frames, long nowNanos) {
        long measured = frames * ptimeNanos;
        if (Math.abs(depthNanos(nowNanos) - measured) <= 2 * ptimeNanos) {
            return;
        }
        if (paused) {
            pausedNanos = measured;
        } else {
            endNanos = nowNanos + measured;
        }
    }

    void pause(long nowNanos) {
        if (!paused) {
            pausedNanos = depthNanos(nowNanos);
            paused = true;
        }
    }

    void resume(long nowNanos) {
        if (paused) {
            paused = false;
            endNanos = nowNanos + pausedNanos;
        }
    }

    boolean isPaused() {
        return paused;
    }

    /** Asterisk's queue was flushed, and goes on if it was paused. */
    void flushed(long nowNanos) {
        paused = false;
        endNanos = nowNanos;
    }
}
