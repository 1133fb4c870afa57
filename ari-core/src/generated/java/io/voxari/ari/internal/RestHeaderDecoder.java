package io.voxari.ari.internal;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.voxari.ari.model.RestHeader;
import java.io.IOException;
import java.util.Map;

/**
 * Reads {@link RestHeader}.
 */
@Generated("io.voxari.ari.codegen")
public final class RestHeaderDecoder {
    /**
     * What stands where one was announced and none came.
     */
    public static final RestHeader NEUTRAL = Read.neutral(RestHeaderDecoder::decode);

    private RestHeaderDecoder() {}

    public static RestHeader decode(JsonParser parser) throws IOException {
        String name = "";
        String value = "";
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
                case "value" -> {
                    if (token == JsonToken.VALUE_STRING) {
                        value = parser.getText();
                        continue;
                    }
                }
                default -> {}
            }
            others = Others.put(others, field, parser);
        }
        return new RestHeader(name, value, Others.done(others));
    }
}
