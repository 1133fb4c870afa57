package io.voxari.testkit.internal;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What changed between the releases of Asterisk 22 that are simulated. Immutable.
 *
 * <p>What holds for 22.10 was seen; what holds for the others was read in the history of Asterisk's sources.
 *
 * @param minor 6, 8 or 10
 */
record Release(int minor) {
    private static final Pattern KNOWN = Pattern.compile("22\\.(6|8|10)(?:\\.\\d{1,3})?");

    static Release of(String version) {
        Matcher known = KNOWN.matcher(version);
        if (!known.matches()) {
            throw new IllegalArgumentException(
                    "22.6, 22.8 and 22.10 are simulated, and their patches as 22.10.1; not " + version);
        }
        return new Release(Integer.parseInt(known.group(1)));
    }

    /** A media connection says which channel it is of. */
    boolean namesChannels() {
        return minor >= 7;
    }

    /** What the wire said of an end is told beside the cause. */
    boolean tellsTechCauses() {
        return minor >= 7;
    }

    /** Commands are read to their end: before, some were taken for unknown ones, depending on what was in the memory. */
    boolean readsAllCommands() {
        return minor >= 7;
    }

    /** Hello comes before the audio. */
    boolean saysHelloFirst() {
        return minor >= 8;
    }

    /** {@code transport_data}, JSON, marks, and words about mistakes. */
    boolean hasMarks() {
        return minor >= 8;
    }

    /** Who waits too long for an answer is told that as the cause. */
    boolean tellsOfTimeouts() {
        return minor >= 8;
    }

    /** A message in several frames ends the channel. */
    boolean refusesFragments() {
        return minor == 8;
    }

    /** The application may speak only, or listen only. */
    boolean hasDirections() {
        return minor >= 9;
    }

    /** Where the application says nothing there is silence to be heard, and a short rest is filled up with it. */
    boolean fillsWithSilence() {
        return minor < 9;
    }
}
