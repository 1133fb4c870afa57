package io.voxari.ari.internal;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.voxari.ari.model.Variables;
import java.io.IOException;
import java.util.Map;

/**
 * Reads {@link Variables}.
 */
@Generated("io.voxari.ari.codegen")
public final class VariablesDecoder {
    /**
     * What stands where one was announced and none came.
     */
    public static final Variables NEUTRAL = Read.neutral(VariablesDecoder::decode);

    private VariablesDecoder() {}

    public static Variables decode(JsonParser parser) throws IOException {
        Map<String, Object> variables = Map.of();
        Map<String, Object> others = null;
        for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
            JsonToken token = parser.nextToken();
            switch (field) {
                case "variables" -> {
                    if (token == JsonToken.START_OBJECT) {
                        variables = WireValues.map(parser);
                        continue;
                    }
                }
                default -> {}
            }
            others = Others.put(others, field, parser);
        }
        return new Variables(variables, Others.done(others));
    }
}
