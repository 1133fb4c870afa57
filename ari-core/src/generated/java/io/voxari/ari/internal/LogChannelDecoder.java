package io.voxari.ari.internal;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.voxari.ari.model.LogChannel;
import java.io.IOException;
import java.util.Map;

/**
 * Reads {@link LogChannel}.
 */
@Generated("io.voxari.ari.codegen")
public final class LogChannelDecoder {
    /**
     * What stands where one was announced and none came.
     */
    public static final LogChannel NEUTRAL = Read.neutral(LogChannelDecoder::decode);

    private LogChannelDecoder() {}

    public static LogChannel decode(JsonParser parser) throws IOException {
        String channel = "";
        String type = "";
        String status = "";
        String configuration = "";
        Map<String, Object> others = null;
        for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
            JsonToken token = parser.nextToken();
            switch (field) {
                case "channel" -> {
                    if (token == JsonToken.VALUE_STRING) {
                        channel = parser.getText();
                        continue;
                    }
                }
                case "type" -> {
                    if (token == JsonToken.VALUE_STRING) {
                        type = parser.getText();
                        continue;
                    }
                }
                case "status" -> {
                    if (token == JsonToken.VALUE_STRING) {
                        status = parser.getText();
                        continue;
                    }
                }
                case "configuration" -> {
                    if (token == JsonToken.VALUE_STRING) {
                        configuration = parser.getText();
                        continue;
                    }
                }
                default -> {}
            }
            others = Others.put(others, field, parser);
        }
        return new LogChannel(channel, type, status, configuration, Others.done(others));
    }
}
