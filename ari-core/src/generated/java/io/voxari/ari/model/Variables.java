package io.voxari.ari.model;

import io.voxari.ari.internal.Copies;
import io.voxari.ari.internal.Generated;
import java.util.Map;

/**
 * The values of several variables.
 *
 * <p>Model {@code Variables}, since Asterisk 20.20.0, 22.10.0 and 23.4.0. Immutable.
 *
 * @param variables the values by name
 * @param otherFields what came beyond these fields, and values that could not be read, by name on the
 *     wire
 */
@Generated("io.voxari.ari.codegen")
public record Variables(Map<String, Object> variables, Map<String, Object> otherFields) {
    /**
     * Copies lists and maps.
     *
     * @param variables the values by name
     * @param otherFields what came beyond these fields, and values that could not be read, by name on the
     *     wire
     */
    public Variables {
        variables = Copies.map(variables);
        otherFields = Copies.map(otherFields);
    }
}
