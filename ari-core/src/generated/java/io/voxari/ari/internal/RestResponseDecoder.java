package io.voxari.ari.internal;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.voxari.ari.event.RestResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;

/**
 * Reads {@link RestResponse}.
 */
@Generated("io.voxari.ari.codegen")
public final class RestResponseDecoder {
    private RestResponseDecoder() {}

    public static RestResponse decode(JsonParser parser, String raw) throws IOException {
        String transactionId = "";
        String requestId = "";
        int statusCode = 0;
        String reasonPhrase = "";
        String uri = "";
        String contentType = null;
        String messageBody = null;
        String application = "";
        Instant timestamp = null;
        String asteriskId = null;
        Map<String, Object> others = null;
        for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
            JsonToken token = parser.nextToken();
            switch (field) {
                case "transaction_id" -> {
                    if (token == JsonToken.VALUE_STRING) {
                        transactionId = parser.getText();
                        continue;
                    }
                }
                case "request_id" -> {
                    if (token == JsonToken.VALUE_STRING) {
                        requestId = parser.getText();
                        continue;
                    }
                }
                case "status_code" -> {
                    if (Read.isInt(parser)) {
                        statusCode = parser.getIntValue();
                        continue;
                    }
                }
                case "reason_phrase" -> {
                    if (token == JsonToken.VALUE_STRING) {
                        reasonPhrase = parser.getText();
                        continue;
                    }
                }
                case "uri" -> {
                    if (token == JsonToken.VALUE_STRING) {
                        uri = parser.getText();
                        continue;
                    }
                }
                case "content_type" -> {
                    if (token == JsonToken.VALUE_STRING) {
                        contentType = parser.getText();
                        continue;
                    }
                }
                case "message_body" -> {
                    if (token == JsonToken.VALUE_STRING) {
                        messageBody = parser.getText();
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
        return new RestResponse(
                transactionId,
                requestId,
                statusCode,
                reasonPhrase,
                uri,
                contentType,
                messageBody,
                application,
                timestamp,
                asteriskId,
                Others.done(others),
                raw);
    }
}
