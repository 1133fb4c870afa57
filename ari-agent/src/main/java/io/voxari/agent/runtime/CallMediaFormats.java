package io.voxari.agent.runtime;

import io.voxari.agent.AudioFormat;
import java.util.Set;

/** Which name Asterisk has for a format. */
final class CallMediaFormats {
    private static final Set<Integer> LINEAR_RATES = Set.of(8_000, 12_000, 16_000, 24_000, 32_000, 48_000);

    private CallMediaFormats() {}

    /**
     * {@return the {@code format} of an external media request}
     *
     * @throws IllegalArgumentException if Asterisk has no such format
     */
    static String asteriskName(AudioFormat format) {
        if (format.equals(AudioFormat.ULAW_8K)) {
            return "ulaw";
        }
        if (format.equals(AudioFormat.ALAW_8K)) {
            return "alaw";
        }
        if (format.encoding() == AudioFormat.Encoding.PCM16LE && LINEAR_RATES.contains(format.sampleRateHz())) {
            return format.sampleRateHz() == 8_000 ? "slin" : "slin" + format.sampleRateHz() / 1_000;
        }
        throw new IllegalArgumentException("Asterisk's media WebSocket has no format for " + format
                + "; use µ-law or A-law at 8 kHz, or 16-bit linear at 8, 12, 16, 24, 32 or 48 kHz");
    }
}
