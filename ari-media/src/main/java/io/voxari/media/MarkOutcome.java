package io.voxari.media;

import java.time.Duration;
import java.util.Objects;

/**
 * What became of a mark.
 *
 * @param kind how it ended, and how that is known
 * @param played how far audio had been played then, on the line of audio written
 */
public record MarkOutcome(Kind kind, Duration played) {
    /**
     * Checks the values.
     *
     * @param kind see {@link #kind()}
     * @param played see {@link #played()}
     */
    public MarkOutcome {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(played, "played");
    }

    /** How a mark ended. */
    public enum Kind {
        /** Asterisk reported that the audio before the mark went out. */
        REACHED,
        /** By the clock the audio before the mark went out; this Asterisk does not report marks. */
        ESTIMATED,
        /** An interruption or the end of the session came first. */
        CANCELLED
    }
}
