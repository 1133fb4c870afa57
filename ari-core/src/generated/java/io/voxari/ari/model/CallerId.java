package io.voxari.ari.model;

import io.voxari.ari.internal.Copies;
import io.voxari.ari.internal.Generated;
import java.util.Map;

/**
 * A name and number that identify a party.
 *
 * <p>Model {@code CallerID}. Immutable.
 *
 * @param name the name; may be empty
 * @param number the number; may be empty
 * @param otherFields what came beyond these fields, and values that could not be read, by name on the
 *     wire
 */
@Generated("io.voxari.ari.codegen")
public record CallerId(String name, String number, Map<String, Object> otherFields) {
    /**
     * Copies lists and maps.
     *
     * @param name the name; may be empty
     * @param number the number; may be empty
     * @param otherFields what came beyond these fields, and values that could not be read, by name on the
     *     wire
     */
    public CallerId {
        otherFields = Copies.map(otherFields);
    }
}
