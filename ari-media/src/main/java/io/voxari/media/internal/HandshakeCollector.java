package io.voxari.media.internal;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Collects the head of a request, up to its empty line. What it keeps grows with what came. Not thread-safe. */
final class HandshakeCollector {
    private static final byte[] END = {'\r', '\n', '\r', '\n'};

    enum Progress {
        MORE,
        WHOLE,
        TOO_LARGE
    }

    private final int maxBytes;
    private byte[] bytes = new byte[512];
    private int length;

    HandshakeCollector(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** Takes bytes up to the end of the head; what lies behind stays in the buffer. */
    Progress take(ByteBuffer in) {
        int searchFrom = Math.max(0, length - (END.length - 1));
        int before = length;
        int count = Math.min(in.remaining(), maxBytes + 1 - length);
        if (length + count > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + count));
        }
        in.get(in.position(), bytes, length, count);
        length += count;
        for (int i = searchFrom; i + END.length <= length; i++) {
            if (Arrays.equals(bytes, i, i + END.length, END, 0, END.length)) {
                length = i + END.length;
                in.position(in.position() + length - before);
                return Progress.WHOLE;
            }
        }
        in.position(in.position() + count);
        return length > maxBytes ? Progress.TOO_LARGE : Progress.MORE;
    }

    /** The bytes collected; only the first {@link #length} count. */
    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }
}
