package io.voxari.ari.internal;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.voxari.ari.event.BridgeBlindTransfer;
import io.voxari.ari.model.Bridge;
import io.voxari.ari.model.Channel;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@link BridgeBlindTransfer}.
 */
@Generated("io.voxari.ari.codegen")
public final class BridgeBlindTransferDecoder {
    private BridgeBlindTransferDecoder() {}

    public static BridgeBlindTransfer decode(JsonParser parser, String raw, @Nullable Channel known)
            throws IOException {
        Channel channel = known == null ? ChannelDecoder.NEUTRAL : known;
        Channel replaceChannel = null;
        Channel transferee = null;
        String extension = "";
        String context = "";
        String result = "";
        boolean isExternal = false;
        Bridge bridge = null;
        String application = "";
        Instant timestamp = null;
        String asteriskId = null;
        Map<String, Object> others = null;
        for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
            JsonToken token = parser.nextToken();
            switch (field) {
                case "channel" -> {
                    if (token == JsonToken.START_OBJECT) {
                        channel = ChannelDecoder.decode(parser);
                        continue;
                    }
                }
                case "replace_channel" -> {
                    if (token == JsonToken.START_OBJECT) {
                        replaceChannel = ChannelDecoder.decode(parser);
                        continue;
                    }
                }
                case "transferee" -> {
                    if (token == JsonToken.START_OBJECT) {
                        transferee = ChannelDecoder.decode(parser);
                        continue;
                    }
                }
                case "exten" -> {
                    if (token == JsonToken.VALUE_STRING) {
                        extension = parser.getText();
                        continue;
                    }
                }
                case "context" -> {
                    if (token == JsonToken.VALUE_STRING) {
                        context = parser.getText();
                        continue;
                    }
                }
                case "result" -> {
                    if (token == JsonToken.VALUE_STRING) {
                        result = parser.getText();
                        continue;
                    }
                }
                case "is_external" -> {
                    if (Read.isBoolean(parser)) {
                        isExternal = parser.getBooleanValue();
                        continue;
                    }
                }
                case "bridge" -> {
                    if (token == JsonToken.START_OBJECT) {
                        bridge = BridgeDecoder.decode(parser);
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
        return new BridgeBlindTransfer(
                channel,
                replaceChannel,
                transferee,
                extension,
                context,
                result,
                isExternal,
                bridge,
                application,
                timestamp,
                asteriskId,
                Others.done(others),
                raw);
    }
}
