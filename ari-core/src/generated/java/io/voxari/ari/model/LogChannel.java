package io.voxari.ari.model;

import io.voxari.ari.internal.Copies;
import io.voxari.ari.internal.Generated;
import java.util.Map;

/**
 * A log file or other place that log lines go to.
 *
 * <p>Model {@code LogChannel}. Immutable.
 *
 * @param channel the file or place
 * @param type what sort of place it is
 * @param status whether it is written
 * @param configuration the levels it gets
 * @param otherFields what came beyond these fields, and values that could not be read, by name on the
 *     wire
 */
@Generated("io.voxari.ari.codegen")
public record LogChannel(
        String channel, String type, String status, String configuration, Map<String, Object> otherFields) {
    /**
     * Copies lists and maps.
     *
     * @param channel the file or place
     * @param type what sort of place it is
     * @param status whether it is written
     * @param configuration the levels it gets
     * @param otherFields what came beyond these fields, and values that could not be read, by name on the
     *     wire
     */
    public LogChannel {
        otherFields = Copies.map(otherFields);
    }
}
