package io.voxari.ari.model;

import io.voxari.ari.internal.Copies;
import io.voxari.ari.internal.Generated;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What Asterisk tells about itself; a part that was not asked for is null.
 *
 * <p>Model {@code AsteriskInfo}. Immutable.
 *
 * @param build how it was built; null if absent
 * @param system which version it is; null if absent
 * @param config how it is set up; null if absent
 * @param status since when it runs; null if absent
 * @param otherFields what came beyond these fields, and values that could not be read, by name on the
 *     wire
 */
@Generated("io.voxari.ari.codegen")
public record AsteriskInfo(
        @Nullable BuildInfo build,
        @Nullable SystemInfo system,
        @Nullable ConfigInfo config,
        @Nullable StatusInfo status,
        Map<String, Object> otherFields) {
    /**
     * Copies lists and maps.
     *
     * @param build how it was built; null if absent
     * @param system which version it is; null if absent
     * @param config how it is set up; null if absent
     * @param status since when it runs; null if absent
     * @param otherFields what came beyond these fields, and values that could not be read, by name on the
     *     wire
     */
    public AsteriskInfo {
        otherFields = Copies.map(otherFields);
    }
}
