package io.voxari.ari;

import io.voxari.ari.internal.Wire;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened in Asterisk, as it came over the event WebSocket.
 *
 * <p>The known types are records in {@code io.voxari.ari.event}; any other is an {@link UnknownEvent}. The set is open:
 * newer releases of Asterisk send new types, so a {@code switch} over events needs a default. No event is lost because
 * a field is missing, new or of another type than expected.
 *
 * <p>Implementations are immutable.
 */
public interface AriEvent {
    /** {@return the type as Asterisk names it, such as {@code StasisStart}; empty if the message had none} */
    String type();

    /** {@return the Stasis application that the event was sent to; empty if the message did not say} */
    String application();

    /** {@return when it happened by the clock of Asterisk, or null if the message did not say} */
    @Nullable Instant timestamp();

    /** {@return the id of the Asterisk that sent it, or null if the message did not say} */
    @Nullable String asteriskId();

    /** {@return the message as it was received: the text of one JSON object} */
    String raw();

    /**
     * What the message held beyond the fields of this type: fields that are new, and values that could not be read as
     * the type that was expected, such as a text where a number belongs.
     *
     * @return by the name on the wire; values are {@code String}, {@code Boolean}, {@code Long}, {@code Double},
     *     {@code java.math.BigInteger}, {@code List} and {@code Map}; never null, seldom anything but empty
     */
    Map<String, Object> otherFields();

    /**
     * {@return what the event is about, the primary subject first: channels, bridges, playbacks and so on; empty if it
     * is about none}
     */
    List<ResourceId> resources();

    /**
     * Reads an event from its JSON text, as the client does with what it receives. For tests and for replaying a log.
     *
     * @param json the text of one JSON object
     * @return the event; an {@link UnknownEvent} if its type is not known
     * @throws IllegalArgumentException if the text is not a JSON object
     */
    static AriEvent parse(String json) {
        AriEvent event = Wire.event(json);
        if (event == null) {
            throw new IllegalArgumentException("Not a JSON object: " + json.substring(0, Math.min(json.length(), 200)));
        }
        return event;
    }
}
