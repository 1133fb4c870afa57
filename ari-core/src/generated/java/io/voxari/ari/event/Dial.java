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
 * Something happened while a channel is being dialed.
 *
 * <p>Event {@code Dial}. Immutable.
 *
 * @param caller the channel on whose behalf it is dialed; null if absent
 * @param peer the channel that is dialed
 * @param forward where the dialed party sends the call; null if absent
 * @param forwarded the channel that the call was forwarded to; null if absent
 * @param dialString what was dialed; null if absent
 * @param dialStatus what happened: empty at the beginning, then {@code RINGING}, {@code PROGRESS},
 *     {@code ANSWER}, {@code BUSY}, {@code NOANSWER} and the like
 * @param application the Stasis application that the event was sent to
 * @param timestamp when it happened by the clock of Asterisk, or null if it did not say
 * @param asteriskId the id of the Asterisk that sent it, or null if it did not say
 * @param otherFields what came beyond these fields, and values that could not be read, by name on the
 *     wire
 * @param raw the message as it was received
 */
@Generated("io.voxari.ari.codegen")
public record Dial(
        @Nullable Channel caller,
        Channel peer,
        @Nullable String forward,
        @Nullable Channel forwarded,
        @Nullable String dialString,
        String dialStatus,
        String application,
        @Nullable Instant timestamp,
        @Nullable String asteriskId,
        Map<String, Object> otherFields,
        String raw)
        implements AriEvent {
    /**
     * Copies lists and maps.
     *
     * @param caller the channel on whose behalf it is dialed; null if absent
     * @param peer the channel that is dialed
     * @param forward where the dialed party sends the call; null if absent
     * @param forwarded the channel that the call was forwarded to; null if absent
     * @param dialString what was dialed; null if absent
     * @param dialStatus what happened: empty at the beginning, then {@code RINGING}, {@code PROGRESS},
     *     {@code ANSWER}, {@code BUSY}, {@code NOANSWER} and the like
     * @param application the Stasis application that the event was sent to
     * @param timestamp when it happened by the clock of Asterisk, or null if it did not say
     * @param asteriskId the id of the Asterisk that sent it, or null if it did not say
     * @param otherFields what came beyond these fields, and values that could not be read, by name on the
     *     wire
     * @param raw the message as it was received
     */
    public Dial {
        otherFields = Copies.map(otherFields);
    }

    @Override
    public String type() {
        return "Dial";
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
        return new Subjects().add(peer).add(caller).add(forwarded).list();
    }
}
