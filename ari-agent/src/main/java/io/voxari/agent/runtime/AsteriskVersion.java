package io.voxari.agent.runtime;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The version of an Asterisk, and what it has of audio over WebSocket.
 *
 * @param major the branch, such as 22
 * @param minor the release of it, such as 10
 */
record AsteriskVersion(int major, int minor) {
    /** The first release with {@code chan_websocket}, by branch. */
    private static final Map<Integer, Integer> MEDIA = Map.of(20, 16, 21, 11, 22, 6, 23, 0);
    /** The first release in which it has marks and speaks JSON; 21 never got them. */
    private static final Map<Integer, Integer> MARKS = Map.of(20, 18, 22, 8, 23, 2);

    private static final int LAST_KNOWN = 23;
    // Also in certified-22.8-cert4; GIT-22-0a1b2c3 has no release.
    private static final Pattern NUMBERS = Pattern.compile("(?<!\\d)(\\d{1,4})\\.(\\d{1,4})");

    /** {@return the version that a text has; empty if it has none, as those of builds from a repository} */
    static Optional<AsteriskVersion> parse(String text) {
        Matcher numbers = NUMBERS.matcher(text);
        return numbers.find() && !text.startsWith("GIT")
                ? Optional.of(
                        new AsteriskVersion(Integer.parseInt(numbers.group(1)), Integer.parseInt(numbers.group(2))))
                : Optional.empty();
    }

    boolean hasMediaWebSocket() {
        return reaches(MEDIA);
    }

    boolean hasMarksAndJson() {
        return reaches(MARKS);
    }

    private boolean reaches(Map<Integer, Integer> first) {
        Integer release = first.get(major);
        return release == null ? major > LAST_KNOWN : minor >= release;
    }
}
