package io.voxari.ari.model;

import io.voxari.ari.internal.Copies;
import io.voxari.ari.internal.Generated;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who asked for a transfer.
 *
 * <p>Model {@code ReferredBy}. Immutable.
 *
 * @param sourceChannel the channel on which it was asked for
 * @param connectedChannel the channel that talks to that one; null if absent
 * @param bridge the bridge that joins those two; null if absent
 * @param otherFields what came beyond these fields, and values that could not be read, by name on the
 *     wire
 */
@Generated("io.voxari.ari.codegen")
public record ReferredBy(
        Channel sourceChannel,
        @Nullable Channel connectedChannel,
        @Nullable Bridge bridge,
        Map<String, Object> otherFields) {
    /**
     * Copies lists and maps.
     *
     * @param sourceChannel the channel on which it was asked for
     * @param connectedChannel the channel that talks to that one; null if absent
     * @param bridge the bridge that joins those two; null if absent
     * @param otherFields what came beyond these fields, and values that could not be read, by name on the
     *     wire
     */
    public ReferredBy {
        otherFields = Copies.map(otherFields);
    }
}
