package io.voxari.testkit.internal;

import io.voxari.testkit.internal.MediaSocket.Frame;
import io.voxari.testkit.internal.MediaSocket.TooLongException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Cuts WebSocket frames out of bytes that come in any pieces. One thread at a time. */
final class FrameParser {
    private static final int LENGTH_IN_16_BITS = 126;
    private static final int LENGTH_IN_64_BITS = 127;
    private static final int MASK_BYTES = 4;

    private final long mostBytes;
    /** What has not become a frame yet; between two calls ready to be read. */
    private ByteBuffer rest = ByteBuffer.allocate(4_096).flip();

    /** Of frames as long as Asterisk takes them. */
    FrameParser() {
        this(MediaSocket.MOST_FRAME_BYTES);
    }

    FrameParser(int mostBytes) {
        this.mostBytes = mostBytes;
    }

    void offer(byte[] bytes, int count) {
        if (rest.capacity() - rest.remaining() < count) {
            rest = ByteBuffer.allocate(2 * (rest.remaining() + count)).put(rest);
        } else {
            rest.compact();
        }
        rest.put(bytes, 0, count).flip();
    }

    /** The next frame, null while it is not whole. */
    @Nullable Frame poll() throws TooLongException {
        int start = rest.position();
        Frame frame = next();
        if (frame == null) {
            rest.position(start);
        }
        return frame;
    }

    private @Nullable Frame next() throws TooLongException {
        if (rest.remaining() < 2) {
            return null;
        }
        int first = rest.get() & 0xFF;
        int second = rest.get() & 0xFF;
        long length = second & 0x7F;
        int extended = length == LENGTH_IN_16_BITS ? 2 : length == LENGTH_IN_64_BITS ? 8 : 0;
        int masking = (second & 0x80) == 0 ? 0 : MASK_BYTES;
        if (rest.remaining() < extended) {
            return null;
        }
        if (extended > 0) {
            length = extended == 2 ? rest.getShort() & 0xFFFF : rest.getLong();
        }
        if (length < 0 || 2 + extended + masking + length > mostBytes) {
            throw new TooLongException(length);
        }
        if (rest.remaining() < masking + length) {
            return null;
        }
        byte[] mask = new byte[MASK_BYTES];
        rest.get(mask, 0, masking);
        byte[] payload = new byte[(int) length];
        rest.get(payload);
        for (int i = 0; i < payload.length; i++) {
            payload[i] ^= mask[i % MASK_BYTES];
        }
        return new Frame(first & 0x0F, (first & 0x80) != 0, payload);
    }
}
