package io.voxari.ari.internal;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.voxari.ari.model.BuildInfo;
import java.io.IOException;
import java.util.Map;

/**
 * Reads {@link BuildInfo}.
 */
@Generated("io.voxari.ari.codegen")
public final class BuildInfoDecoder {
    /**
     * What stands where one was announced and none came.
     */
    public static final BuildInfo NEUTRAL = Read.neutral(BuildInfoDecoder::decode);

    private BuildInfoDecoder() {}

    public static BuildInfo decode(JsonParser parser) throws IOException {
        String os = "";
        String kernel = "";
        String options = "";
        String machine = "";
        String date = "";
        String user = "";
        Map<String, Object> others = null;
        for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
            JsonToken token = parser.nextToken();
            switch (field) {
                case "os" -> {
                    if (token == JsonToken.VALUE_STRING) {
                        os = parser.getText();
                        continue;
                    }
                }
                case "kernel" -> {
                    if (token == JsonToken.VALUE_STRING) {
                        kernel = parser.getText();
                        continue;
                    }
                }
                case "options" -> {
                    if (token == JsonToken.VALUE_STRING) {
                        options = parser.getText();
                        continue;
                    }
                }
                case "machine" -> {
                    if (token == JsonToken.VALUE_STRING) {
                        machine = parser.getText();
                        continue;
                    }
                }
                case "date" -> {
                    if (token == JsonToken.VALUE_STRING) {
                        date = parser.getText();
                        continue;
                    }
                }
                case "user" -> {
                    if (token == JsonToken.VALUE_STRING) {
                        user = parser.getText();
                        continue;
                    }
                }
                default -> {}
            }
            others = Others.put(others, field, parser);
        }
        return new BuildInfo(os, kernel, options, machine, date, user, Others.done(others));
    }
}
