package io.voxari.testkit.internal;

import java.util.Optional;
import java.util.Set;

/** The audio formats that are simulated, and their ways to and from the µ-law of a telephone. */
enum WireFormat {
    ULAW("ulaw", 160),
    ALAW("alaw", 160),
    SLIN("slin", 320),
    /** Twice the rate of a telephone, of which the upper half is silent. */
    SLIN16("slin16", 640);

    /** Those Asterisk has as well; whatever else is asked for does not exist there either. */
    private static final Set<String> REAL = Set.of(
            "g722", "gsm", "g726", "ilbc", "slin12", "slin24", "slin32", "slin44", "slin48", "slin96", "slin192",
            "opus", "g729", "speex");

    final String asteriskName;
    final int frameBytes;

    WireFormat(String asteriskName, int frameBytes) {
        this.asteriskName = asteriskName;
        this.frameBytes = frameBytes;
    }

    /** Empty when Asterisk has no such format. */
    static Optional<WireFormat> of(String name) {
        for (WireFormat format : values()) {
            if (format.asteriskName.equals(name)) {
                return Optional.of(format);
            }
        }
        if (REAL.contains(name)) {
            throw new UnsupportedOperationException("the format " + name);
        }
        return Optional.empty();
    }

    byte[] fromUlaw(byte[] ulaw) {
        if (this == ULAW) {
            return ulaw.clone();
        }
        byte[] wire = new byte[ulaw.length * frameBytes / 160];
        for (int i = 0; i < ulaw.length; i++) {
            switch (this) {
                case ULAW -> wire[i] = ulaw[i];
                case ALAW -> wire[i] = Ulaw.toAlaw(ulaw[i]);
                case SLIN -> put(wire, i, Ulaw.decode(ulaw[i]));
                case SLIN16 -> {
                    int linear = Ulaw.decode(ulaw[i]);
                    put(wire, 2 * i, linear);
                    put(wire, 2 * i + 1, (linear + Ulaw.decode(ulaw[Math.min(i + 1, ulaw.length - 1)])) / 2);
                }
            }
        }
        return wire;
    }

    byte[] toUlaw(byte[] wire) {
        if (this == ULAW) {
            return wire.clone();
        }
        byte[] ulaw = new byte[wire.length * 160 / frameBytes];
        for (int i = 0; i < ulaw.length; i++) {
            ulaw[i] = switch (this) {
                case ULAW -> wire[i];
                case ALAW -> Ulaw.fromAlaw(wire[i]);
                case SLIN -> Ulaw.encode(linear(wire, i));
                case SLIN16 -> Ulaw.encode((linear(wire, 2 * i) + linear(wire, 2 * i + 1)) / 2);
            };
        }
        return ulaw;
    }

    private static void put(byte[] wire, int sample, int linear) {
        wire[2 * sample] = (byte) linear;
        wire[2 * sample + 1] = (byte) (linear >> 8);
    }

    private static short linear(byte[] wire, int sample) {
        return (short) ((wire[2 * sample] & 0xFF) | wire[2 * sample + 1] << 8);
    }
}
