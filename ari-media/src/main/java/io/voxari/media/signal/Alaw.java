package io.voxari.media.signal;

import java.nio.ByteBuffer;
import java.nio.ShortBuffer;

/**
 * G.711 A-law, by tables. Where a sample lies on a decision value, what ITU-T's own software (G.191) does is done here.
 * Stateless and thread-safe.
 */
public final class Alaw {
    /** The code nearest to silence; A-law has no zero. */
    public static final byte SILENCE = (byte) 0xD5;

    private static final int EVEN_BITS = 0x55;
    private static final short[] DECODED = new short[256];
    /** By the upper 12 bits of a sample: A-law knows no more. */
    private static final byte[] ENCODED = new byte[1 << 12];

    static {
        for (int code = 0; code < DECODED.length; code++) {
            DECODED[code] = (short) expand(code);
        }
        for (int index = 0; index < ENCODED.length; index++) {
            ENCODED[index] = (byte) compress((short) (index << 4));
        }
    }

    private Alaw() {}

    /**
     * {@return the linear sample of a code}
     *
     * @param code an A-law code
     */
    public static short decode(byte code) {
        return DECODED[code & 0xFF];
    }

    /**
     * {@return the code of a linear sample}
     *
     * @param sample a linear sample
     */
    public static byte encode(short sample) {
        return ENCODED[(sample & 0xFFFF) >> 4];
    }

    /**
     * Decodes as much as one has and the other takes; moves both positions.
     *
     * @param codes A-law codes
     * @param samples takes linear samples
     */
    public static void decode(ByteBuffer codes, ShortBuffer samples) {
        for (int i = Math.min(codes.remaining(), samples.remaining()); i > 0; i--) {
            samples.put(DECODED[codes.get() & 0xFF]);
        }
    }

    /**
     * Encodes as much as one has and the other takes; moves both positions.
     *
     * @param samples linear samples
     * @param codes takes A-law codes
     */
    public static void encode(ShortBuffer samples, ByteBuffer codes) {
        for (int i = Math.min(codes.remaining(), samples.remaining()); i > 0; i--) {
            codes.put(ENCODED[(samples.get() & 0xFFFF) >> 4]);
        }
    }

    private static int expand(int code) {
        int plain = (code ^ EVEN_BITS) & 0x7F;
        int segment = plain >> 4;
        int mantissa = 2 * (plain & 0xF) + 1;
        int magnitude = segment == 0 ? mantissa << 3 : (mantissa + 32) << (segment + 2);
        return code < 0x80 ? -magnitude : magnitude;
    }

    private static int compress(short sample) {
        int magnitude = (sample < 0 ? ~sample : sample) >> 4;
        int segment = Math.max(0, 28 - Integer.numberOfLeadingZeros(magnitude));
        int mantissa = segment == 0 ? magnitude : magnitude >> (segment - 1) & 0xF;
        int plain = segment << 4 | mantissa;
        return (plain | (sample < 0 ? 0 : 0x80)) ^ EVEN_BITS;
    }
}
