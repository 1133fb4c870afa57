package io.voxari.media.internal;

import java.time.Duration;

/**
 * Counts and times the audio messages of one connection. The jitter is that of RFC 3550 §6.4.1, with the time that the
 * message before plays in place of the difference of RTP time stamps. Not thread-safe.
 */
final class InboundMeter {
    /** A longer time without audio is a silence of the sender, not jitter. */
    private static final long HOLE_NANOS = 200_000_000L;

    private final long frameBytes;
    private final long ptimeNanos;
    private boolean any;
    private long lastNanos;
    private long lastTookNanos;
    private long frames;
    private long bytes;
    private long maxGapNanos;
    private double jitterNanos;
    private final DriftMeter drift = new DriftMeter();

    InboundMeter(int frameBytes, long ptimeNanos) {
        this.frameBytes = frameBytes;
        this.ptimeNanos = ptimeNanos;
    }

    void onFrame(int frameLength, long nowNanos) {
        if (any) {
            long gap = nowNanos - lastNanos;
            maxGapNanos = Math.max(maxGapNanos, gap);
            long difference = Math.abs(gap - lastTookNanos);
            if (difference < HOLE_NANOS) {
                jitterNanos += (difference - jitterNanos) / 16;
            } else {
                drift.hole();
            }
        }
        drift.onFrame(nowNanos);
        any = true;
        lastNanos = nowNanos;
        lastTookNanos = frameBytes == 0 ? ptimeNanos : frameLength * ptimeNanos / frameBytes;
        drift.played(lastTookNanos);
        frames++;
        bytes += frameLength;
    }

    /** {@return when the last message came; of no meaning before the first} */
    long lastNanos() {
        return lastNanos;
    }

    long frames() {
        return frames;
    }

    long bytes() {
        return bytes;
    }

    Duration maxGap() {
        return Duration.ofNanos(maxGapNanos);
    }

    Duration jitter() {
        return Duration.ofNanos((long) jitterNanos);
    }

    double driftPpm() {
        return drift.ppm();
    }
}
