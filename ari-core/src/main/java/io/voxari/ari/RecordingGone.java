package io.voxari.ari;

import java.time.Instant;
import java.util.List;

/**
 * A recording ended while the connection was interrupted; its {@code RecordingFinished} or {@code RecordingFailed} was
 * missed. Whether there is a file tells {@link Recordings#getStored}.
 *
 * @param application the Stasis application
 * @param timestamp when it was found out
 * @param recordingName the recording's name
 */
public record RecordingGone(String application, Instant timestamp, String recordingName) implements ClientEvent {
    @Override
    public List<ResourceId> resources() {
        return List.of(ResourceId.recording(recordingName));
    }
}
