package io.voxari.ari.internal;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.voxari.ari.model.Bridge;
import io.voxari.ari.model.BridgeType;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Reads {@link Bridge}.
 */
@Generated("io.voxari.ari.codegen")
public final class BridgeDecoder {
    /**
     * What stands where one was announced and none came.
     */
    public static final Bridge NEUTRAL = Read.neutral(BridgeDecoder::decode);

    private BridgeDecoder() {}

    public static Bridge decode(JsonParser parser) throws IOException {
        String id = "";
        String technology = "";
        BridgeType bridgeType = BridgeType.UNKNOWN;
        String bridgeClass = "";
        String creator = "";
        String name = "";
        List<String> channels = List.of();
        String videoMode = null;
        String videoSourceId = null;
        Instant creationTime = null;
        Map<String, String> bridgeVars = Map.of();
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
                case "technology" -> {
                    if (token == JsonToken.VALUE_STRING) {
                        technology = parser.getText();
                        continue;
                    }
                }
                case "bridge_type" -> {
                    if (token == JsonToken.VALUE_STRING) {
                        bridgeType = BridgeType.fromWire(parser.getText());
                        if (bridgeType.wire().equals(parser.getText())) {
                            continue;
                        }
                    }
                }
                case "bridge_class" -> {
                    if (token == JsonToken.VALUE_STRING) {
                        bridgeClass = parser.getText();
                        continue;
                    }
                }
                case "creator" -> {
                    if (token == JsonToken.VALUE_STRING) {
                        creator = parser.getText();
                        continue;
                    }
                }
                case "name" -> {
                    if (token == JsonToken.VALUE_STRING) {
                        name = parser.getText();
                        continue;
                    }
                }
                case "channels" -> {
                    if (token == JsonToken.START_ARRAY) {
                        channels = Read.texts(parser);
                        continue;
                    }
                }
                case "video_mode" -> {
                    if (token == JsonToken.VALUE_STRING) {
                        videoMode = parser.getText();
                        continue;
                    }
                }
                case "video_source_id" -> {
                    if (token == JsonToken.VALUE_STRING) {
                        videoSourceId = parser.getText();
                        continue;
                    }
                }
                case "creationtime" -> {
                    creationTime = Read.time(parser);
                    if (creationTime != null) {
                        continue;
                    }
                }
                case "bridgevars" -> {
                    if (token == JsonToken.START_OBJECT) {
                        bridgeVars = Read.textMap(parser);
                        continue;
                    }
                }
                default -> {}
            }
            others = Others.put(others, field, parser);
        }
        return new Bridge(
                id,
                technology,
                bridgeType,
                bridgeClass,
                creator,
                name,
                channels,
                videoMode,
                videoSourceId,
                creationTime,
                bridgeVars,
                Others.done(others));
    }
}
