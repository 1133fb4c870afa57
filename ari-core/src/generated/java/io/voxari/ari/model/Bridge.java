package io.voxari.ari.model;

import io.voxari.ari.internal.Copies;
import io.voxari.ari.internal.Generated;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A bridge: what joins channels so that they hear each other.
 *
 * <p>Model {@code Bridge}. Immutable.
 *
 * @param id the id of the bridge
 * @param technology what does the mixing at present, such as {@code simple_bridge} or {@code softmix}
 * @param bridgeType how the channels hear each other
 * @param bridgeClass what sort of bridge it is, such as {@code stasis}
 * @param creator what made it, such as {@code Stasis}
 * @param name the name that it was given; may be empty
 * @param channels the ids of the channels in it
 * @param videoMode how it chooses whose video is shown; null if absent
 * @param videoSourceId the id of the channel whose video is shown; null if absent
 * @param creationTime when it was made; null if absent
 * @param bridgeVars the variables that were set to be reported (since Asterisk 20.20.0, 22.10.0 and
 *     23.4.0)
 * @param otherFields what came beyond these fields, and values that could not be read, by name on the
 *     wire
 */
@Generated("io.voxari.ari.codegen")
public record Bridge(
        String id,
        String technology,
        BridgeType bridgeType,
        String bridgeClass,
        String creator,
        String name,
        List<String> channels,
        @Nullable String videoMode,
        @Nullable String videoSourceId,
        @Nullable Instant creationTime,
        Map<String, String> bridgeVars,
        Map<String, Object> otherFields) {
    /**
     * Copies lists and maps.
     *
     * @param id the id of the bridge
     * @param technology what does the mixing at present, such as {@code simple_bridge} or {@code softmix}
     * @param bridgeType how the channels hear each other
     * @param bridgeClass what sort of bridge it is, such as {@code stasis}
     * @param creator what made it, such as {@code Stasis}
     * @param name the name that it was given; may be empty
     * @param channels the ids of the channels in it
     * @param videoMode how it chooses whose video is shown; null if absent
     * @param videoSourceId the id of the channel whose video is shown; null if absent
     * @param creationTime when it was made; null if absent
     * @param bridgeVars the variables that were set to be reported (since Asterisk 20.20.0, 22.10.0 and
     *     23.4.0)
     * @param otherFields what came beyond these fields, and values that could not be read, by name on the
     *     wire
     */
    public Bridge {
        channels = Copies.list(channels);
        bridgeVars = Copies.map(bridgeVars);
        otherFields = Copies.map(otherFields);
    }
}
