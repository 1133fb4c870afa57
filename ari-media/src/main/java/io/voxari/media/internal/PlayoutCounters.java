package io.voxari.media.internal;

/** The counters of a {@link PlayoutCore}, as of one moment. */
record PlayoutCounters(
        long framesOut,
        long bytesOut,
        long messagesOut,
        long underruns,
        long xoffs,
        long lateBytes,
        long discardedBytes) {}
