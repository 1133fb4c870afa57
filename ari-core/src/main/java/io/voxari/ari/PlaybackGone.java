package io.voxari.ari;

import java.time.Instant;
import java.util.List;

/**
 * A playback ended while the connection was interrupted; its {@code PlaybackFinished} was missed, and whether it failed is
 * not known.
 *
 * @param application the Stasis application
 * @param timestamp when it was found out
 * @param playbackId the playback's id
 */
public record PlaybackGone(String application, Instant timestamp, String playbackId) implements ClientEvent {
    @Override
    public List<ResourceId> resources() {
        return List.of(ResourceId.playback(playbackId));
    }
}
