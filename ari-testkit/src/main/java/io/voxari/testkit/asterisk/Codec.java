package io.voxari.testkit.asterisk;

import io.voxari.testkit.internal.Ulaw;

/** An audio format that a caller can offer; both have one byte for each of 8000 samples in a second. */
public enum Codec {
    /** G.711 µ-law. */
    PCMU(0),
    /** G.711 A-law. What is said and heard is still given as µ-law; the conversion changes samples a little. */
    PCMA(8);

    private final int payloadType;

    Codec(int payloadType) {
        this.payloadType = payloadType;
    }

    int payloadType() {
        return payloadType;
    }

    byte[] fromUlaw(byte[] ulaw) {
        if (this == PCMU) {
            return ulaw;
        }
        byte[] alaw = new byte[ulaw.length];
        for (int i = 0; i < ulaw.length; i++) {
            alaw[i] = Ulaw.toAlaw(ulaw[i]);
        }
        return alaw;
    }

    byte[] toUlaw(byte[] payload) {
        if (this == PCMU) {
            return payload;
        }
        byte[] ulaw = new byte[payload.length];
        for (int i = 0; i < payload.length; i++) {
            ulaw[i] = Ulaw.fromAlaw(payload[i]);
        }
        return ulaw;
    }
}
