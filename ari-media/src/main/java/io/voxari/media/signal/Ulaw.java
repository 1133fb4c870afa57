package io.voxari.media.signal;

import java.nio.ByteBuffer;
import java.nio.ShortBuffer;

/**
 * G.711 µ-law, by tables. Where a sample lies on a decision value, what ITU-T's own software (G.191) does is done here.
 * Stateless and thread-safe.
 */
public final class Ulaw {
    /** The code of silence. */
    public static final byte SILENCE = (byte) 0xFF;

    private static final int BIAS = 33;
    private static final int CLIP = 0x1FFF;
    private static final short[] DECODED = new short[256];
    /** By the upper 14 bits of a sample: µ-law knows no more. */
    private static final byte[] ENCODED = new byte[1 << 14];

    static {
        for (int code = 0; code < DECODED.length; code++) {
            DECODED[code] = (short) expand(code);
        }
        for (int index = 0; index < ENCODED.length; index++) {
            ENCODED[index] = (byte) compress((short) (index << 2));
        }
    }

    private Ulaw() {}

    /**
     * {@return the linear sample of a code}
     *
     * @param code a µ-law code
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
        return ENCODED[(sample & 0xFFFF) >> 2];
    }

    /**
     * Decodes as much as one has and the other takes; moves both positions.
     *
     * @param codes µ-law codes
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
     * @param codes takes µ-law codes
     */
    public static void encode(ShortBuffer samples, ByteBuffer codes) {
        for (int i = Math.min(codes.remaining(), samples.remaining()); i > 0; i--) {
            codes.put(ENCODED[(samples.get() & 0xFFFF) >> 2]);
        }
    }

    private static int expand(int code) {
        int inverted = ~code & 0xFF;
        int segment = inverted >> 4 & 7;
        int magnitude = (((2 * (inverted & 0xF) + BIAS) << segment) - BIAS) << 2;
        return code < 0x80 ? -magnitude : magnitude;
    }

    private static int compress(short sample) {
        // The complement, not the negative: the interval at zero has the same width on both sides.
        int magnitude = Math.min(((sample < 0 ? ~sample : sample) >> 2) + BIAS, CLIP);
        int segment = 26 - Integer.numberOfLeadingZeros(magnitude);
        int inverted = segment << 4 | (magnitude >> (segment + 1) & 0xF);
        return ~inverted & (sample < 0 ? 0x7F : 0xFF);
    }
}
