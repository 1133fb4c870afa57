package io.voxari.media.internal;

import io.voxari.media.MediaExpectation;
import io.voxari.media.MediaListener;
import io.voxari.media.MediaSession;
import io.voxari.media.PlayoutOptions;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** An expectation; {@link Admissions} decides about it. */
final class RealMediaExpectation implements MediaExpectation {
    final String channelId;
    final MediaListener listener;
    final PlayoutOptions options;
    final long deadlineNanos;
    final CompletableFuture<MediaSession> session = new CompletableFuture<>();
    private final Admissions admissions;

    RealMediaExpectation(
            String channelId,
            MediaListener listener,
            PlayoutOptions options,
            long deadlineNanos,
            Admissions admissions) {
        this.channelId = channelId;
        this.listener = listener;
        this.options = options;
        this.deadlineNanos = deadlineNanos;
        this.admissions = admissions;
    }

    @Override
    public String channelId() {
        return channelId;
    }

    @Override
    public CompletionStage<MediaSession> session() {
        return session.minimalCompletionStage();
    }

    @Override
    public void channelName(String name) {
        admissions.name(this, name);
    }

    @Override
    public void cancel() {
        admissions.cancel(this);
    }
}
