package io.voxari.agent.runtime;

import io.voxari.agent.AudioFormat;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which name Asterisk has for a format, and which format fits a line. */
final class CallMediaFormats {
    private static final Set<Integer> LINEAR_RATES = Set.of(8_000, 12_000, 16_000, 24_000, 32_000, 48_000);

    /** The channel function that tells what a line carries, such as {@code (ulaw)}. */
    static final String LINE = "CHANNEL(audionativeformat)";

    private static final Pattern LINE_CODEC = Pattern.compile("\\(?([a-z]+[0-9]*?)(12|16|24|32|44|48|96|192)?[|)].*");
    /** What Asterisk says of a channel that has agreed on nothing yet. */
    private static final String NO_CODEC = "nothing";

    private static final Set<String> WIDEBAND = Set.of("g722", "siren7");
    private static final Set<String> FULLBAND = Set.of("opus", "g719");

    private CallMediaFormats() {}

    /**
     * {@return which of an agent's formats a call has: see {@code AgentProfile.of}}
     *
     * @param formats at least one
     * @param line what Asterisk says that the line carries, its first codec the one in use; empty if that is not known
     */
    static AudioFormat fitting(List<AudioFormat> formats, String line) {
        Matcher codec = LINE_CODEC.matcher(line);
        if (formats.size() == 1 || !codec.matches() || codec.group(1).equals(NO_CODEC)) {
            return formats.get(0);
        }
        String family = codec.group(1);
        int rate = rate(family, codec.group(2));
        String name = family + (codec.group(2) == null ? "" : codec.group(2));
        return formats.stream()
                // What it keeps of the line, then whether it is the line's own. Of equals the first is the least.
                .min(Comparator.comparingInt((AudioFormat format) -> -Math.min(format.sampleRateHz(), rate))
                        .thenComparing(format -> !asteriskName(format).equals(name))
                        .thenComparing(AudioFormat::sampleRateHz))
                .orElseThrow();
    }

    private static int rate(String family, @Nullable String thousands) {
        if (WIDEBAND.contains(family)) {
            return 16_000;
        }
        if (FULLBAND.contains(family)) {
            return 48_000;
        }
        if (family.equals("siren14")) {
            return 32_000;
        }
        return thousands == null ? 8_000 : Integer.parseInt(thousands) * 1_000;
    }

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
