package io.voxari.media;

import java.util.concurrent.CompletionStage;

/**
 * One connection that may come in: for one channel, once, and not for ever. Register it before Asterisk is asked for
 * the channel.
 *
 * <p>Safe for use by several threads.
 */
public interface MediaExpectation {
    /** {@return the id of the media channel that is expected} */
    String channelId();

    /**
     * {@return the session, at {@code MEDIA_START} and after {@link MediaListener#onStart}} Fails with {@link
     * MediaException} when nobody came in time, after {@link #cancel()}, or when the server is closed.
     */
    CompletionStage<MediaSession> session();

    /**
     * Tells the name of the channel, which Asterisk's answer to the request has. Only Asterisk 20.16 and 22.6 need it:
     * they do not send the channel's id, and the connection waits until the name is known.
     *
     * @param name {@code WebSocket/<name>/0x…}
     */
    void channelName(String name);

    /** Forgets it: a connection for this channel is refused from now on. Does nothing once the session began. */
    void cancel();
}
