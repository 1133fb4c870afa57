package io.voxari.ari.model;

import io.voxari.ari.internal.Copies;
import io.voxari.ari.internal.Generated;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How an Asterisk is set up.
 *
 * <p>Model {@code ConfigInfo}. Immutable.
 *
 * @param name the name it was given
 * @param defaultLanguage the language of sounds
 * @param maxChannels the most channels that it allows; null if absent
 * @param maxOpenFiles the most files and sockets that it allows; null if absent
 * @param maxLoad the load above which it takes no calls; null if absent
 * @param setId the user and group that it runs as
 * @param otherFields what came beyond these fields, and values that could not be read, by name on the
 *     wire
 */
@Generated("io.voxari.ari.codegen")
public record ConfigInfo(
        String name,
        String defaultLanguage,
        @Nullable Integer maxChannels,
        @Nullable Integer maxOpenFiles,
        @Nullable Double maxLoad,
        SetId setId,
        Map<String, Object> otherFields) {
    /**
     * Copies lists and maps.
     *
     * @param name the name it was given
     * @param defaultLanguage the language of sounds
     * @param maxChannels the most channels that it allows; null if absent
     * @param maxOpenFiles the most files and sockets that it allows; null if absent
     * @param maxLoad the load above which it takes no calls; null if absent
     * @param setId the user and group that it runs as
     * @param otherFields what came beyond these fields, and values that could not be read, by name on the
     *     wire
     */
    public ConfigInfo {
        otherFields = Copies.map(otherFields);
    }
}
