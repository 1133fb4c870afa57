package io.voxari.ari.internal;

import java.io.EOFException;
import java.io.IOException;
import java.net.ProtocolException;
import okio.Buffer;
import okio.BufferedSource;

/** Reads what a WebSocket server sends (RFC 6455): frames without a mask and without extensions. Not thread-safe. */
final class FrameReader {
    static final int TEXT = 1;
    static final int BINARY = 2;
    static final int CLOSE = 8;
    static final int PING = 9;
    static final int PONG = 10;

    /** Many times the largest event of Asterisk, and little enough to hold. */
    static final long MOST_MESSAGE_BYTES = 16L << 20;

    private static final int NO_CODE = 1005;

    private final BufferedSource source;
    private final Handler handler;

    /** What came so far of a message in several frames, and of which kind it is; zero between messages. */
    private final Buffer parts = new Buffer();

    private int kind;

    /** What is done about it, on the thread that reads. */
    interface Handler {
        void onText(String text);

        void onBinary();

        void onPing(byte[] payload);

        void onPong();

        /** All that was there has been read, and the next read may wait. */
        void onDrained();
    }

    FrameReader(BufferedSource source, Handler handler) {
        this.source = source;
        this.handler = handler;
    }

    /**
     * Reads until the other side closes.
     *
     * @return its code, or 1005 if it gave none
     * @throws IOException if the connection breaks, or what comes is no WebSocket
     */
    int run() throws IOException {
        while (true) {
            need(2);
            int first = source.readByte() & 0xff;
            int second = source.readByte() & 0xff;
            if ((first & 0x70) != 0 || (second & 0x80) != 0) {
                throw new ProtocolException("A frame with an extension or a mask, which nobody agreed on");
            }
            int opcode = first & 15;
            boolean last = (first & 0x80) != 0;
            long length = length(second);
            if (opcode < CLOSE) {
                data(opcode, last, length);
                continue;
            }
            if (!last || length > 125) {
                throw new ProtocolException("A control frame in parts or of " + length + " bytes");
            }
            need(length);
            if (opcode == CLOSE) {
                return length < 2 ? NO_CODE : source.readShort() & 0xffff;
            }
            control(opcode, source.readByteArray(length));
        }
    }

    private long length(int second) throws IOException {
        if (second < 126) {
            return second;
        }
        need(second == 126 ? 2 : 8);
        return second == 126 ? source.readShort() & 0xffff : source.readLong();
    }

    private void control(int opcode, byte[] payload) throws ProtocolException {
        if (opcode == PING) {
            handler.onPing(payload);
        } else if (opcode == PONG) {
            handler.onPong();
        } else {
            throw new ProtocolException("A frame of an unknown kind: " + opcode);
        }
    }

    private void data(int opcode, boolean last, long length) throws IOException {
        if (opcode > BINARY || (opcode == 0) == (kind == 0)) {
            throw new ProtocolException("A frame of kind " + opcode + " inside of a message of kind " + kind);
        }
        if (length < 0 || parts.size() + length > MOST_MESSAGE_BYTES) {
            throw new ProtocolException("A message of more than " + MOST_MESSAGE_BYTES + " bytes");
        }
        need(length);
        if (last && opcode == TEXT) {
            handler.onText(source.readUtf8(length)); // Nearly always.
            return;
        }
        kind = opcode == 0 ? kind : opcode;
        parts.write(source, length);
        if (last) {
            boolean text = kind == TEXT;
            kind = 0;
            if (text) {
                handler.onText(parts.readUtf8());
            } else {
                parts.clear();
                handler.onBinary();
            }
        }
    }

    private void need(long bytes) throws IOException {
        if (source.getBuffer().size() < bytes) {
            handler.onDrained();
            if (!source.request(bytes)) {
                throw new EOFException("The other side hung up");
            }
        }
    }
}
