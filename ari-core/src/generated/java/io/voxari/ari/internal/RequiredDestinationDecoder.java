package io.voxari.ari.internal;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.voxari.ari.model.AdditionalParam;
import io.voxari.ari.model.RequiredDestination;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * Reads {@link RequiredDestination}.
 */
@Generated("io.voxari.ari.codegen")
public final class RequiredDestinationDecoder {
    /**
     * What stands where one was announced and none came.
     */
    public static final RequiredDestination NEUTRAL = Read.neutral(RequiredDestinationDecoder::decode);

    private RequiredDestinationDecoder() {}

    public static RequiredDestination decode(JsonParser parser) throws IOException {
        String protocolId = null;
        String destination = null;
        List<AdditionalParam> additionalProtocolParameters = List.of();
        Map<String, Object> others = null;
        for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
            JsonToken token = parser.nextToken();
            switch (field) {
                case "protocol_id" -> {
                    if (token == JsonToken.VALUE_STRING) {
                        protocolId = parser.getText();
                        continue;
                    }
                }
                case "destination" -> {
                    if (token == JsonToken.VALUE_STRING) {
                        destination = parser.getText();
                        continue;
                    }
                }
                case "additional_protocol_params" -> {
                    if (token == JsonToken.START_ARRAY) {
                        additionalProtocolParameters = Read.list(parser, AdditionalParamDecoder::decode);
                        continue;
                    }
                }
                default -> {}
            }
            others = Others.put(others, field, parser);
        }
        return new RequiredDestination(protocolId, destination, additionalProtocolParameters, Others.done(others));
    }
}
