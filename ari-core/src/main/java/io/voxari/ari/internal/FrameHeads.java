package io.voxari.ari.internal;

import java.nio.ByteBuffer;
import org.java_websocket.exceptions.InvalidDataException;
import org.java_websocket.exceptions.InvalidFrameException;
import org.java_websocket.exceptions.LimitExceededException;

/**
 * Walks over the frames of a client and looks at how each begins: that it has a mask, and how long it is, before anything is
 * held for it. The rest is left to the engine. Not thread-safe.
 */
final class FrameHeads {
    private static final int MASK_BYTES = 4;

    /** How many bytes of a head came; zero between heads. */
    private int bytesOfHead;

    private int bytesOfLength;
    private long length;

    /** What is still to come of the frame whose head is known. */
    private long left;

    /**
     * {@return how many of the bytes belong to the present frame: all, or as many as end it}
     *
     * @param bytes of which nothing is taken
     * @param mostBytes the longest frame that is allowed
     * @throws InvalidDataException if the frame has no mask (1002), or is longer (1009)
     */
    int next(ByteBuffer bytes, int mostBytes) throws InvalidDataException {
        int at = bytes.position();
        while (left == 0 && at < bytes.limit()) {
            take(bytes.get(at++), mostBytes);
        }
        int more = (int) Math.min(left, bytes.limit() - at);
        left -= more;
        return at - bytes.position() + more;
    }

    private void take(byte next, int mostBytes) throws InvalidDataException {
        bytesOfHead++;
        if (bytesOfHead == 2) {
            if (next >= 0) {
                throw new InvalidFrameException("A frame without a mask");
            }
            int first = next & 127;
            bytesOfLength = first < 126 ? 0 : first == 126 ? 2 : 8;
            length = first < 126 ? first : 0;
        } else if (bytesOfHead > 2) {
            length = length << 8 | (next & 255);
        }
        if (bytesOfHead == 2 + bytesOfLength) {
            if (length < 0 || length > mostBytes) {
                throw new LimitExceededException(mostBytes);
            }
            bytesOfHead = 0;
            bytesOfLength = 0;
            left = MASK_BYTES + length;
        }
    }
}
