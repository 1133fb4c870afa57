package io.voxari.ari.internal;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.voxari.ari.event.PlaybackFinished;
import io.voxari.ari.model.Playback;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;

/**
 * Reads {@link PlaybackFinished}.
 */
@Generated("io.voxari.ari.codegen")
public final class PlaybackFinishedDecoder {
    private PlaybackFinishedDecoder() {}

    public static PlaybackFinished decode(JsonParser parser, String raw) throws IOException {
        Playback playback = PlaybackDecoder.NEUTRAL;
        String application = "";
        Instant timestamp = null;
        String asteriskId = null;
        Map<String, Object> others = null;
        for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
            JsonToken token = parser.nextToken();
            switch (field) {
                case "playback" -> {
                    if (token == JsonToken.START_OBJECT) {
                        playback = PlaybackDecoder.decode(parser);
                        continue;
                    }
                }
                case "type" -> {
                    continue;
                }
                case "application" -> {
                    if (token == JsonToken.VALUE_STRING) {
                        application = parser.getText();
                        continue;
                    }
                }
                case "timestamp" -> {
                    timestamp = Read.time(parser);
                    if (timestamp != null) {
                        continue;
                    }
                }
                case "asterisk_id" -> {
                    if (token == JsonToken.VALUE_STRING) {
                        asteriskId = parser.getText();
                        continue;
                    }
                }
                default -> {}
            }
            others = Others.put(others, field, parser);
        }
        return new PlaybackFinished(playback, application, timestamp, asteriskId, Others.done(others), raw);
    }
}
