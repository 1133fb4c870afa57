package io.voxari.ari.internal;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.voxari.ari.event.ChannelUserevent;
import io.voxari.ari.model.Bridge;
import io.voxari.ari.model.Channel;
import io.voxari.ari.model.Endpoint;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@link ChannelUserevent}.
 */
@Generated("io.voxari.ari.codegen")
public final class ChannelUsereventDecoder {
    private ChannelUsereventDecoder() {}

    public static ChannelUserevent decode(JsonParser parser, String raw, @Nullable Channel known) throws IOException {
        String eventName = "";
        Channel channel = known;
        Bridge bridge = null;
        Endpoint endpoint = null;
        Map<String, Object> userEvent = Map.of();
        String application = "";
        Instant timestamp = null;
        String asteriskId = null;
        Map<String, Object> others = null;
        for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
            JsonToken token = parser.nextToken();
            switch (field) {
                case "eventname" -> {
                    if (token == JsonToken.VALUE_STRING) {
                        eventName = parser.getText();
                        continue;
                    }
                }
                case "channel" -> {
                    if (token == JsonToken.START_OBJECT) {
                        channel = ChannelDecoder.decode(parser);
                        continue;
                    }
                }
                case "bridge" -> {
                    if (token == JsonToken.START_OBJECT) {
                        bridge = BridgeDecoder.decode(parser);
                        continue;
                    }
                }
                case "endpoint" -> {
                    if (token == JsonToken.START_OBJECT) {
                        endpoint = EndpointDecoder.decode(parser);
                        continue;
                    }
                }
                case "userevent" -> {
                    if (token == JsonToken.START_OBJECT) {
                        userEvent = WireValues.map(parser);
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
        return new ChannelUserevent(
                eventName,
                channel,
                bridge,
                endpoint,
                userEvent,
                application,
                timestamp,
                asteriskId,
                Others.done(others),
                raw);
    }
}
