package io.voxari.media;

import java.nio.ByteBuffer;

/**
 * One media connection, from {@code MEDIA_START} to its end; one per media channel.
 *
 * <p>Safe for use by several threads.
 */
public interface MediaSession extends AutoCloseable {
    /** {@return what the connection began with: channel, format, variables} */
    MediaStart start();

    /**
     * {@return where audio for the other party goes}
     *
     * @throws IllegalStateException if the format {@linkplain MediaFormat#isPassthrough() is passed through}: use {@link
     *     #sendPacket}
     */
    Playout playout();

    /**
     * Sends one packet of a format that {@linkplain MediaFormat#isPassthrough() is passed through}, such as Opus, at once
     * and as one message. Asterisk plays one in each {@link MediaFormat#ptime()}, whatever it holds, and queues the others:
     * it says {@link MediaEvent.Xoff} at 900 and drops what comes beyond 1,000 without a word. What is queued cannot be
     * taken back, so send packets at the speed at which they play if the other party may interrupt.
     *
     * @param packet the packet, 1 to 65,535 bytes; its position moves to its limit
     * @return whether to go on: false from {@link MediaEvent.Xoff} to {@link MediaEvent.Xon}, though this packet was sent,
     *     and once the session is closed, when it was not
     * @throws IllegalArgumentException if the packet is empty or too long
     * @throws IllegalStateException if the format has frames: use {@link #playout()}
     */
    boolean sendPacket(ByteBuffer packet);

    /**
     * Sends a command at once. What {@link Playout} keeps the books of must go through it: flushing, pausing and going
     * on are refused here. A closed session ignores commands.
     *
     * @param command the command
     * @throws IllegalArgumentException if the command takes more than 128 bytes, has no form in this session's
     *     control format, or belongs to the playout, or is a mark whose id begins with {@code voxari-}, as the playout's do,
     *     or if the format is passed through and Asterisk has no such command for it
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
