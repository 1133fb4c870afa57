package io.voxari.agent;

import java.nio.ByteBuffer;

/** The last of what a caller said, up to a bound; the oldest is dropped beyond it. Not thread-safe. */
final class HeardBuffer {
    private final byte[] ring;
    private int start;
    private int length;

    HeardBuffer(int mostBytes) {
        ring = new byte[mostBytes];
    }

    void add(ByteBuffer audio) {
        ByteBuffer rest = audio.duplicate();
        if (rest.remaining() > ring.length) {
            rest.position(rest.limit() - ring.length);
        }
        int over = length + rest.remaining() - ring.length;
        if (over > 0) {
            start = (start + over) % ring.length;
            length -= over;
        }
        int end = (start + length) % ring.length;
        length += rest.remaining();
        int straight = Math.min(rest.remaining(), ring.length - end);
        rest.get(ring, end, straight);
        rest.get(ring, 0, rest.remaining());
    }

    /** {@return how many bytes went, a multiple of a sample's} */
    int read(ByteBuffer into, int bytesPerSample) {
        int bytes = Math.min(length, into.remaining()) / bytesPerSample * bytesPerSample;
        int straight = Math.min(bytes, ring.length - start);
        into.put(ring, start, straight);
        into.put(ring, 0, bytes - straight);
        start = (start + bytes) % ring.length;
        length -= bytes;
        return bytes;
    }
}
