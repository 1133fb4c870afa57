package io.voxari.media.internal;

/**
 * How much faster than our clock a sender's runs. Of each two seconds the message that came soonest counts: it waited the
 * least on the way. Between holes the distance of the first and the last of these from their place in the audio tells the
 * drift. Not thread-safe.
 */
final class DriftMeter {
    private static final long WINDOW_NANOS = 2_000_000_000L;

    /** Audio received since the last hole. */
    private long mediaNanos;

    private boolean inWindow;
    private long windowBeginNanos;
    private long leastOffset;
    private long leastAtNanos;
    private boolean anyWindow;
    private long firstOffset;
    private long firstAtNanos;
    private long lastOffset;
    private long lastAtNanos;
    private long earlyNanos;
    private long watchedNanos;

    /** A message came, behind the audio so far. */
    void onFrame(long nowNanos) {
        long offset = nowNanos - mediaNanos;
        if (inWindow && nowNanos - windowBeginNanos >= WINDOW_NANOS) {
            closeWindow();
        }
        if (!inWindow) {
            inWindow = true;
            windowBeginNanos = nowNanos;
            leastOffset = offset;
            leastAtNanos = nowNanos;
        } else if (offset < leastOffset) {
            leastOffset = offset;
            leastAtNanos = nowNanos;
        }
    }

    /** That message plays so long. */
    void played(long nanos) {
        mediaNanos += nanos;
    }

    private void closeWindow() {
        inWindow = false;
        if (!anyWindow) {
            anyWindow = true;
            firstOffset = leastOffset;
            firstAtNanos = leastAtNanos;
        }
        lastOffset = leastOffset;
        lastAtNanos = leastAtNanos;
    }

    /** What comes next has another place in the audio than the count says. */
    void hole() {
        earlyNanos += early();
        watchedNanos += watched();
        inWindow = false;
        anyWindow = false;
    }

    /** Parts per million, positive for a sender that is faster; 0 while unknown. */
    double ppm() {
        long watched = watchedNanos + watched();
        return watched == 0 ? 0 : 1e6 * (earlyNanos + early()) / watched;
    }

    private long early() {
        return anyWindow ? firstOffset - lastOffset : 0;
    }

    private long watched() {
        return anyWindow ? lastAtNanos - firstAtNanos : 0;
    }
}
