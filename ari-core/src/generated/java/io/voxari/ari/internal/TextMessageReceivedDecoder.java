package io.voxari.ari.internal;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.voxari.ari.event.TextMessageReceived;
import io.voxari.ari.model.Endpoint;
import io.voxari.ari.model.TextMessage;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;

/**
 * Reads {@link TextMessageReceived}.
 */
@Generated("io.voxari.ari.codegen")
public final class TextMessageReceivedDecoder {
    private TextMessageReceivedDecoder() {}

    public static TextMessageReceived decode(JsonParser parser, String raw) throws IOException {
        TextMessage message = TextMessageDecoder.NEUTRAL;
        Endpoint endpoint = null;
        String application = "";
        Instant timestamp = null;
        String asteriskId = null;
        Map<String, Object> others = null;
        for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
            JsonToken token = parser.nextToken();
            switch (field) {
                case "message" -> {
                    if (token == JsonToken.START_OBJECT) {
                        message = TextMessageDecoder.decode(parser);
                        continue;
                    }
                }
                case "endpoint" -> {
                    if (token == JsonToken.START_OBJECT) {
                        endpoint = EndpointDecoder.decode(parser);
                        continue;
                    }
                }
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
        return new TextMessageReceived(message, endpoint, application, timestamp, asteriskId, Others.done(others), raw);
    }
}
