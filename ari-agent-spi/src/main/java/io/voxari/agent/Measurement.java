package io.voxari.agent;

import java.util.Objects;

/**
 * One measured value.
 *
 * <p>Immutable and thread-safe.
 *
 * @param measure what was measured
 * @param value nanoseconds or a number, as {@link Measure#unit()} says; never negative
 * @param asterisk the name of the Asterisk in our configuration
 * @param workflow the workflow of the call; empty before it is known, and where there is no call
 * @param callId the call; empty where there is none. Not for a tag of a metric: there are as many as calls
 * @param label what distinguishes values of one measure; mostly empty
 */
public record Measurement(Measure measure, long value, String asterisk, String workflow, String callId, String label) {
    /**
     * Checks the parts.
     *
     * @param measure what was measured
     * @param value nanoseconds or a number
     * @param asterisk the name of the Asterisk
     * @param workflow the workflow of the call
     * @param callId the call
     * @param label what distinguishes values of one measure
     */
    public Measurement {
        Objects.requireNonNull(measure, "measure");
        value = Math.max(0, value);
    }
}
