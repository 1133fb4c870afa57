package io.voxari.ari.model;

import io.voxari.ari.internal.Copies;
import io.voxari.ari.internal.Generated;
import java.util.Map;

/**
 * A module of Asterisk.
 *
 * <p>Model {@code Module}. Immutable.
 *
 * @param name its file name
 * @param description what it is for, in a few words
 * @param useCount how many users it has at present
 * @param status whether it runs
 * @param supportLevel how well it is supported
 * @param otherFields what came beyond these fields, and values that could not be read, by name on the
 *     wire
 */
@Generated("io.voxari.ari.codegen")
public record AsteriskModule(
        String name,
        String description,
        int useCount,
        String status,
        String supportLevel,
        Map<String, Object> otherFields) {
    /**
     * Copies lists and maps.
     *
     * @param name its file name
     * @param description what it is for, in a few words
     * @param useCount how many users it has at present
     * @param status whether it runs
     * @param supportLevel how well it is supported
     * @param otherFields what came beyond these fields, and values that could not be read, by name on the
     *     wire
     */
    public AsteriskModule {
        otherFields = Copies.map(otherFields);
    }
}
