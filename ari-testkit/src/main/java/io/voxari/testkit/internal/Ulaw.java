package io.voxari.testkit.internal;

/** G.711: µ-law and A-law samples to and from 16-bit linear ones. Stateless and thread-safe. */
public final class Ulaw {
    /** Digital silence: linear zero. */
    public static final byte SILENCE = (byte) 0xFF;

    private static final int BIAS = 0x84;
    private static final int CLIP = 32635;

    private Ulaw() {}

    public static short decode(byte ulaw) {
        int bits = ~ulaw & 0xFF;
        int magnitude = ((((bits & 0x0F) << 3) + BIAS) << ((bits & 0x70) >> 4)) - BIAS;
        return (short) ((bits & 0x80) != 0 ? -magnitude : magnitude);
    }

    public static byte encode(int linear) {
        int sign = linear < 0 ? 0x80 : 0;
        int magnitude = Math.min(Math.abs(linear), CLIP) + BIAS;
        int exponent = 31 - Integer.numberOfLeadingZeros(magnitude) - 7;
        int mantissa = (magnitude >> (exponent + 3)) & 0x0F;
        return (byte) ~(sign | (exponent << 4) | mantissa);
    }

    /** True when both stand for the same sample: µ-law has two codes for zero, and transcoders keep only one. */
    public static boolean same(byte one, byte other) {
        return one == other || (decode(one) == 0 && decode(other) == 0);
    }

    public static double[] decode(byte[] ulaw) {
        double[] linear = new double[ulaw.length];
        for (int i = 0; i < ulaw.length; i++) {
            linear[i] = decode(ulaw[i]);
        }
        return linear;
    }

    public static byte toAlaw(byte ulaw) {
        int linear = decode(ulaw);
        int magnitude = (linear < 0 ? -linear - 1 : linear) >> 3;
        int segment = Math.max(0, 27 - Integer.numberOfLeadingZeros(magnitude));
        int code = (segment << 4) | ((magnitude >> Math.max(1, segment)) & 0x0F);
        return (byte) (code ^ (linear < 0 ? 0x55 : 0xD5));
    }

    public static byte fromAlaw(byte alaw) {
        int bits = alaw ^ 0x55;
        int segment = (bits & 0x70) >> 4;
        int magnitude = ((bits & 0x0F) << 4) + 8;
        if (segment > 0) {
            magnitude = (magnitude + 0x100) << (segment - 1);
        }
        return encode((bits & 0x80) != 0 ? magnitude : -magnitude);
    }
}
