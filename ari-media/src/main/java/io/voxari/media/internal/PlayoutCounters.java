package io.voxari.media.internal;

/**
 * The counters of a {@link PlayoutCore}, as of one moment.
 *
 * @param lastOutNanos when audio was sent last; of no meaning before any was
 */
record PlayoutCounters(
        long framesOut,
        long bytesOut,
        long messagesOut,
        long underruns,
        long xoffs,
        long lateBytes,
        long discardedBytes,
        long lastOutNanos) {}
