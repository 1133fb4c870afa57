package io.voxari.ari.model;

import io.voxari.ari.internal.Copies;
import io.voxari.ari.internal.Generated;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A recording that is being made, or has just ended.
 *
 * <p>Model {@code LiveRecording}. Immutable.
 *
 * @param name its name
 * @param format the file format
 * @param targetUri what is recorded: {@code channel:id} or {@code bridge:id}
 * @param state how far it has come
 * @param durationSeconds its length in seconds; null if absent
 * @param talkingDurationSeconds how long someone talked, in seconds; only with a silence limit; null
 *     if absent
 * @param silenceDurationSeconds how long it was silent, in seconds; only with a silence limit; null if
 *     absent
 * @param cause why it failed; null if absent
 * @param otherFields what came beyond these fields, and values that could not be read, by name on the
 *     wire
 */
@Generated("io.voxari.ari.codegen")
public record LiveRecording(
        String name,
        String format,
        String targetUri,
        RecordingState state,
        @Nullable Integer durationSeconds,
        @Nullable Integer talkingDurationSeconds,
        @Nullable Integer silenceDurationSeconds,
        @Nullable String cause,
        Map<String, Object> otherFields) {
    /**
     * Copies lists and maps.
     *
     * @param name its name
     * @param format the file format
     * @param targetUri what is recorded: {@code channel:id} or {@code bridge:id}
     * @param state how far it has come
     * @param durationSeconds its length in seconds; null if absent
     * @param talkingDurationSeconds how long someone talked, in seconds; only with a silence limit; null
     *     if absent
     * @param silenceDurationSeconds how long it was silent, in seconds; only with a silence limit; null if
     *     absent
     * @param cause why it failed; null if absent
     * @param otherFields what came beyond these fields, and values that could not be read, by name on the
     *     wire
     */
    public LiveRecording {
        otherFields = Copies.map(otherFields);
    }
}
