package io.voxari.ari.internal;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.voxari.ari.model.Playback;
import io.voxari.ari.model.PlaybackState;
import java.io.IOException;
import java.util.Map;

/**
 * Reads {@link Playback}.
 */
@Generated("io.voxari.ari.codegen")
public final class PlaybackDecoder {
    /**
     * What stands where one was announced and none came.
     */
    public static final Playback NEUTRAL = Read.neutral(PlaybackDecoder::decode);

    private PlaybackDecoder() {}

    public static Playback decode(JsonParser parser) throws IOException {
        String id = "";
        String mediaUri = "";
        String nextMediaUri = null;
        String targetUri = "";
        String language = null;
        PlaybackState state = PlaybackState.UNKNOWN;
        Map<String, Object> others = null;
        for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
            JsonToken token = parser.nextToken();
            switch (field) {
                case "id" -> {
                    if (token == JsonToken.VALUE_STRING) {
                        id = parser.getText();
                        continue;
                    }
                }
                case "media_uri" -> {
                    if (token == JsonToken.VALUE_STRING) {
                        mediaUri = parser.getText();
                        continue;
                    }
                }
                case "next_media_uri" -> {
                    if (token == JsonToken.VALUE_STRING) {
                        nextMediaUri = parser.getText();
                        continue;
                    }
                }
                case "target_uri" -> {
                    if (token == JsonToken.VALUE_STRING) {
                        targetUri = parser.getText();
                        continue;
                    }
                }
                case "language" -> {
                    if (token == JsonToken.VALUE_STRING) {
                        language = parser.getText();
                        continue;
                    }
                }
                case "state" -> {
                    if (token == JsonToken.VALUE_STRING) {
                        state = PlaybackState.fromWire(parser.getText());
                        if (state.wire().equals(parser.getText())) {
                            continue;
                        }
                    }
                }
                default -> {}
            }
            others = Others.put(others, field, parser);
        }
        return new Playback(id, mediaUri, nextMediaUri, targetUri, language, state, Others.done(others));
    }
}
