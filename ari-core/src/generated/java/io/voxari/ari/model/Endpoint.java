package io.voxari.ari.model;

import io.voxari.ari.internal.Copies;
import io.voxari.ari.internal.Generated;
import java.util.List;
import java.util.Map;

/**
 * A phone or trunk that Asterisk is configured with.
 *
 * <p>Model {@code Endpoint}. Immutable.
 *
 * @param technology the technology, such as {@code PJSIP}
 * @param resource the name within the technology
 * @param state whether it can be reached
 * @param channelIds the ids of the channels that it has
 * @param otherFields what came beyond these fields, and values that could not be read, by name on the
 *     wire
 */
@Generated("io.voxari.ari.codegen")
public record Endpoint(
        String technology,
        String resource,
        EndpointState state,
        List<String> channelIds,
        Map<String, Object> otherFields) {
    /**
     * Copies lists and maps.
     *
     * @param technology the technology, such as {@code PJSIP}
     * @param resource the name within the technology
     * @param state whether it can be reached
     * @param channelIds the ids of the channels that it has
     * @param otherFields what came beyond these fields, and values that could not be read, by name on the
     *     wire
     */
    public Endpoint {
        channelIds = Copies.list(channelIds);
        otherFields = Copies.map(otherFields);
    }
}
