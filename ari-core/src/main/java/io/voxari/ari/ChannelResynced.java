package io.voxari.ari;

import java.time.Instant;
import java.util.List;

/**
 * After an interruption the channel is there. Told for each channel that a lane had seen events of, and, in a new lane,
 * for each channel in the application that no lane knows: its {@code StasisStart} was missed.
 *
 * @param application the Stasis application
 * @param timestamp when it was found out
 * @param channelId the channel's unique id
 */
public record ChannelResynced(String application, Instant timestamp, String channelId) implements ClientEvent {
    @Override
    public List<ResourceId> resources() {
        return List.of(ResourceId.channel(channelId));
    }
}
