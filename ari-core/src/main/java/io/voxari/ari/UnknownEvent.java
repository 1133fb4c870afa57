package io.voxari.ari;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An event of a type that this version of the library does not know. All its own fields are in {@link #otherFields()}.
 *
 * @param type the type as Asterisk names it; empty if the message had none
 * @param application the Stasis application that the event was sent to; empty if the message did not say
 * @param timestamp when it happened by the clock of Asterisk, or null if the message did not say
 * @param asteriskId the id of the Asterisk that sent it, or null if the message did not say
 * @param otherFields every other field of the message, by its name on the wire
 * @param resources the channel, bridge, playback and so on that were found under the usual names
 * @param raw the message as it was received
 */
public record UnknownEvent(
        String type,
        String application,
        @Nullable Instant timestamp,
        @Nullable String asteriskId,
        Map<String, Object> otherFields,
        List<ResourceId> resources,
        String raw)
        implements AriEvent {

    /** The type and the raw text: a long list of fields helps nobody in a log. */
    @Override
    public String toString() {
        return "UnknownEvent[" + type + " " + raw + "]";
    }
}
