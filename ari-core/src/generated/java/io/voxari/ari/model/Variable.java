package io.voxari.ari.model;

import io.voxari.ari.internal.Copies;
import io.voxari.ari.internal.Generated;
import java.util.Map;

/**
 * The value of a variable.
 *
 * <p>Model {@code Variable}. Immutable.
 *
 * @param value the value
 * @param otherFields what came beyond these fields, and values that could not be read, by name on the
 *     wire
 */
@Generated("io.voxari.ari.codegen")
public record Variable(String value, Map<String, Object> otherFields) {
    /**
     * Copies lists and maps.
     *
     * @param value the value
     * @param otherFields what came beyond these fields, and values that could not be read, by name on the
     *     wire
     */
    public Variable {
        otherFields = Copies.map(otherFields);
    }
}
