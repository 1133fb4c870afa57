package io.voxari.agent;

import java.time.Duration;
import java.util.Objects;

/**
 * How much of an utterance was heard.
 *
 * <p>Immutable and thread-safe.
 *
 * @param utteranceId the utterance's name
 * @param written how long what was written of it sounds
 * @param played how much of it left Asterisk towards the caller; never more than {@code written}
 * @param interrupted whether it was cut before its end
 * @param measured whether Asterisk confirmed {@code played}; otherwise it is estimated from the clock
 * @param textHeard what was heard of the utterance's {@linkplain Utterance#text text}: all of it unless it was cut, else as far
 *     as {@code played} goes, whole words only; empty without a text, and for an utterance without audio
 */
public record PlaybackOutcome(
        String utteranceId,
        Duration written,
        Duration played,
        boolean interrupted,
        boolean measured,
        String textHeard) {

    /**
     * Checks the parts.
     *
     * @param utteranceId the utterance's name
     * @param written how long what was written of it sounds
     * @param played how much of it left Asterisk towards the caller
     * @param interrupted whether it was cut before its end
     * @param measured whether Asterisk confirmed {@code played}
     * @param textHeard what was heard of its text
     */
    public PlaybackOutcome {
        Objects.requireNonNull(utteranceId, "utteranceId");
        Objects.requireNonNull(written, "written");
        Objects.requireNonNull(played, "played");
        Objects.requireNonNull(textHeard, "textHeard");
    }

    /**
     * Makes the outcome of an utterance without a text.
     *
     * @param utteranceId the utterance's name
     * @param written how long what was written of it sounds
     * @param played how much of it left Asterisk towards the caller
     * @param interrupted whether it was cut before its end
     * @param measured whether Asterisk confirmed {@code played}
     */
    public PlaybackOutcome(
            String utteranceId, Duration written, Duration played, boolean interrupted, boolean measured) {
        this(utteranceId, written, played, interrupted, measured, "");
    }
}
