package io.voxari.media;

import java.util.concurrent.CompletionStage;

/**
 * One connection that we make: to one channel, once.
 *
 * <p>Safe for use by several threads.
 */
public interface MediaDial {
    /**
     * {@return the session, at {@code MEDIA_START} and after {@link MediaListener#onStart}} Fails with {@link
     * MediaException} when Asterisk cannot be reached, does not answer in time or refuses, after {@link #cancel()}, or
     * when the connector is closed.
     */
    CompletionStage<MediaSession> session();

    /** Gives up; Asterisk hangs the channel up if it was connected already. Does nothing once the session began. */
    void cancel();
}
