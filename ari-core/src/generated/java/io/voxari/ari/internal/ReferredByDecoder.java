package io.voxari.ari.internal;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.voxari.ari.model.Bridge;
import io.voxari.ari.model.Channel;
import io.voxari.ari.model.ReferredBy;
import java.io.IOException;
import java.util.Map;

/**
 * Reads {@link ReferredBy}.
 */
@Generated("io.voxari.ari.codegen")
public final class ReferredByDecoder {
    /**
     * What stands where one was announced and none came.
     */
    public static final ReferredBy NEUTRAL = Read.neutral(ReferredByDecoder::decode);

    private ReferredByDecoder() {}

    public static ReferredBy decode(JsonParser parser) throws IOException {
        Channel sourceChannel = ChannelDecoder.NEUTRAL;
        Channel connectedChannel = null;
        Bridge bridge = null;
        Map<String, Object> others = null;
        for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
            JsonToken token = parser.nextToken();
            switch (field) {
                case "source_channel" -> {
                    if (token == JsonToken.START_OBJECT) {
                        sourceChannel = ChannelDecoder.decode(parser);
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
        return new ReferredBy(sourceChannel, connectedChannel, bridge, Others.done(others));
    }
}
