package io.voxari.ari.event;

import io.voxari.ari.AriEvent;
import io.voxari.ari.ResourceId;
import io.voxari.ari.internal.Copies;
import io.voxari.ari.internal.Generated;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The response to a request over the WebSocket. The client takes these by itself.
 *
 * <p>Event {@code RESTResponse}, since Asterisk 20.14.0, 21.9.0 and 22.4.0. Immutable.
 *
 * @param transactionId the id that the request bore
 * @param requestId the id that the request bore
 * @param statusCode the HTTP status
 * @param reasonPhrase the status in words
 * @param uri the path that was asked for, without its query
 * @param contentType the type of the body; null if absent
 * @param messageBody the body, as text; null if absent
 * @param application the Stasis application that the event was sent to
 * @param timestamp when it happened by the clock of Asterisk, or null if it did not say
 * @param asteriskId the id of the Asterisk that sent it, or null if it did not say
 * @param otherFields what came beyond these fields, and values that could not be read, by name on the
 *     wire
 * @param raw the message as it was received
 */
@Generated("io.voxari.ari.codegen")
public record RestResponse(
        String transactionId,
        String requestId,
        int statusCode,
        String reasonPhrase,
        String uri,
        @Nullable String contentType,
        @Nullable String messageBody,
        String application,
        @Nullable Instant timestamp,
        @Nullable String asteriskId,
        Map<String, Object> otherFields,
        String raw)
        implements AriEvent {
    /**
     * Copies lists and maps.
     *
     * @param transactionId the id that the request bore
     * @param requestId the id that the request bore
     * @param statusCode the HTTP status
     * @param reasonPhrase the status in words
     * @param uri the path that was asked for, without its query
     * @param contentType the type of the body; null if absent
     * @param messageBody the body, as text; null if absent
     * @param application the Stasis application that the event was sent to
     * @param timestamp when it happened by the clock of Asterisk, or null if it did not say
     * @param asteriskId the id of the Asterisk that sent it, or null if it did not say
     * @param otherFields what came beyond these fields, and values that could not be read, by name on the
     *     wire
     * @param raw the message as it was received
     */
    public RestResponse {
        otherFields = Copies.map(otherFields);
    }

    @Override
    public String type() {
        return "RESTResponse";
    }

    /**
     * The type and the message as it was received.
     */
    @Override
    public String toString() {
        return type() + raw;
    }

    @Override
    public List<ResourceId> resources() {
        return List.of();
    }
}
