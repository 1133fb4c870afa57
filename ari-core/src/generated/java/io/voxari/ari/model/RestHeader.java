package io.voxari.ari.model;

import io.voxari.ari.internal.Copies;
import io.voxari.ari.internal.Generated;
import java.util.Map;

/**
 * A header of a request over the WebSocket; sent nowhere.
 *
 * <p>Model {@code RESTHeader}. Immutable.
 *
 * @param name the name
 * @param value the value
 * @param otherFields what came beyond these fields, and values that could not be read, by name on the
 *     wire
 */
@Generated("io.voxari.ari.codegen")
public record RestHeader(String name, String value, Map<String, Object> otherFields) {
    /**
     * Copies lists and maps.
     *
     * @param name the name
     * @param value the value
     * @param otherFields what came beyond these fields, and values that could not be read, by name on the
     *     wire
     */
    public RestHeader {
        otherFields = Copies.map(otherFields);
    }
}
