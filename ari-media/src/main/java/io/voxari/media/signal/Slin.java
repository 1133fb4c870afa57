package io.voxari.media.signal;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;

/**
 * Linear samples as bytes: little-endian, as Asterisk's media connections and WAV files have them. RTP has big-endian.
 * The byte order of the buffers plays no part. Stateless and thread-safe.
 */
public final class Slin {
    private Slin() {}

    /**
     * Reads as many whole samples as one has and the other takes; moves both positions.
     *
     * @param bytes little-endian samples; a byte left over stays
     * @param samples takes them
     */
    public static void decode(ByteBuffer bytes, ShortBuffer samples) {
        boolean reversed = bytes.order() == ByteOrder.BIG_ENDIAN;
        for (int i = Math.min(bytes.remaining() / 2, samples.remaining()); i > 0; i--) {
            short sample = bytes.getShort();
            samples.put(reversed ? Short.reverseBytes(sample) : sample);
        }
    }

    /**
     * Writes as many whole samples as one has and the other takes; moves both positions.
     *
     * @param samples linear samples
     * @param bytes takes them, little-endian
     */
    public static void encode(ShortBuffer samples, ByteBuffer bytes) {
        boolean reversed = bytes.order() == ByteOrder.BIG_ENDIAN;
        for (int i = Math.min(samples.remaining(), bytes.remaining() / 2); i > 0; i--) {
            short sample = samples.get();
            bytes.putShort(reversed ? Short.reverseBytes(sample) : sample);
        }
    }

    /**
     * Turns little-endian samples into big-endian ones, or back, where they are. The position stays.
     *
     * @param bytes samples; a byte left over stays as it is
     */
    public static void swap(ByteBuffer bytes) {
        for (int at = bytes.position(); at + 1 < bytes.limit(); at += 2) {
            byte first = bytes.get(at);
            bytes.put(at, bytes.get(at + 1)).put(at + 1, first);
        }
    }
}
