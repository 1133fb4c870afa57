package io.voxari.ari.model;

import io.voxari.ari.internal.Copies;
import io.voxari.ari.internal.Generated;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request over the WebSocket, as it stands on the wire. The client makes these by itself.
 *
 * <p>Model {@code RESTRequest}, since Asterisk 20.14.0, 21.9.0 and 22.4.0. Immutable.
 *
 * @param type the text {@code RESTRequest}
 * @param transactionId an id of our choice that the response repeats
 * @param requestId an id of our choice that the response repeats
 * @param method the HTTP method
 * @param uri the path, without {@code /ari}
 * @param contentType the type of the body; null if absent
 * @param queryStrings the query parameters
 * @param messageBody the body, as text; null if absent
 * @param otherFields what came beyond these fields, and values that could not be read, by name on the
 *     wire
 */
@Generated("io.voxari.ari.codegen")
public record RestRequest(
        String type,
        String transactionId,
        String requestId,
        String method,
        String uri,
        @Nullable String contentType,
        List<RestQueryParameter> queryStrings,
        @Nullable String messageBody,
        Map<String, Object> otherFields) {
    /**
     * Copies lists and maps.
     *
     * @param type the text {@code RESTRequest}
     * @param transactionId an id of our choice that the response repeats
     * @param requestId an id of our choice that the response repeats
     * @param method the HTTP method
     * @param uri the path, without {@code /ari}
     * @param contentType the type of the body; null if absent
     * @param queryStrings the query parameters
     * @param messageBody the body, as text; null if absent
     * @param otherFields what came beyond these fields, and values that could not be read, by name on the
     *     wire
     */
    public RestRequest {
        queryStrings = Copies.list(queryStrings);
        otherFields = Copies.map(otherFields);
    }
}
