package io.voxari.ari.internal;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.voxari.ari.model.SetId;
import java.io.IOException;
import java.util.Map;

/**
 * Reads {@link SetId}.
 */
@Generated("io.voxari.ari.codegen")
public final class SetIdDecoder {
    /**
     * What stands where one was announced and none came.
     */
    public static final SetId NEUTRAL = Read.neutral(SetIdDecoder::decode);

    private SetIdDecoder() {}

    public static SetId decode(JsonParser parser) throws IOException {
        String user = "";
        String group = "";
        Map<String, Object> others = null;
        for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
            JsonToken token = parser.nextToken();
            switch (field) {
                case "user" -> {
                    if (token == JsonToken.VALUE_STRING) {
                        user = parser.getText();
                        continue;
                    }
                }
                case "group" -> {
                    if (token == JsonToken.VALUE_STRING) {
                        group = parser.getText();
                        continue;
                    }
                }
                default -> {}
            }
            others = Others.put(others, field, parser);
        }
        return new SetId(user, group, Others.done(others));
    }
}
