package io.voxari.ari.internal;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.voxari.ari.event.ApplicationReplaced;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;

/**
 * Reads {@link ApplicationReplaced}.
 */
@Generated("io.voxari.ari.codegen")
public final class ApplicationReplacedDecoder {
    private ApplicationReplacedDecoder() {}

    public static ApplicationReplaced decode(JsonParser parser, String raw) throws IOException {
        String application = "";
        Instant timestamp = null;
        String asteriskId = null;
        Map<String, Object> others = null;
        for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
            JsonToken token = parser.nextToken();
            switch (field) {
                case "type" -> {
                    continue;
                }
                case "application" -> {
                    if (token == JsonToken.VALUE_STRING) {
                        application = parser.getText();
                        continue;
                    }
                }
                case "timestamp" -> {
                    timestamp = Read.time(parser);
                    if (timestamp != null) {
                        continue;
                    }
                }
                case "asterisk_id" -> {
                    if (token == JsonToken.VALUE_STRING) {
                        asteriskId = parser.getText();
                        continue;
                    }
                }
                default -> {}
            }
            others = Others.put(others, field, parser);
        }
        return new ApplicationReplaced(application, timestamp, asteriskId, Others.done(others), raw);
    }
}
