package io.voxari.ari.internal;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.voxari.ari.model.AdditionalParam;
import java.io.IOException;
import java.util.Map;

/**
 * Reads {@link AdditionalParam}.
 */
@Generated("io.voxari.ari.codegen")
public final class AdditionalParamDecoder {
    /**
     * What stands where one was announced and none came.
     */
    public static final AdditionalParam NEUTRAL = Read.neutral(AdditionalParamDecoder::decode);

    private AdditionalParamDecoder() {}

    public static AdditionalParam decode(JsonParser parser) throws IOException {
        String parameterName = "";
        String parameterValue = "";
        Map<String, Object> others = null;
        for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
            JsonToken token = parser.nextToken();
            switch (field) {
                case "parameter_name" -> {
                    if (token == JsonToken.VALUE_STRING) {
                        parameterName = parser.getText();
                        continue;
                    }
                }
                case "parameter_value" -> {
                    if (token == JsonToken.VALUE_STRING) {
                        parameterValue = parser.getText();
                        continue;
                    }
                }
                default -> {}
            }
            others = Others.put(others, field, parser);
        }
        return new AdditionalParam(parameterName, parameterValue, Others.done(others));
    }
}
