package io.voxari.ari.internal;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.voxari.ari.model.TextMessage;
import java.io.IOException;
import java.util.Map;

/**
 * Reads {@link TextMessage}.
 */
@Generated("io.voxari.ari.codegen")
public final class TextMessageDecoder {
    /**
     * What stands where one was announced and none came.
     */
    public static final TextMessage NEUTRAL = Read.neutral(TextMessageDecoder::decode);

    private TextMessageDecoder() {}

    public static TextMessage decode(JsonParser parser) throws IOException {
        String from = "";
        String to = "";
        String body = "";
        Map<String, Object> variables = Map.of();
        Map<String, Object> others = null;
        for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
            JsonToken token = parser.nextToken();
            switch (field) {
                case "from" -> {
                    if (token == JsonToken.VALUE_STRING) {
                        from = parser.getText();
                        continue;
                    }
                }
                case "to" -> {
                    if (token == JsonToken.VALUE_STRING) {
                        to = parser.getText();
                        continue;
                    }
                }
                case "body" -> {
                    if (token == JsonToken.VALUE_STRING) {
                        body = parser.getText();
                        continue;
                    }
                }
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
        return new TextMessage(from, to, body, variables, Others.done(others));
    }
}
