package io.voxari.ari.model;

import io.voxari.ari.internal.Copies;
import io.voxari.ari.internal.Generated;
import java.util.Map;

/**
 * Which Asterisk it is.
 *
 * <p>Model {@code SystemInfo}. Immutable.
 *
 * @param version the version, such as {@code 22.10.1}
 * @param entityId the id of this Asterisk, which its events bear too
 * @param otherFields what came beyond these fields, and values that could not be read, by name on the
 *     wire
 */
@Generated("io.voxari.ari.codegen")
public record SystemInfo(String version, String entityId, Map<String, Object> otherFields) {
    /**
     * Copies lists and maps.
     *
     * @param version the version, such as {@code 22.10.1}
     * @param entityId the id of this Asterisk, which its events bear too
     * @param otherFields what came beyond these fields, and values that could not be read, by name on the
     *     wire
     */
    public SystemInfo {
        otherFields = Copies.map(otherFields);
    }
}
