package io.voxari.ari.event;

import io.voxari.ari.AriEvent;
import io.voxari.ari.ResourceId;
import io.voxari.ari.internal.Copies;
import io.voxari.ari.internal.Generated;
import io.voxari.ari.internal.Subjects;
import io.voxari.ari.model.ReferTo;
import io.voxari.ari.model.ReferredBy;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A phone asks for a transfer that the application has to carry out; only where the variable
 * {@code PJSIP_TRANSFER_HANDLING()} asks for it.
 *
 * <p>Event {@code ChannelTransfer}, since Asterisk 20.13.0, 21.8.0 and 22.3.0. Immutable.
 *
 * @param state how far the transfer has come; null if absent
 * @param referTo where it shall go
 * @param referredBy who asked for it
 * @param application the Stasis application that the event was sent to
 * @param timestamp when it happened by the clock of Asterisk, or null if it did not say
 * @param asteriskId the id of the Asterisk that sent it, or null if it did not say
 * @param otherFields what came beyond these fields, and values that could not be read, by name on the
 *     wire
 * @param raw the message as it was received
 */
@Generated("io.voxari.ari.codegen")
public record ChannelTransfer(
        @Nullable String state,
        ReferTo referTo,
        ReferredBy referredBy,
        String application,
        @Nullable Instant timestamp,
        @Nullable String asteriskId,
        Map<String, Object> otherFields,
        String raw)
        implements AriEvent {
    /**
     * Copies lists and maps.
     *
     * @param state how far the transfer has come; null if absent
     * @param referTo where it shall go
     * @param referredBy who asked for it
     * @param application the Stasis application that the event was sent to
     * @param timestamp when it happened by the clock of Asterisk, or null if it did not say
     * @param asteriskId the id of the Asterisk that sent it, or null if it did not say
     * @param otherFields what came beyond these fields, and values that could not be read, by name on the
     *     wire
     * @param raw the message as it was received
     */
    public ChannelTransfer {
        otherFields = Copies.map(otherFields);
    }

    @Override
    public String type() {
        return "ChannelTransfer";
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
        return new Subjects().add(referredBy).add(referTo).list();
    }
}
