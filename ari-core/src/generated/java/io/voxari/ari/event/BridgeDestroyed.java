package io.voxari.ari.event;

import io.voxari.ari.AriEvent;
import io.voxari.ari.ResourceId;
import io.voxari.ari.internal.Copies;
import io.voxari.ari.internal.Generated;
import io.voxari.ari.internal.Subjects;
import io.voxari.ari.model.Bridge;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A bridge is gone.
 *
 * <p>Event {@code BridgeDestroyed}. Immutable.
 *
 * @param bridge the bridge
 * @param application the Stasis application that the event was sent to
 * @param timestamp when it happened by the clock of Asterisk, or null if it did not say
 * @param asteriskId the id of the Asterisk that sent it, or null if it did not say
 * @param otherFields what came beyond these fields, and values that could not be read, by name on the
 *     wire
 * @param raw the message as it was received
 */
@Generated("io.voxari.ari.codegen")
public record BridgeDestroyed(
        Bridge bridge,
        String application,
        @Nullable Instant timestamp,
        @Nullable String asteriskId,
        Map<String, Object> otherFields,
        String raw)
        implements AriEvent {
    /**
     * Copies lists and maps.
     *
     * @param bridge the bridge
     * @param application the Stasis application that the event was sent to
     * @param timestamp when it happened by the clock of Asterisk, or null if it did not say
     * @param asteriskId the id of the Asterisk that sent it, or null if it did not say
     * @param otherFields what came beyond these fields, and values that could not be read, by name on the
     *     wire
     * @param raw the message as it was received
     */
    public BridgeDestroyed {
        otherFields = Copies.map(otherFields);
    }

    @Override
    public String type() {
        return "BridgeDestroyed";
    }

    /**
     * The type and the message as it was received.
     */
    @Override
    public String toString() {
        return type() + raw;
    }

    @Override
    public List<ResourceId> resources() {
        return new Subjects().add(bridge).list();
    }
}
