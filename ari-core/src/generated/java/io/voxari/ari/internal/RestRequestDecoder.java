package io.voxari.ari.internal;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.voxari.ari.model.RestQueryParameter;
import io.voxari.ari.model.RestRequest;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * Reads {@link RestRequest}.
 */
@Generated("io.voxari.ari.codegen")
public final class RestRequestDecoder {
    /**
     * What stands where one was announced and none came.
     */
    public static final RestRequest NEUTRAL = Read.neutral(RestRequestDecoder::decode);

    private RestRequestDecoder() {}

    public static RestRequest decode(JsonParser parser) throws IOException {
        String type = "";
        String transactionId = "";
        String requestId = "";
        String method = "";
        String uri = "";
        String contentType = null;
        List<RestQueryParameter> queryStrings = List.of();
        String messageBody = null;
        Map<String, Object> others = null;
        for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
            JsonToken token = parser.nextToken();
            switch (field) {
                case "type" -> {
                    if (token == JsonToken.VALUE_STRING) {
                        type = parser.getText();
                        continue;
                    }
                }
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
                case "method" -> {
                    if (token == JsonToken.VALUE_STRING) {
                        method = parser.getText();
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
                case "query_strings" -> {
                    if (token == JsonToken.START_ARRAY) {
                        queryStrings = Read.list(parser, RestQueryParameterDecoder::decode);
                        continue;
                    }
                }
                case "message_body" -> {
                    if (token == JsonToken.VALUE_STRING) {
                        messageBody = parser.getText();
                        continue;
                    }
                }
                default -> {}
            }
            others = Others.put(others, field, parser);
        }
        return new RestRequest(
                type,
                transactionId,
                requestId,
                method,
                uri,
                contentType,
                queryStrings,
                messageBody,
                Others.done(others));
    }
}
