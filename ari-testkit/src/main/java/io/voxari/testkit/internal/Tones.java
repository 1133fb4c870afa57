package io.voxari.testkit.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A row of tones as {@code indications.conf} writes it: {@code 440+480/2000,0/4000}; the parts behind the last one that has
 * a {@code !} before it come again and again. Immutable.
 */
final class Tones implements Prompt {
    private static final Pattern PART = Pattern.compile("(!?)(\\d{1,5})(?:[+*](\\d{1,5}))?(?:/(\\d{1,6}))?");
    private static final int SAMPLES_PER_MILLI = 8;
    /** Those of the zone {@code us}, which Asterisk has built in as its configuration here. */
    private static final Map<String, String> NAMED = Map.of(
            "dial", "350+440",
            "busy", "480+620/500,0/500",
            "ring", "440+480/2000,0/4000",
            "congestion", "480+620/250,0/250");

    private record Part(boolean isOnce, List<Integer> hz, int samples) {}

    private final List<Part> once = new ArrayList<>();
    private final List<Part> again = new ArrayList<>();

    private Tones(List<Part> parts) {
        parts.forEach(part -> (part.isOnce ? once : again).add(part));
    }

    /** Empty when Asterisk knows no such tone. */
    static Optional<Tones> of(String text) {
        String name = text.split(";", 2)[0];
        List<Part> parts = new ArrayList<>();
        for (String one : NAMED.getOrDefault(name, name).split(",", -1)) {
            Matcher part = PART.matcher(one);
            if (!part.matches()) {
                return Optional.empty();
            }
            int first = Integer.parseInt(part.group(2));
            List<Integer> hz = part.group(3) == null ? List.of(first) : List.of(first, Integer.parseInt(part.group(3)));
            int millis = part.group(4) == null ? 1_000 : Integer.parseInt(part.group(4));
            parts.add(new Part(!part.group(1).isEmpty(), hz, Math.max(1, millis) * SAMPLES_PER_MILLI));
        }
        return Optional.of(new Tones(parts));
    }

    @Override
    public byte[] frame(int index) {
        int at = index * FRAME_SAMPLES;
        byte[] frame = Prompt.silence().frame(0);
        for (int i = 0; i < FRAME_SAMPLES; ) {
            int sample = at + i;
            int start = 0;
            Part sounding = null;
            for (Part part : once) {
                if (sample >= start && sample < start + part.samples) {
                    sounding = part;
                    break;
                }
                start += part.samples;
            }
            int round = again.stream().mapToInt(Part::samples).sum();
            if (sounding == null && round > 0) {
                start += (sample - start) / round * round;
                for (Part part : again) {
                    if (sample < start + part.samples) {
                        sounding = part;
                        break;
                    }
                    start += part.samples;
                }
            }
            if (sounding == null) {
                return frame;
            }
            int length = Math.min(FRAME_SAMPLES - i, start + sounding.samples - sample);
            if (sounding.hz.get(0) > 0) {
                System.arraycopy(
                        Prompt.tone(
                                sample,
                                length,
                                sounding.hz.stream().mapToInt(Integer::intValue).toArray()),
                        0,
                        frame,
                        i,
                        length);
            }
            i += length;
        }
        return frame;
    }
}
