package io.voxari.ari;

import java.time.Instant;
import java.util.List;

/**
 * A bridge ended while the connection was interrupted; its {@code BridgeDestroyed} was missed.
 *
 * @param application the Stasis application
 * @param timestamp when it was found out
 * @param bridgeId the bridge's id
 */
public record BridgeGone(String application, Instant timestamp, String bridgeId) implements ClientEvent {
    @Override
    public List<ResourceId> resources() {
        return List.of(ResourceId.bridge(bridgeId));
    }
}
