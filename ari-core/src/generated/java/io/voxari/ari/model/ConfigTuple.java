package io.voxari.ari.model;

import io.voxari.ari.internal.Copies;
import io.voxari.ari.internal.Generated;
import java.util.Map;

/**
 * One attribute of an object of dynamic configuration.
 *
 * <p>Model {@code ConfigTuple}. Immutable.
 *
 * @param attribute the name of the attribute
 * @param value its value
 * @param otherFields what came beyond these fields, and values that could not be read, by name on the
 *     wire
 */
@Generated("io.voxari.ari.codegen")
public record ConfigTuple(String attribute, String value, Map<String, Object> otherFields) {
    /**
     * Copies lists and maps.
     *
     * @param attribute the name of the attribute
     * @param value its value
     * @param otherFields what came beyond these fields, and values that could not be read, by name on the
     *     wire
     */
    public ConfigTuple {
        otherFields = Copies.map(otherFields);
    }
}
