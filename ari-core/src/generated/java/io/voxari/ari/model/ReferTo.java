package io.voxari.ari.model;

import io.voxari.ari.internal.Copies;
import io.voxari.ari.internal.Generated;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a transfer shall go.
 *
 * <p>Model {@code ReferTo}. Immutable.
 *
 * @param requestedDestination the target that was asked for
 * @param destinationChannel the channel that is to be replaced; null if absent
 * @param connectedChannel the channel that talks to the one to be replaced; null if absent
 * @param bridge the bridge that joins those two; null if absent
 * @param otherFields what came beyond these fields, and values that could not be read, by name on the
 *     wire
 */
@Generated("io.voxari.ari.codegen")
public record ReferTo(
        RequiredDestination requestedDestination,
        @Nullable Channel destinationChannel,
        @Nullable Channel connectedChannel,
        @Nullable Bridge bridge,
        Map<String, Object> otherFields) {
    /**
     * Copies lists and maps.
     *
     * @param requestedDestination the target that was asked for
     * @param destinationChannel the channel that is to be replaced; null if absent
     * @param connectedChannel the channel that talks to the one to be replaced; null if absent
     * @param bridge the bridge that joins those two; null if absent
     * @param otherFields what came beyond these fields, and values that could not be read, by name on the
     *     wire
     */
    public ReferTo {
        otherFields = Copies.map(otherFields);
    }
}
