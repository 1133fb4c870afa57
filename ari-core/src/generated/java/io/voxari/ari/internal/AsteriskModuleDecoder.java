package io.voxari.ari.internal;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.voxari.ari.model.AsteriskModule;
import java.io.IOException;
import java.util.Map;

/**
 * Reads {@link AsteriskModule}.
 */
@Generated("io.voxari.ari.codegen")
public final class AsteriskModuleDecoder {
    /**
     * What stands where one was announced and none came.
     */
    public static final AsteriskModule NEUTRAL = Read.neutral(AsteriskModuleDecoder::decode);

    private AsteriskModuleDecoder() {}

    public static AsteriskModule decode(JsonParser parser) throws IOException {
        String name = "";
        String description = "";
        int useCount = 0;
        String status = "";
        String supportLevel = "";
        Map<String, Object> others = null;
        for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
            JsonToken token = parser.nextToken();
            switch (field) {
                case "name" -> {
                    if (token == JsonToken.VALUE_STRING) {
                        name = parser.getText();
                        continue;
                    }
                }
                case "description" -> {
                    if (token == JsonToken.VALUE_STRING) {
                        description = parser.getText();
                        continue;
                    }
                }
                case "use_count" -> {
                    if (Read.isInt(parser)) {
                        useCount = parser.getIntValue();
                        continue;
                    }
                }
                case "status" -> {
                    if (token == JsonToken.VALUE_STRING) {
                        status = parser.getText();
                        continue;
                    }
                }
                case "support_level" -> {
                    if (token == JsonToken.VALUE_STRING) {
                        supportLevel = parser.getText();
                        continue;
                    }
                }
                default -> {}
            }
            others = Others.put(others, field, parser);
        }
        return new AsteriskModule(name, description, useCount, status, supportLevel, Others.done(others));
    }
}
