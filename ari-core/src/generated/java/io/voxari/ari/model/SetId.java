package io.voxari.ari.model;

import io.voxari.ari.internal.Copies;
import io.voxari.ari.internal.Generated;
import java.util.Map;

/**
 * The user and group that Asterisk runs as.
 *
 * <p>Model {@code SetId}. Immutable.
 *
 * @param user the user
 * @param group the group
 * @param otherFields what came beyond these fields, and values that could not be read, by name on the
 *     wire
 */
@Generated("io.voxari.ari.codegen")
public record SetId(String user, String group, Map<String, Object> otherFields) {
    /**
     * Copies lists and maps.
     *
     * @param user the user
     * @param group the group
     * @param otherFields what came beyond these fields, and values that could not be read, by name on the
     *     wire
     */
    public SetId {
        otherFields = Copies.map(otherFields);
    }
}
