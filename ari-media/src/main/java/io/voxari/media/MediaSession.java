package io.voxari.media;

/**
 * One media connection, from {@code MEDIA_START} to its end; one per media channel.
 *
 * <p>Safe for use by several threads.
 */
public interface MediaSession extends AutoCloseable {
    /** {@return what the connection began with: channel, format, variables} */
    MediaStart start();

    /** {@return where audio for the other party goes} */
    Playout playout();

    /**
     * Sends a command at once. What {@link Playout} keeps the books of must go through it: flushing, pausing and going
     * on are refused here. A closed session ignores commands.
     *
     * @param command the command
     * @throws IllegalArgumentException if the command takes more than 128 bytes, has no form in this session's
     *     control format, or belongs to the playout
     */
    void send(MediaCommand command);

    /** {@return counters and timing, as of now} */
    MediaStats stats();

    /** {@return how the other party's audio came and was timed, as of now} */
    InboundStats inboundStats();

    /** {@return whether the connection is up} */
    boolean isOpen();

    /** Closes the connection, which hangs the media channel up. Returns at once; {@link MediaListener#onClosed} follows. */
    @Override
    void close();
}
