package io.voxari.media.internal;

import java.nio.ByteBuffer;

/**
 * A first-in-first-out queue of bytes that grows by doubling up to what is put in it. Its owner bounds it. Not
 * thread-safe.
 */
final class ByteRing {
    private static final int MIN_CAPACITY = 4_096;
    /** What is kept for the next stretch of speech when the ring is empty. */
    private static final int KEPT_CAPACITY = 65_536;

    private byte[] bytes = new byte[MIN_CAPACITY];
    private int head;
    private int size;

    int size() {
        return size;
    }

    int capacity() {
        return bytes.length;
    }

    void put(ByteBuffer source) {
        int count = source.remaining();
        reserve(count);
        int tail = (head + size) & (bytes.length - 1);
        int first = Math.min(count, bytes.length - tail);
        source.get(bytes, tail, first);
        source.get(bytes, 0, count - first);
        size += count;
    }

    void fill(byte value, int count) {
        reserve(count);
        for (int i = 0; i < count; i++) {
            bytes[(head + size + i) & (bytes.length - 1)] = value;
        }
        size += count;
    }

    /** Moves so many bytes out; the caller has seen that they are there. */
    void take(ByteBuffer target, int count) {
        if (count > size) {
            throw new IllegalArgumentException("take of " + count + " bytes, " + size + " are there");
        }
        int first = Math.min(count, bytes.length - head);
        target.put(bytes, head, first);
        target.put(bytes, 0, count - first);
        head = (head + count) & (bytes.length - 1);
        size -= count;
        shrinkIfEmpty();
    }

    void clear() {
        size = 0;
        shrinkIfEmpty();
    }

    private void shrinkIfEmpty() {
        if (size == 0) {
            head = 0;
            if (bytes.length > KEPT_CAPACITY) {
                bytes = new byte[MIN_CAPACITY];
            }
        }
    }

    private void reserve(int count) {
        if (size + count <= bytes.length) {
            return;
        }
        int capacity = Integer.highestOneBit(size + count - 1) << 1;
        byte[] larger = new byte[capacity];
        int first = Math.min(size, bytes.length - head);
        System.arraycopy(bytes, head, larger, 0, first);
        System.arraycopy(bytes, 0, larger, first, size - first);
        bytes = larger;
        head = 0;
    }
}
