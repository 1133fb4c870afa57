package io.voxari.ari.model;

import io.voxari.ari.internal.Copies;
import io.voxari.ari.internal.Generated;
import java.util.Map;

/**
 * Where a channel is in the dialplan.
 *
 * <p>Model {@code DialplanCEP}. Immutable.
 *
 * @param context the context
 * @param extension the extension
 * @param priority the priority
 * @param appName the dialplan application that runs; {@code Stasis} while it is with us
 * @param appData what that application was given
 * @param otherFields what came beyond these fields, and values that could not be read, by name on the
 *     wire
 */
@Generated("io.voxari.ari.codegen")
public record DialplanLocation(
        String context,
        String extension,
        long priority,
        String appName,
        String appData,
        Map<String, Object> otherFields) {
    /**
     * Copies lists and maps.
     *
     * @param context the context
     * @param extension the extension
     * @param priority the priority
     * @param appName the dialplan application that runs; {@code Stasis} while it is with us
     * @param appData what that application was given
     * @param otherFields what came beyond these fields, and values that could not be read, by name on the
     *     wire
     */
    public DialplanLocation {
        otherFields = Copies.map(otherFields);
    }
}
