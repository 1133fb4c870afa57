package io.voxari.ari.internal;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.voxari.ari.event.BridgeVideoSourceChanged;
import io.voxari.ari.model.Bridge;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;

/**
 * Reads {@link BridgeVideoSourceChanged}.
 */
@Generated("io.voxari.ari.codegen")
public final class BridgeVideoSourceChangedDecoder {
    private BridgeVideoSourceChangedDecoder() {}

    public static BridgeVideoSourceChanged decode(JsonParser parser, String raw) throws IOException {
        Bridge bridge = BridgeDecoder.NEUTRAL;
        String oldVideoSourceId = null;
        String application = "";
        Instant timestamp = null;
        String asteriskId = null;
        Map<String, Object> others = null;
        for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
            JsonToken token = parser.nextToken();
            switch (field) {
                case "bridge" -> {
                    if (token == JsonToken.START_OBJECT) {
                        bridge = BridgeDecoder.decode(parser);
                        continue;
                    }
                }
                case "old_video_source_id" -> {
                    if (token == JsonToken.VALUE_STRING) {
                        oldVideoSourceId = parser.getText();
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
        return new BridgeVideoSourceChanged(
                bridge, oldVideoSourceId, application, timestamp, asteriskId, Others.done(others), raw);
    }
}
