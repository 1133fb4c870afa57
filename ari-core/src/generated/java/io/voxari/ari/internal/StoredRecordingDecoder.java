package io.voxari.ari.internal;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.voxari.ari.model.StoredRecording;
import java.io.IOException;
import java.util.Map;

/**
 * Reads {@link StoredRecording}.
 */
@Generated("io.voxari.ari.codegen")
public final class StoredRecordingDecoder {
    /**
     * What stands where one was announced and none came.
     */
    public static final StoredRecording NEUTRAL = Read.neutral(StoredRecordingDecoder::decode);

    private StoredRecordingDecoder() {}

    public static StoredRecording decode(JsonParser parser) throws IOException {
        String name = "";
        String format = "";
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
        return new StoredRecording(name, format, Others.done(others));
    }
}
