package io.voxari.ari;

import io.voxari.ari.model.Channel;
import java.time.Instant;
import java.util.List;

/**
 * After an interruption the channel is there. Told for each channel that a lane had seen events of, and, in a new lane,
 * for each channel in the application that no lane knows: its {@code StasisStart} was missed.
 *
 * @param application the Stasis application
 * @param timestamp when it was found out
 * @param channel the channel as it is now
 * @param inApplication whether it is still in the application. If not, the dialplan or another application has it, and it is
 *     not to be hung up; its {@code dialplan} alone does not tell
 */
public record ChannelResynced(String application, Instant timestamp, Channel channel, boolean inApplication)
        implements ClientEvent {
    @Override
    public List<ResourceId> resources() {
        return List.of(ResourceId.channel(channel.id()));
    }
}
