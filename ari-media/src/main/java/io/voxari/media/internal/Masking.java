package io.voxari.media.internal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** The mask of a client's frames, RFC 6455 §5.3: four bytes over and over. Twice is as never. */
final class Masking {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private Masking() {}

    static void apply(byte[] bytes, int from, int to, int mask) {
        long once = mask & 0xFFFF_FFFFL;
        long twice = once << 32 | once;
        int at = from;
        for (; at + Long.BYTES <= to; at += Long.BYTES) {
            LONGS.set(bytes, at, (long) LONGS.get(bytes, at) ^ twice);
        }
        for (int shift = 56; at < to; at++, shift -= 8) {
            bytes[at] ^= (byte) (twice >>> shift);
        }
    }
}
