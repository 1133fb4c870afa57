package io.voxari.ari;

import java.time.Instant;
import java.util.List;

/**
 * The connection was interrupted: what happened in that time to what the lane is bound to is not known. A
 * {@link ChannelResynced}, {@link ChannelGone} or {@link BridgeGone} follows for each channel and bridge that the lane had
 * seen events of.
 *
 * @param application the Stasis application
 * @param timestamp when the connection was open again
 * @param gap the time of which events are missing
 */
public record ConnectionGap(String application, Instant timestamp, ConnectionState.Gap gap) implements ClientEvent {
    @Override
    public List<ResourceId> resources() {
        return List.of();
    }
}
