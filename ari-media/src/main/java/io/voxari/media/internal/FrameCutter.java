package io.voxari.media.internal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.java_websocket.exceptions.InvalidDataException;
import org.java_websocket.framing.CloseFrame;
import org.jspecify.annotations.Nullable;

/**
 * Bytes of a peer → whole WebSocket frames, without an allocation for a frame that comes in one piece. A binary message
 * in one frame, which is what Asterisk's audio is, is unmasked in place where it is masked; everything else goes on as it
 * came, to who knows the whole protocol. What is held grows with what came, not with what a header promises.
 *
 * <p>Source: RFC 6455 §5.2. Not thread-safe.
 */
final class FrameCutter {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    private static final int FIN = 0x80;
    private static final int WHOLE_BINARY = FIN | 2;
    private static final int MASKED = 0x80;
    private static final int MAX_CONTROL_BYTES = 125;
    private static final int MASK_BYTES = 4;
    /** What is kept for the next frame in pieces. */
    private static final int KEPT_BYTES = 2_048;

    /** Takes frames; false from either means that no more are wanted. */
    interface Sink {
        /** The payload of a message, read-only and valid during the call. */
        boolean binary(ByteBuffer payload);

        /** A whole frame as it came, valid during the call. */
        boolean other(ByteBuffer frame) throws InvalidDataException;
    }

    private final int maxPayloadBytes;
    /** Whether the peer is a client: its frames must be masked, a server's must not. */
    private final boolean masked;
    /** The beginning of a frame whose end has not come. */
    private byte[] held = new byte[0];

    private int heldBytes;
    /** A message is in its middle: whatever comes is not for the short way. */
    private boolean fragmented;

    private byte @Nullable [] viewed;
    private @Nullable ByteBuffer view;

    FrameCutter(int maxPayloadBytes) {
        this(maxPayloadBytes, true);
    }

    FrameCutter(int maxPayloadBytes, boolean masked) {
        this.maxPayloadBytes = maxPayloadBytes;
        this.masked = masked;
    }

    /**
     * Takes all bytes of a buffer that has an array, which it may change.
     *
     * @throws InvalidDataException with the code to close with
     */
    void cut(ByteBuffer in, Sink sink) throws InvalidDataException {
        while (in.hasRemaining()) {
            if (heldBytes > 0) {
                if (fill(in) && !deliverHeld(sink)) {
                    return;
                }
                continue;
            }
            int at = in.arrayOffset() + in.position();
            int length = frameBytes(in.array(), at, in.remaining());
            if (length < 0 || length > in.remaining()) {
                hold(in, in.remaining());
                return;
            }
            in.position(in.position() + length);
            if (!deliver(in.array(), at, length, sink)) {
                return;
            }
        }
    }

    /** Adds to what is held, up to the end of its header or of the frame; whether the frame is whole. */
    private boolean fill(ByteBuffer in) throws InvalidDataException {
        int length = frameBytes(held, 0, heldBytes);
        if (length < 0) {
            hold(in, 1);
            length = frameBytes(held, 0, heldBytes);
        } else {
            hold(in, Math.min(length - heldBytes, in.remaining()));
        }
        return heldBytes == length;
    }

    private void hold(ByteBuffer in, int count) {
        if (heldBytes + count > held.length) {
            held = Arrays.copyOf(held, Math.max(heldBytes + count, Math.min(2 * held.length, maxPayloadBytes + 14)));
        }
        in.get(held, heldBytes, count);
        heldBytes += count;
    }

    private boolean deliverHeld(Sink sink) throws InvalidDataException {
        int length = heldBytes;
        byte[] whole = held;
        heldBytes = 0;
        if (whole.length > KEPT_BYTES) {
            held = new byte[0];
        }
        return deliver(whole, 0, length, sink);
    }

    /** The length of the frame that begins there, or -1 while its header is not whole. */
    private int frameBytes(byte[] bytes, int at, int available) throws InvalidDataException {
        if (available < 2) {
            return -1;
        }
        if ((bytes[at + 1] & MASKED) != 0 != masked) {
            throw new InvalidDataException(
                    CloseFrame.PROTOCOL_ERROR,
                    masked ? "a client's frame is not masked" : "a server's frame is masked");
        }
        int header = headerBytes(bytes, at);
        long payload = bytes[at + 1] & 0x7F;
        if ((bytes[at] & 8) != 0 && payload > MAX_CONTROL_BYTES) {
            throw new InvalidDataException(CloseFrame.PROTOCOL_ERROR, "a control frame is too large");
        }
        if (available < header) {
            return -1;
        }
        if (payload == 126) {
            payload = (bytes[at + 2] & 0xFFL) << 8 | (bytes[at + 3] & 0xFFL);
        } else if (payload == 127) {
            payload = (long) LONGS.get(bytes, at + 2);
        }
        if (payload < 0 || payload > maxPayloadBytes) {
            throw new InvalidDataException(CloseFrame.TOOBIG, "a frame is too large");
        }
        return header + (int) payload;
    }

    private int headerBytes(byte[] bytes, int at) {
        int length = bytes[at + 1] & 0x7F;
        return (length == 126 ? 4 : length == 127 ? 10 : 2) + (masked ? MASK_BYTES : 0);
    }

    private boolean deliver(byte[] bytes, int at, int length, Sink sink) throws InvalidDataException {
        int first = bytes[at] & 0xFF;
        if (first == WHOLE_BINARY && !fragmented) {
            int header = headerBytes(bytes, at);
            if (masked) {
                unmask(bytes, at + header, at + length);
            }
            return sink.binary(view(bytes, at + header, at + length));
        }
        if ((first & 8) == 0) {
            fragmented = (first & FIN) == 0;
        }
        return sink.other(ByteBuffer.wrap(bytes, at, length));
    }

    /** The mask is the four bytes before the payload. */
    private static void unmask(byte[] bytes, int from, int to) {
        Masking.apply(bytes, from, to, (int) INTS.get(bytes, from - MASK_BYTES));
    }

    private ByteBuffer view(byte[] bytes, int from, int to) {
        ByteBuffer buffer = view;
        if (buffer == null || viewed != bytes) {
            buffer = ByteBuffer.wrap(bytes).asReadOnlyBuffer();
            view = buffer;
            viewed = bytes;
        }
        // Whoever had it before may have changed all of these.
        return buffer.clear().limit(to).position(from).order(ByteOrder.BIG_ENDIAN);
    }
}
