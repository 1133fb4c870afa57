package io.voxari.ari.model;

import io.voxari.ari.internal.Copies;
import io.voxari.ari.internal.Generated;
import java.util.List;
import java.util.Map;

/**
 * A Stasis application and what it is subscribed to.
 *
 * <p>Model {@code Application}. Immutable.
 *
 * @param name the name of the application
 * @param channelIds the ids of the channels it gets events of
 * @param bridgeIds the ids of the bridges it gets events of
 * @param endpointIds the endpoints it gets events of, as technology and name
 * @param deviceNames the devices it gets events of
 * @param eventsAllowed the event types that its filter lets through; all when empty
 * @param eventsDisallowed the event types that its filter holds back
 * @param otherFields what came beyond these fields, and values that could not be read, by name on the
 *     wire
 */
@Generated("io.voxari.ari.codegen")
public record Application(
        String name,
        List<String> channelIds,
        List<String> bridgeIds,
        List<String> endpointIds,
        List<String> deviceNames,
        List<Map<String, Object>> eventsAllowed,
        List<Map<String, Object>> eventsDisallowed,
        Map<String, Object> otherFields) {
    /**
     * Copies lists and maps.
     *
     * @param name the name of the application
     * @param channelIds the ids of the channels it gets events of
     * @param bridgeIds the ids of the bridges it gets events of
     * @param endpointIds the endpoints it gets events of, as technology and name
     * @param deviceNames the devices it gets events of
     * @param eventsAllowed the event types that its filter lets through; all when empty
     * @param eventsDisallowed the event types that its filter holds back
     * @param otherFields what came beyond these fields, and values that could not be read, by name on the
     *     wire
     */
    public Application {
        channelIds = Copies.list(channelIds);
        bridgeIds = Copies.list(bridgeIds);
        endpointIds = Copies.list(endpointIds);
        deviceNames = Copies.list(deviceNames);
        eventsAllowed = Copies.list(eventsAllowed);
        eventsDisallowed = Copies.list(eventsDisallowed);
        otherFields = Copies.map(otherFields);
    }
}
