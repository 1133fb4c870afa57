package io.voxari.ari.model;

import io.voxari.ari.internal.Copies;
import io.voxari.ari.internal.Generated;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A playback to a channel or bridge.
 *
 * <p>Model {@code Playback}. Immutable.
 *
 * @param id its id
 * @param mediaUri what is played
 * @param nextMediaUri what is played next; null if absent
 * @param targetUri what it is played to: {@code channel:id} or {@code bridge:id}
 * @param language the language of sounds; null if absent
 * @param state how far it has come
 * @param otherFields what came beyond these fields, and values that could not be read, by name on the
 *     wire
 */
@Generated("io.voxari.ari.codegen")
public record Playback(
        String id,
        String mediaUri,
        @Nullable String nextMediaUri,
        String targetUri,
        @Nullable String language,
        PlaybackState state,
        Map<String, Object> otherFields) {
    /**
     * Copies lists and maps.
     *
     * @param id its id
     * @param mediaUri what is played
     * @param nextMediaUri what is played next; null if absent
     * @param targetUri what it is played to: {@code channel:id} or {@code bridge:id}
     * @param language the language of sounds; null if absent
     * @param state how far it has come
     * @param otherFields what came beyond these fields, and values that could not be read, by name on the
     *     wire
     */
    public Playback {
        otherFields = Copies.map(otherFields);
    }
}
