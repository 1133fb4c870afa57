package io.voxari.ari.model;

import io.voxari.ari.internal.Copies;
import io.voxari.ari.internal.Generated;
import java.util.Map;

/**
 * One parameter of a transfer's target, such as a header.
 *
 * <p>Model {@code AdditionalParam}. Immutable.
 *
 * @param parameterName the name
 * @param parameterValue the value
 * @param otherFields what came beyond these fields, and values that could not be read, by name on the
 *     wire
 */
@Generated("io.voxari.ari.codegen")
public record AdditionalParam(String parameterName, String parameterValue, Map<String, Object> otherFields) {
    /**
     * Copies lists and maps.
     *
     * @param parameterName the name
     * @param parameterValue the value
     * @param otherFields what came beyond these fields, and values that could not be read, by name on the
     *     wire
     */
    public AdditionalParam {
        otherFields = Copies.map(otherFields);
    }
}
