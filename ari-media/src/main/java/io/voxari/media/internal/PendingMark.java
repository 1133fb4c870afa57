package io.voxari.media.internal;

import io.voxari.media.MarkOutcome;
import io.voxari.media.PlayoutMark;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A mark on its way. The core has the fields; only the shell completes the future. */
final class PendingMark implements PlayoutMark {
    final String id;
    final long bytes;
    /** How many frames Asterisk had been sent when it was placed. Only the core. */
    long sentFrames;
    /** Whether Asterisk was asked to report it. Only the core. */
    boolean asked;

    private final Duration position;
    private final CompletableFuture<MarkOutcome> outcome = new CompletableFuture<>();

    PendingMark(String id, long bytes, Duration position) {
        this.id = id;
        this.bytes = bytes;
        this.position = position;
    }

    @Override
    public Duration position() {
        return position;
    }

    @Override
    public CompletionStage<MarkOutcome> reached() {
        return outcome.minimalCompletionStage();
    }

    void complete(MarkOutcome value) {
        outcome.complete(value);
    }
}
