package io.voxari.ari.internal;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.voxari.ari.model.RestQueryParameter;
import java.io.IOException;
import java.util.Map;

/**
 * Reads {@link RestQueryParameter}.
 */
@Generated("io.voxari.ari.codegen")
public final class RestQueryParameterDecoder {
    /**
     * What stands where one was announced and none came.
     */
    public static final RestQueryParameter NEUTRAL = Read.neutral(RestQueryParameterDecoder::decode);

    private RestQueryParameterDecoder() {}

    public static RestQueryParameter decode(JsonParser parser) throws IOException {
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
        return new RestQueryParameter(name, value, Others.done(others));
    }
}
