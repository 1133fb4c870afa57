package io.voxari.ari.internal;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.voxari.ari.model.FormatLangPair;
import java.io.IOException;
import java.util.Map;

/**
 * Reads {@link FormatLangPair}.
 */
@Generated("io.voxari.ari.codegen")
public final class FormatLangPairDecoder {
    /**
     * What stands where one was announced and none came.
     */
    public static final FormatLangPair NEUTRAL = Read.neutral(FormatLangPairDecoder::decode);

    private FormatLangPairDecoder() {}

    public static FormatLangPair decode(JsonParser parser) throws IOException {
        String language = "";
        String format = "";
        Map<String, Object> others = null;
        for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
            JsonToken token = parser.nextToken();
            switch (field) {
                case "language" -> {
                    if (token == JsonToken.VALUE_STRING) {
                        language = parser.getText();
                        continue;
                    }
                }
                case "format" -> {
                    if (token == JsonToken.VALUE_STRING) {
                        format = parser.getText();
                        continue;
                    }
                }
                default -> {}
            }
            others = Others.put(others, field, parser);
        }
        return new FormatLangPair(language, format, Others.done(others));
    }
}
