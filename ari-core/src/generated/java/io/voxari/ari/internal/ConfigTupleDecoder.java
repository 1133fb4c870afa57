package io.voxari.ari.internal;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.voxari.ari.model.ConfigTuple;
import java.io.IOException;
import java.util.Map;

/**
 * Reads {@link ConfigTuple}.
 */
@Generated("io.voxari.ari.codegen")
public final class ConfigTupleDecoder {
    /**
     * What stands where one was announced and none came.
     */
    public static final ConfigTuple NEUTRAL = Read.neutral(ConfigTupleDecoder::decode);

    private ConfigTupleDecoder() {}

    public static ConfigTuple decode(JsonParser parser) throws IOException {
        String attribute = "";
        String value = "";
        Map<String, Object> others = null;
        for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
            JsonToken token = parser.nextToken();
            switch (field) {
                case "attribute" -> {
                    if (token == JsonToken.VALUE_STRING) {
                        attribute = parser.getText();
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
        return new ConfigTuple(attribute, value, Others.done(others));
    }
}
