package io.voxari.media;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The first event of a media connection: which channel it belongs to and what its audio is.
 *
 * @param connectionId where Asterisk dials us, the section name of {@code websocket_client.conf}; where we dial
 *     Asterisk, the id in the URI
 * @param channel the channel's name, {@code WebSocket/<name>/0x…}
 * @param channelId the channel's id; null from Asterisk 20.16 and 22.6, which do not send it
 * @param format the audio format, frame size and frame time
 * @param controlFormat the form this event came in; commands go out in the same
 * @param variables the channel's variables; empty in plain text
 */
public record MediaStart(
        String connectionId,
        String channel,
        @Nullable String channelId,
        MediaFormat format,
        ControlFormat controlFormat,
        Map<String, String> variables)
        implements MediaEvent {
    /**
     * Copies the variables.
     *
     * @param connectionId see {@link #connectionId()}
     * @param channel see {@link #channel()}
     * @param channelId see {@link #channelId()}
     * @param format see {@link #format()}
     * @param controlFormat see {@link #controlFormat()}
     * @param variables see {@link #variables()}
     */
    public MediaStart {
        variables = Map.copyOf(variables);
    }
}
