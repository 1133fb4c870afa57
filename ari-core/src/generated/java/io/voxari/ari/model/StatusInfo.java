package io.voxari.ari.model;

import io.voxari.ari.internal.Copies;
import io.voxari.ari.internal.Generated;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Since when an Asterisk runs.
 *
 * <p>Model {@code StatusInfo}. Immutable.
 *
 * @param startupTime when it was started; null if absent
 * @param lastReloadTime when its configuration was last read; null if absent
 * @param otherFields what came beyond these fields, and values that could not be read, by name on the
 *     wire
 */
@Generated("io.voxari.ari.codegen")
public record StatusInfo(
        @Nullable Instant startupTime, @Nullable Instant lastReloadTime, Map<String, Object> otherFields) {
    /**
     * Copies lists and maps.
     *
     * @param startupTime when it was started; null if absent
     * @param lastReloadTime when its configuration was last read; null if absent
     * @param otherFields what came beyond these fields, and values that could not be read, by name on the
     *     wire
     */
    public StatusInfo {
        otherFields = Copies.map(otherFields);
    }
}
