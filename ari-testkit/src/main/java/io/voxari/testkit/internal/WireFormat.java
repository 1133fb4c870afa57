package io.voxari.testkit.internal;

import java.util.Optional;
import java.util.Set;

/** The audio formats that are simulated, and their ways to and from the µ-law of a telephone. */
enum WireFormat {
    ULAW("ulaw", 160),
    ALAW("alaw", 160),
    SLIN("slin", 320);

    /** Those Asterisk has as well; whatever else is asked for does not exist there either. */
    private static final Set<String> REAL = Set.of(
            "g722", "gsm", "g726", "ilbc", "slin12", "slin16", "slin24", "slin32", "slin44", "slin48", "slin96",
            "slin192", "opus", "g729", "speex");

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
        byte[] wire = new byte[this == SLIN ? ulaw.length * 2 : ulaw.length];
        for (int i = 0; i < ulaw.length; i++) {
            switch (this) {
                case ULAW -> wire[i] = ulaw[i];
                case ALAW -> wire[i] = Ulaw.toAlaw(ulaw[i]);
                case SLIN -> {
                    short linear = Ulaw.decode(ulaw[i]);
                    wire[2 * i] = (byte) linear;
                    wire[2 * i + 1] = (byte) (linear >> 8);
                }
            }
        }
        return wire;
    }

    byte[] toUlaw(byte[] wire) {
        byte[] ulaw = new byte[this == SLIN ? wire.length / 2 : wire.length];
        for (int i = 0; i < ulaw.length; i++) {
            ulaw[i] = switch (this) {
                case ULAW -> wire[i];
                case ALAW -> Ulaw.fromAlaw(wire[i]);
                case SLIN -> Ulaw.encode((short) ((wire[2 * i] & 0xFF) | wire[2 * i + 1] << 8));
            };
        }
        return ulaw;
    }
}
