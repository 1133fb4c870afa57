package io.voxari.ari.model;

import io.voxari.ari.internal.Copies;
import io.voxari.ari.internal.Generated;
import java.util.Map;

/**
 * A query parameter of a request over the WebSocket.
 *
 * <p>Model {@code RESTQueryStringParameter}. Immutable.
 *
 * @param name the name
 * @param value the value
 * @param otherFields what came beyond these fields, and values that could not be read, by name on the
 *     wire
 */
@Generated("io.voxari.ari.codegen")
public record RestQueryParameter(String name, String value, Map<String, Object> otherFields) {
    /**
     * Copies lists and maps.
     *
     * @param name the name
     * @param value the value
     * @param otherFields what came beyond these fields, and values that could not be read, by name on the
     *     wire
     */
    public RestQueryParameter {
        otherFields = Copies.map(otherFields);
    }
}
