package io.voxari.ari;

import java.time.Instant;
import java.util.List;

/**
 * The connection was interrupted: what happened in that time to what the lane is bound to is not known. A
 * {@link ChannelResynced} or {@link ChannelGone} follows for each channel that the lane had seen events of, and a
 * {@link BridgeGone}, {@link PlaybackGone} or {@link RecordingGone} for what else of that kind ended meanwhile.
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
