package io.voxari.media.internal;

import java.nio.ByteBuffer;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Whole messages in one frame each, masked where we are the client. One buffer, which the next message overwrites. Not
 * thread-safe.
 */
final class FrameWriter {
    static final int TEXT = 0x81;
    static final int BINARY = 0x82;

    private static final int MAX_HEADER_BYTES = 8;
    private static final int MASKED = 0x80;

    /** Where masks come from; null for a server, which has none. */
    private final @Nullable Random masks;

    private ByteBuffer frame = ByteBuffer.allocate(0);
    private int payloadAt;
    private int mask;

    FrameWriter(@Nullable Random masks) {
        this.masks = masks;
    }

    /** The buffer, behind the header and with room for a payload of that length, at most 65,535. */
    ByteBuffer begin(int firstByte, int length) {
        if (frame.capacity() < length + MAX_HEADER_BYTES) {
            frame = ByteBuffer.allocate(Math.max(512, length + MAX_HEADER_BYTES));
        }
        int masked = masks == null ? 0 : MASKED;
        frame.clear().put((byte) firstByte);
        if (length <= 125) {
            frame.put((byte) (masked | length));
        } else {
            frame.put((byte) (masked | 126)).putShort((short) length);
        }
        if (masks != null) {
            mask = masks.nextInt();
            frame.putInt(mask);
        }
        payloadAt = frame.position();
        return frame;
    }

    /** The frame, to be read from position to limit. */
    ByteBuffer end() {
        if (masks != null) {
            Masking.apply(frame.array(), payloadAt, frame.position(), mask);
        }
        return frame.flip();
    }
}
