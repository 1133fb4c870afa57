package io.voxari.ari.internal;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.voxari.ari.model.Variable;
import java.io.IOException;
import java.util.Map;

/**
 * Reads {@link Variable}.
 */
@Generated("io.voxari.ari.codegen")
public final class VariableDecoder {
    /**
     * What stands where one was announced and none came.
     */
    public static final Variable NEUTRAL = Read.neutral(VariableDecoder::decode);

    private VariableDecoder() {}

    public static Variable decode(JsonParser parser) throws IOException {
        String value = "";
        Map<String, Object> others = null;
        for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
            JsonToken token = parser.nextToken();
            switch (field) {
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
        return new Variable(value, Others.done(others));
    }
}
