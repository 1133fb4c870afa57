package io.voxari.media;

import java.nio.ByteBuffer;

/**
 * What happens on one media connection.
 *
 * <p>Called on the I/O thread that serves the connection, one call at a time and in order. That thread serves other
 * calls too: hand over and return, never block. A call that took more than 50 ms
 * is logged. What is thrown is logged and does not end the connection.
 */
public interface MediaListener {
    /**
     * The connection was admitted. Always the first call, but for {@link #timing}.
     *
     * @param session the session that begins
     */
    default void onStart(MediaSession session) {}

    /**
     * Audio of the other party, as it came from Asterisk: mostly 20 ms, but of any length and cadence, and nothing
     * while the party sends nothing.
     *
     * @param session the session
     * @param audio read-only, in the wire format of {@link MediaStart#format()}; valid only during the call: the same
     *     buffer comes again with the next audio, so copy what is kept
     */
    default void onAudio(MediaSession session, ByteBuffer audio) {}

    /**
     * Audio of the other party, and where it comes from. With {@link InboundTiming} in steps, one frame each step, from
     * the first audio to the end; otherwise as {@link #onAudio(MediaSession, ByteBuffer)}, which this calls unless
     * overridden.
     *
     * @param session the session
     * @param audio as there
     * @param origin whether it was received, or fills a hole
     */
    default void onAudio(MediaSession session, ByteBuffer audio, AudioOrigin origin) {
        onAudio(session, audio);
    }

    /**
     * Asked once, before {@link #onStart}: in what pieces and at what times audio is wanted. As it comes unless
     * overridden.
     *
     * @param start what the connection began with
     * @return the timing
     */
    default InboundTiming timing(MediaStart start) {
        return InboundTiming.AS_IT_COMES;
    }

    /**
     * An event of Asterisk, after {@link Playout} has seen it; all but {@link MediaStart}.
     *
     * @param session the session
     * @param event the event
     */
    default void onEvent(MediaSession session, MediaEvent event) {}

    /**
     * The connection is gone, and with it the media channel. Terminal: exactly once after {@link #onStart}, nothing
     * follows.
     *
     * @param session the session that ended
     * @param close how it ended
     */
    default void onClosed(MediaSession session, MediaClose close) {}
}
