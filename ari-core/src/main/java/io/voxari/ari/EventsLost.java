package io.voxari.ari;

import java.time.Instant;
import java.util.List;

/**
 * Events that came while the lane was full were dropped here, between the event before and the one after.
 *
 * @param application the Stasis application
 * @param timestamp when the first of them came
 * @param count how many
 */
public record EventsLost(String application, Instant timestamp, long count) implements ClientEvent {
    @Override
    public List<ResourceId> resources() {
        return List.of();
    }
}
