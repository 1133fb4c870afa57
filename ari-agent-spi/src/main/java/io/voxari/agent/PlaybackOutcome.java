package io.voxari.agent;

import java.time.Duration;

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
 */
public record PlaybackOutcome(
        String utteranceId, Duration written, Duration played, boolean interrupted, boolean measured) {}
