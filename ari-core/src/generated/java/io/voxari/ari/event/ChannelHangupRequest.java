package io.voxari.ari.event;

import io.voxari.ari.AriEvent;
import io.voxari.ari.ResourceId;
import io.voxari.ari.internal.Copies;
import io.voxari.ari.internal.Generated;
import io.voxari.ari.internal.Subjects;
import io.voxari.ari.model.Channel;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Someone asked that a channel be hung up; it is not gone yet.
 *
 * <p>Event {@code ChannelHangupRequest}. Immutable.
 *
 * @param cause the Q.850 cause, but for a soft hangup a flag of Asterisk's own; null if absent
 * @param techCause the cause in the channel's own protocol, such as the SIP status; sent only when
 *     something was wrong (since Asterisk 20.17.0, 22.7.0 and 23.1.0); null if absent
 * @param soft whether the channel was only told, and hangs up when it notices
 * @param channel the channel
 * @param application the Stasis application that the event was sent to
 * @param timestamp when it happened by the clock of Asterisk, or null if it did not say
 * @param asteriskId the id of the Asterisk that sent it, or null if it did not say
 * @param otherFields what came beyond these fields, and values that could not be read, by name on the
 *     wire
 * @param raw the message as it was received
 */
@Generated("io.voxari.ari.codegen")
public record ChannelHangupRequest(
        @Nullable Integer cause,
        @Nullable Integer techCause,
        boolean soft,
        Channel channel,
        String application,
        @Nullable Instant timestamp,
        @Nullable String asteriskId,
        Map<String, Object> otherFields,
        String raw)
        implements AriEvent {
    /**
     * Copies lists and maps.
     *
     * @param cause the Q.850 cause, but for a soft hangup a flag of Asterisk's own; null if absent
     * @param techCause the cause in the channel's own protocol, such as the SIP status; sent only when
     *     something was wrong (since Asterisk 20.17.0, 22.7.0 and 23.1.0); null if absent
     * @param soft whether the channel was only told, and hangs up when it notices
     * @param channel the channel
     * @param application the Stasis application that the event was sent to
     * @param timestamp when it happened by the clock of Asterisk, or null if it did not say
     * @param asteriskId the id of the Asterisk that sent it, or null if it did not say
     * @param otherFields what came beyond these fields, and values that could not be read, by name on the
     *     wire
     * @param raw the message as it was received
     */
    public ChannelHangupRequest {
        otherFields = Copies.map(otherFields);
    }

    @Override
    public String type() {
        return "ChannelHangupRequest";
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
        return new Subjects().add(channel).list();
    }
}
