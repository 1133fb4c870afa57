package io.voxari.ari;

import java.time.Instant;
import java.util.List;

/**
 * A channel ended while the connection was interrupted; its {@code StasisEnd} and {@code ChannelDestroyed} were missed, and
 * its hang-up cause is not known.
 *
 * @param application the Stasis application
 * @param timestamp when it was found out
 * @param channelId the channel's unique id
 */
public record ChannelGone(String application, Instant timestamp, String channelId) implements ClientEvent {
    @Override
    public List<ResourceId> resources() {
        return List.of(ResourceId.channel(channelId));
    }
}
