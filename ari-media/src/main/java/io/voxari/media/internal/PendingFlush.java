package io.voxari.media.internal;

import io.voxari.media.FlushAck;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** An interruption that Asterisk has not acknowledged yet. Only the core touches the fields, only the shell the future. */
final class PendingFlush {
    final long generation;
    final long sentNanos;
    final long writtenBytes;
    final long sentBytes;
    final long generationStart;
    final long heardBefore;
    /** How far playing was, by the clock. */
    final long clockHeardBytes;
    /** How far playing was: by the clock, and once {@code measured} by Asterisk's word. */
    long heardBytes;

    /** Comfort silence that Asterisk had behind the audio. */
    long silenceFrames;
    /** How far playing was at least. */
    long floorBytes;

    boolean measured;
    /** Marks not reached when the flush went out, oldest first: those Asterisk had, then those that never left. */
    final List<PendingMark> marks = new ArrayList<>();

    /** Interruptions of nothing that came while this one was open: settled with it, so that all keep their order. */
    final List<PendingFlush> followers = new ArrayList<>();

    final CompletableFuture<FlushAck> acknowledged = new CompletableFuture<>();

    PendingFlush(
            long generation,
            long sentNanos,
            long writtenBytes,
            long sentBytes,
            long generationStart,
            long heardBefore,
            long clockHeardBytes) {
        this.generation = generation;
        this.sentNanos = sentNanos;
        this.writtenBytes = writtenBytes;
        this.sentBytes = sentBytes;
        this.generationStart = generationStart;
        this.heardBefore = heardBefore;
        this.clockHeardBytes = clockHeardBytes;
        this.heardBytes = clockHeardBytes;
    }

    /** Asterisk's word on what it had when the flush began. */
    void measure(long queuedBytes) {
        long heard = Math.max(sentBytes - queuedBytes, floorBytes);
        heardBytes = heard <= generationStart ? heardBefore : heard;
        measured = true;
    }

    /** What this generation wrote and nobody will hear. */
    long discardedBytes() {
        return writtenBytes - Math.max(heardBytes, generationStart);
    }

    /** The same, by the clock. */
    long clockDiscardedBytes() {
        return writtenBytes - Math.max(clockHeardBytes, generationStart);
    }
}
