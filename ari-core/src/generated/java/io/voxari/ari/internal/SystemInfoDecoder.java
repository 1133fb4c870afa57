package io.voxari.ari.internal;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.voxari.ari.model.SystemInfo;
import java.io.IOException;
import java.util.Map;

/**
 * Reads {@link SystemInfo}.
 */
@Generated("io.voxari.ari.codegen")
public final class SystemInfoDecoder {
    /**
     * What stands where one was announced and none came.
     */
    public static final SystemInfo NEUTRAL = Read.neutral(SystemInfoDecoder::decode);

    private SystemInfoDecoder() {}

    public static SystemInfo decode(JsonParser parser) throws IOException {
        String version = "";
        String entityId = "";
        Map<String, Object> others = null;
        for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
            JsonToken token = parser.nextToken();
            switch (field) {
                case "version" -> {
                    if (token == JsonToken.VALUE_STRING) {
                        version = parser.getText();
                        continue;
                    }
                }
                case "entity_id" -> {
                    if (token == JsonToken.VALUE_STRING) {
                        entityId = parser.getText();
                        continue;
                    }
                }
                default -> {}
            }
            others = Others.put(others, field, parser);
        }
        return new SystemInfo(version, entityId, Others.done(others));
    }
}
