package io.voxari.ari.internal;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.voxari.ari.model.Application;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * Reads {@link Application}.
 */
@Generated("io.voxari.ari.codegen")
public final class ApplicationDecoder {
    /**
     * What stands where one was announced and none came.
     */
    public static final Application NEUTRAL = Read.neutral(ApplicationDecoder::decode);

    private ApplicationDecoder() {}

    public static Application decode(JsonParser parser) throws IOException {
        String name = "";
        List<String> channelIds = List.of();
        List<String> bridgeIds = List.of();
        List<String> endpointIds = List.of();
        List<String> deviceNames = List.of();
        List<Map<String, Object>> eventsAllowed = List.of();
        List<Map<String, Object>> eventsDisallowed = List.of();
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
                case "channel_ids" -> {
                    if (token == JsonToken.START_ARRAY) {
                        channelIds = Read.texts(parser);
                        continue;
                    }
                }
                case "bridge_ids" -> {
                    if (token == JsonToken.START_ARRAY) {
                        bridgeIds = Read.texts(parser);
                        continue;
                    }
                }
                case "endpoint_ids" -> {
                    if (token == JsonToken.START_ARRAY) {
                        endpointIds = Read.texts(parser);
                        continue;
                    }
                }
                case "device_names" -> {
                    if (token == JsonToken.START_ARRAY) {
                        deviceNames = Read.texts(parser);
                        continue;
                    }
                }
                case "events_allowed" -> {
                    if (token == JsonToken.START_ARRAY) {
                        eventsAllowed = Read.maps(parser);
                        continue;
                    }
                }
                case "events_disallowed" -> {
                    if (token == JsonToken.START_ARRAY) {
                        eventsDisallowed = Read.maps(parser);
                        continue;
                    }
                }
                default -> {}
            }
            others = Others.put(others, field, parser);
        }
        return new Application(
                name,
                channelIds,
                bridgeIds,
                endpointIds,
                deviceNames,
                eventsAllowed,
                eventsDisallowed,
                Others.done(others));
    }
}
