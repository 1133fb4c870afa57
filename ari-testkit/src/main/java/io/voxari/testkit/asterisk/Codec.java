package io.voxari.testkit.asterisk;

import io.voxari.testkit.internal.Ulaw;
import java.util.Optional;
import java.util.stream.Stream;

/** An audio format that a caller can offer. Whatever it is, what is said and heard is given as µ-law, 8000 samples a second. */
public enum Codec {
    /** G.711 µ-law. */
    PCMU(0, "PCMU", 1),
    /** G.711 A-law. The conversion changes samples a little. */
    PCMA(8, "PCMA", 1),
    /**
     * Linear samples of 16 bits, 16000 a second, big-endian: Asterisk's {@code slin16}. What a wideband line is to Asterisk;
     * nothing above 4 kHz is said or heard on it all the same. No digits can be pressed with it.
     */
    L16_16K(118, "L16", 2);

    private final int payloadType;
    private final String encodingName;
    private final int samplesForOne;

    /** {@code samplesForOne} is how many samples, and ticks of the time stamp, take the time of one at 8000 a second. */
    Codec(int payloadType, String encodingName, int samplesForOne) {
        this.payloadType = payloadType;
        this.encodingName = encodingName;
        this.samplesForOne = samplesForOne;
    }

    static Optional<Codec> of(int payloadType) {
        return Stream.of(values())
                .filter(codec -> codec.payloadType == payloadType)
                .findFirst();
    }

    int payloadType() {
        return payloadType;
    }

    int samplesForOne() {
        return samplesForOne;
    }

    /** {@return the line of the session description that explains the payload type} */
    String rtpmap() {
        return "a=rtpmap:" + payloadType + " " + encodingName + "/" + 8000 * samplesForOne;
    }

    byte[] fromUlaw(byte[] ulaw) {
        return switch (this) {
            case PCMU -> ulaw;
            case PCMA -> each(ulaw, Ulaw::toAlaw);
            case L16_16K -> widened(ulaw);
        };
    }

    byte[] toUlaw(byte[] payload) {
        return switch (this) {
            case PCMU -> payload;
            case PCMA -> each(payload, Ulaw::fromAlaw);
            case L16_16K -> narrowed(payload);
        };
    }

    private static byte[] each(byte[] bytes, ByteOperator conversion) {
        byte[] converted = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            converted[i] = conversion.apply(bytes[i]);
        }
        return converted;
    }

    /** Each sample, and one halfway to the next. */
    private static byte[] widened(byte[] ulaw) {
        byte[] wide = new byte[4 * ulaw.length];
        for (int i = 0; i < ulaw.length; i++) {
            int here = Ulaw.decode(ulaw[i]);
            int next = i + 1 < ulaw.length ? Ulaw.decode(ulaw[i + 1]) : here;
            put(wide, 4 * i, here);
            put(wide, 4 * i + 2, (here + next) / 2);
        }
        return wide;
    }

    /** The mean of each two samples. */
    private static byte[] narrowed(byte[] wide) {
        byte[] ulaw = new byte[wide.length / 4];
        for (int i = 0; i < ulaw.length; i++) {
            ulaw[i] = Ulaw.encode((sample(wide, 4 * i) + sample(wide, 4 * i + 2)) / 2);
        }
        return ulaw;
    }

    private static void put(byte[] bytes, int at, int sample) {
        bytes[at] = (byte) (sample >> 8);
        bytes[at + 1] = (byte) sample;
    }

    private static int sample(byte[] bytes, int at) {
        return (bytes[at] << 8) | (bytes[at + 1] & 0xFF);
    }

    private interface ByteOperator {
        byte apply(byte value);
    }
}
