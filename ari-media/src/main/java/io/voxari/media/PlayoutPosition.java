package io.voxari.media;

import java.time.Duration;

/**
 * How far a playout is, on the line of all audio written.
 *
 * @param written the end of what was written
 * @param sent the end of what was sent to Asterisk
 * @param played the end of what Asterisk has played: by the clock, corrected by each report of Asterisk. Never beyond
 *     {@code sent}
 */
public record PlayoutPosition(Duration written, Duration sent, Duration played) {}
