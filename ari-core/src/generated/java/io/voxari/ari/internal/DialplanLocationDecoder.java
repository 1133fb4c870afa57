package io.voxari.ari.internal;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.voxari.ari.model.DialplanLocation;
import java.io.IOException;
import java.util.Map;

/**
 * Reads {@link DialplanLocation}.
 */
@Generated("io.voxari.ari.codegen")
public final class DialplanLocationDecoder {
    /**
     * What stands where one was announced and none came.
     */
    public static final DialplanLocation NEUTRAL = Read.neutral(DialplanLocationDecoder::decode);

    private DialplanLocationDecoder() {}

    public static DialplanLocation decode(JsonParser parser) throws IOException {
        String context = "";
        String extension = "";
        long priority = 0L;
        String appName = "";
        String appData = "";
        Map<String, Object> others = null;
        for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
            JsonToken token = parser.nextToken();
            switch (field) {
                case "context" -> {
                    if (token == JsonToken.VALUE_STRING) {
                        context = parser.getText();
                        continue;
                    }
                }
                case "exten" -> {
                    if (token == JsonToken.VALUE_STRING) {
                        extension = parser.getText();
                        continue;
                    }
                }
                case "priority" -> {
                    if (Read.isLong(parser)) {
                        priority = parser.getLongValue();
                        continue;
                    }
                }
                case "app_name" -> {
                    if (token == JsonToken.VALUE_STRING) {
                        appName = parser.getText();
                        continue;
                    }
                }
                case "app_data" -> {
                    if (token == JsonToken.VALUE_STRING) {
                        appData = parser.getText();
                        continue;
                    }
                }
                default -> {}
            }
            others = Others.put(others, field, parser);
        }
        return new DialplanLocation(context, extension, priority, appName, appData, Others.done(others));
    }
}
