package io.voxari.ari.model;

import io.voxari.ari.internal.Copies;
import io.voxari.ari.internal.Generated;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a ping.
 *
 * <p>Model {@code AsteriskPing}. Immutable.
 *
 * @param asteriskId the id of the Asterisk that answered
 * @param ping the text {@code pong}
 * @param timestamp when it answered, by its own clock; null if absent
 * @param otherFields what came beyond these fields, and values that could not be read, by name on the
 *     wire
 */
@Generated("io.voxari.ari.codegen")
public record AsteriskPing(
        String asteriskId, String ping, @Nullable Instant timestamp, Map<String, Object> otherFields) {
    /**
     * Copies lists and maps.
     *
     * @param asteriskId the id of the Asterisk that answered
     * @param ping the text {@code pong}
     * @param timestamp when it answered, by its own clock; null if absent
     * @param otherFields what came beyond these fields, and values that could not be read, by name on the
     *     wire
     */
    public AsteriskPing {
        otherFields = Copies.map(otherFields);
    }
}
