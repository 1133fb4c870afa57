package io.voxari.ari.model;

import io.voxari.ari.internal.Copies;
import io.voxari.ari.internal.Generated;
import java.util.Map;

/**
 * Who was dialed; holds nothing and is sent nowhere.
 *
 * <p>Model {@code Dialed}. Immutable.
 *
 * @param otherFields what came beyond these fields, and values that could not be read, by name on the
 *     wire
 */
@Generated("io.voxari.ari.codegen")
public record Dialed(Map<String, Object> otherFields) {
    /**
     * Copies lists and maps.
     *
     * @param otherFields what came beyond these fields, and values that could not be read, by name on the
     *     wire
     */
    public Dialed {
        otherFields = Copies.map(otherFields);
    }
}
