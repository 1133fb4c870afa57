package io.voxari.testkit.internal;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import okio.ByteString;

/** A recording that is kept, in µ-law whatever its format. Immutable. */
final class RecordingFile {
    private static final int WAV_HEADER_BYTES = 44;
    private static final int RATE = 8_000;
    /** Those Asterisk writes as well; whatever else is asked for it does not know. */
    private static final Set<String> REAL =
            Set.of("alaw", "g722", "gsm", "pcm", "sln", "sln16", "ul", "wav16", "wav49", "WAV", "ogg", "siren7");

    final Format format;
    private final byte[] ulaw;

    /** The file formats that are simulated. */
    enum Format {
        WAV("wav"),
        ULAW("ulaw");

        final String asteriskName;

        Format(String asteriskName) {
            this.asteriskName = asteriskName;
        }

        /** Empty when Asterisk has no such format. */
        static Optional<Format> of(String name) {
            for (Format format : values()) {
                if (format.asteriskName.equals(name)) {
                    return Optional.of(format);
                }
            }
            if (REAL.contains(name)) {
                throw new UnsupportedOperationException("the file format " + name);
            }
            return Optional.empty();
        }
    }

    RecordingFile(Format format, byte[] ulaw) {
        this.format = format;
        this.ulaw = ulaw;
    }

    byte[] audio() {
        return ulaw.clone();
    }

    String contentType() {
        return "audio/" + format.asteriskName;
    }

    ByteString bytes() {
        return format == Format.WAV ? ByteString.of(wav()) : ByteString.of(ulaw);
    }

    private byte[] wav() {
        int dataBytes = ulaw.length * 2;
        ByteBuffer wav = ByteBuffer.allocate(WAV_HEADER_BYTES + dataBytes).order(ByteOrder.LITTLE_ENDIAN);
        word(wav, "RIFF").putInt(WAV_HEADER_BYTES - 8 + dataBytes);
        word(wav, "WAVE");
        word(wav, "fmt ").putInt(16).putShort((short) 1).putShort((short) 1);
        wav.putInt(RATE).putInt(RATE * 2).putShort((short) 2).putShort((short) 16);
        word(wav, "data").putInt(dataBytes);
        for (byte sample : ulaw) {
            wav.putShort(Ulaw.decode(sample));
        }
        return wav.array();
    }

    private static ByteBuffer word(ByteBuffer wav, String word) {
        return wav.put(word.getBytes(StandardCharsets.US_ASCII));
    }

    Map<String, Object> json(String name) {
        return Json.of("name", name, "format", format.asteriskName);
    }
}
