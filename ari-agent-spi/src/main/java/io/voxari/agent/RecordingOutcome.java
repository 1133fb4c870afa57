package io.voxari.agent;

import java.time.Duration;
import java.util.Objects;

/**
 * What came of a recording.
 *
 * <p>Immutable and thread-safe.
 *
 * @param isComplete whether all of it was written
 * @param length how long it is; for one of Asterisk's how long it ran
 * @param detail what went wrong: why it is not complete, or that Asterisk did not pause it, or that this process stood still
 *     for a while and audio may be missing; empty if nothing did
 */
public record RecordingOutcome(boolean isComplete, Duration length, String detail) {
    /**
     * Checks the parts.
     *
     * @param isComplete whether all of it was written
     * @param length how long it is
     * @param detail what went wrong
     */
    public RecordingOutcome {
        Objects.requireNonNull(length, "length");
        Objects.requireNonNull(detail, "detail");
    }
}
