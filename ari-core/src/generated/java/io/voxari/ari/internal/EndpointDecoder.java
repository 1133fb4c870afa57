package io.voxari.ari.internal;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.voxari.ari.model.Endpoint;
import io.voxari.ari.model.EndpointState;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * Reads {@link Endpoint}.
 */
@Generated("io.voxari.ari.codegen")
public final class EndpointDecoder {
    /**
     * What stands where one was announced and none came.
     */
    public static final Endpoint NEUTRAL = Read.neutral(EndpointDecoder::decode);

    private EndpointDecoder() {}

    public static Endpoint decode(JsonParser parser) throws IOException {
        String technology = "";
        String resource = "";
        EndpointState state = EndpointState.UNKNOWN;
        List<String> channelIds = List.of();
        Map<String, Object> others = null;
        for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
            JsonToken token = parser.nextToken();
            switch (field) {
                case "technology" -> {
                    if (token == JsonToken.VALUE_STRING) {
                        technology = parser.getText();
                        continue;
                    }
                }
                case "resource" -> {
                    if (token == JsonToken.VALUE_STRING) {
                        resource = parser.getText();
                        continue;
                    }
                }
                case "state" -> {
                    if (token == JsonToken.VALUE_STRING) {
                        state = EndpointState.fromWire(parser.getText());
                        if (state.wire().equals(parser.getText())) {
                            continue;
                        }
                    }
                }
                case "channel_ids" -> {
                    if (token == JsonToken.START_ARRAY) {
                        channelIds = Read.texts(parser);
                        continue;
                    }
                }
                default -> {}
            }
            others = Others.put(others, field, parser);
        }
        return new Endpoint(technology, resource, state, channelIds, Others.done(others));
    }
}
