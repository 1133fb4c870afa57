package io.voxari.ari.internal;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.voxari.ari.model.CallerId;
import java.io.IOException;
import java.util.Map;

/**
 * Reads {@link CallerId}.
 */
@Generated("io.voxari.ari.codegen")
public final class CallerIdDecoder {
    /**
     * What stands where one was announced and none came.
     */
    public static final CallerId NEUTRAL = Read.neutral(CallerIdDecoder::decode);

    private CallerIdDecoder() {}

    public static CallerId decode(JsonParser parser) throws IOException {
        String name = "";
        String number = "";
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
                case "number" -> {
                    if (token == JsonToken.VALUE_STRING) {
                        number = parser.getText();
                        continue;
                    }
                }
                default -> {}
            }
            others = Others.put(others, field, parser);
        }
        return new CallerId(name, number, Others.done(others));
    }
}
