package io.voxari.ari.model;

import io.voxari.ari.internal.Copies;
import io.voxari.ari.internal.Generated;
import java.util.Map;

/**
 * A text message that came.
 *
 * <p>Model {@code TextMessage}. Immutable.
 *
 * @param from whom it came from
 * @param to whom it is for
 * @param body the text
 * @param variables what the technology said along with it, such as headers
 * @param otherFields what came beyond these fields, and values that could not be read, by name on the
 *     wire
 */
@Generated("io.voxari.ari.codegen")
public record TextMessage(
        String from, String to, String body, Map<String, Object> variables, Map<String, Object> otherFields) {
    /**
     * Copies lists and maps.
     *
     * @param from whom it came from
     * @param to whom it is for
     * @param body the text
     * @param variables what the technology said along with it, such as headers
     * @param otherFields what came beyond these fields, and values that could not be read, by name on the
     *     wire
     */
    public TextMessage {
        variables = Copies.map(variables);
        otherFields = Copies.map(otherFields);
    }
}
