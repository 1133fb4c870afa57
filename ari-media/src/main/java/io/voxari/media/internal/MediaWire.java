package io.voxari.media.internal;

import io.voxari.media.MediaClose;

/**
 * The sending side of one connection. Any thread; never blocks; what a dead connection is given is dropped. Messages go
 * out in the order of the calls, each in one frame.
 */
interface MediaWire {
    void text(String message);

    /** Takes all of these bytes from the source, whether they can be sent or not. */
    void audio(ByteRing source, int bytes);

    void close(MediaClose.Kind kind, int code, String reason);
}
