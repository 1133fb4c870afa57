package io.voxari.media.internal;

import io.voxari.media.MediaClose;
import io.voxari.media.MediaRefusal;
import io.voxari.media.MediaStart;
import java.nio.ByteBuffer;

/**
 * What decides about one connection until it is a session: one kind for those that come in, one for those we make. Only
 * the loop's thread.
 */
interface Gate {
    /** Bytes can flow. */
    void ready(MediaConnection connection);

    /** Bytes of the handshake; what lies behind it goes to {@link MediaConnection#upgraded}. */
    void handshake(MediaConnection connection, ByteBuffer bytes);

    /** Upgraded, and this came as the first message. */
    void start(MediaConnection connection, MediaStart start);

    /** The handshake, or what precedes it, took too long. */
    void handshakeTimedOut(MediaConnection connection);

    /** The connection is closed by us for this; it is only told. */
    void refused(MediaRefusal refusal);

    /** The connection is over; its session hears of it afterwards. */
    void ended(MediaConnection connection, MediaClose close, boolean hadSession);
}
