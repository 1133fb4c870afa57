package io.voxari.ari.event;

import io.voxari.ari.AriEvent;
import io.voxari.ari.ResourceId;
import io.voxari.ari.internal.Copies;
import io.voxari.ari.internal.Generated;
import io.voxari.ari.internal.Subjects;
import io.voxari.ari.model.Bridge;
import io.voxari.ari.model.Channel;
import io.voxari.ari.model.Endpoint;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An event that an application or the dialplan made up.
 *
 * <p>Event {@code ChannelUserevent}. Immutable.
 *
 * @param eventName its name
 * @param channel the channel; null if absent
 * @param bridge the bridge; null if absent
 * @param endpoint the endpoint; null if absent
 * @param userEvent what it says, by name
 * @param application the Stasis application that the event was sent to
 * @param timestamp when it happened by the clock of Asterisk, or null if it did not say
 * @param asteriskId the id of the Asterisk that sent it, or null if it did not say
 * @param otherFields what came beyond these fields, and values that could not be read, by name on the
 *     wire
 * @param raw the message as it was received
 */
@Generated("io.voxari.ari.codegen")
public record ChannelUserevent(
        String eventName,
        @Nullable Channel channel,
        @Nullable Bridge bridge,
        @Nullable Endpoint endpoint,
        Map<String, Object> userEvent,
        String application,
        @Nullable Instant timestamp,
        @Nullable String asteriskId,
        Map<String, Object> otherFields,
        String raw)
        implements AriEvent {
    /**
     * Copies lists and maps.
     *
     * @param eventName its name
     * @param channel the channel; null if absent
     * @param bridge the bridge; null if absent
     * @param endpoint the endpoint; null if absent
     * @param userEvent what it says, by name
     * @param application the Stasis application that the event was sent to
     * @param timestamp when it happened by the clock of Asterisk, or null if it did not say
     * @param asteriskId the id of the Asterisk that sent it, or null if it did not say
     * @param otherFields what came beyond these fields, and values that could not be read, by name on the
     *     wire
     * @param raw the message as it was received
     */
    public ChannelUserevent {
        userEvent = Copies.map(userEvent);
        otherFields = Copies.map(otherFields);
    }

    @Override
    public String type() {
        return "ChannelUserevent";
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
        return new Subjects().add(channel).add(bridge).add(endpoint).list();
    }
}
