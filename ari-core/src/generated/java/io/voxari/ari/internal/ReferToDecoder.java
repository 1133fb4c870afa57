package io.voxari.ari.internal;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.voxari.ari.model.Bridge;
import io.voxari.ari.model.Channel;
import io.voxari.ari.model.ReferTo;
import io.voxari.ari.model.RequiredDestination;
import java.io.IOException;
import java.util.Map;

/**
 * Reads {@link ReferTo}.
 */
@Generated("io.voxari.ari.codegen")
public final class ReferToDecoder {
    /**
     * What stands where one was announced and none came.
     */
    public static final ReferTo NEUTRAL = Read.neutral(ReferToDecoder::decode);

    private ReferToDecoder() {}

    public static ReferTo decode(JsonParser parser) throws IOException {
        RequiredDestination requestedDestination = RequiredDestinationDecoder.NEUTRAL;
        Channel destinationChannel = null;
        Channel connectedChannel = null;
        Bridge bridge = null;
        Map<String, Object> others = null;
        for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
            JsonToken token = parser.nextToken();
            switch (field) {
                case "requested_destination" -> {
                    if (token == JsonToken.START_OBJECT) {
                        requestedDestination = RequiredDestinationDecoder.decode(parser);
                        continue;
                    }
                }
                case "destination_channel" -> {
                    if (token == JsonToken.START_OBJECT) {
                        destinationChannel = ChannelDecoder.decode(parser);
                        continue;
                    }
                }
                case "connected_channel" -> {
                    if (token == JsonToken.START_OBJECT) {
                        connectedChannel = ChannelDecoder.decode(parser);
                        continue;
                    }
                }
                case "bridge" -> {
                    if (token == JsonToken.START_OBJECT) {
                        bridge = BridgeDecoder.decode(parser);
                        continue;
                    }
                }
                default -> {}
            }
            others = Others.put(others, field, parser);
        }
        return new ReferTo(requestedDestination, destinationChannel, connectedChannel, bridge, Others.done(others));
    }
}
