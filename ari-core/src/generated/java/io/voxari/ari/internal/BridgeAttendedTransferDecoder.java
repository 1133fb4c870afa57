package io.voxari.ari.internal;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.voxari.ari.event.BridgeAttendedTransfer;
import io.voxari.ari.model.Bridge;
import io.voxari.ari.model.Channel;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;

/**
 * Reads {@link BridgeAttendedTransfer}.
 */
@Generated("io.voxari.ari.codegen")
public final class BridgeAttendedTransferDecoder {
    private BridgeAttendedTransferDecoder() {}

    public static BridgeAttendedTransfer decode(JsonParser parser, String raw) throws IOException {
        Channel transfererFirstLeg = ChannelDecoder.NEUTRAL;
        Channel transfererSecondLeg = ChannelDecoder.NEUTRAL;
        Channel replaceChannel = null;
        Channel transferee = null;
        Channel transferTarget = null;
        String result = "";
        boolean isExternal = false;
        Bridge transfererFirstLegBridge = null;
        Bridge transfererSecondLegBridge = null;
        String destinationType = "";
        String destinationBridge = null;
        String destinationApplication = null;
        Channel destinationLinkFirstLeg = null;
        Channel destinationLinkSecondLeg = null;
        Channel destinationThreewayChannel = null;
        Bridge destinationThreewayBridge = null;
        String application = "";
        Instant timestamp = null;
        String asteriskId = null;
        Map<String, Object> others = null;
        for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
            JsonToken token = parser.nextToken();
            switch (field) {
                case "transferer_first_leg" -> {
                    if (token == JsonToken.START_OBJECT) {
                        transfererFirstLeg = ChannelDecoder.decode(parser);
                        continue;
                    }
                }
                case "transferer_second_leg" -> {
                    if (token == JsonToken.START_OBJECT) {
                        transfererSecondLeg = ChannelDecoder.decode(parser);
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
                case "transfer_target" -> {
                    if (token == JsonToken.START_OBJECT) {
                        transferTarget = ChannelDecoder.decode(parser);
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
                case "transferer_first_leg_bridge" -> {
                    if (token == JsonToken.START_OBJECT) {
                        transfererFirstLegBridge = BridgeDecoder.decode(parser);
                        continue;
                    }
                }
                case "transferer_second_leg_bridge" -> {
                    if (token == JsonToken.START_OBJECT) {
                        transfererSecondLegBridge = BridgeDecoder.decode(parser);
                        continue;
                    }
                }
                case "destination_type" -> {
                    if (token == JsonToken.VALUE_STRING) {
                        destinationType = parser.getText();
                        continue;
                    }
                }
                case "destination_bridge" -> {
                    if (token == JsonToken.VALUE_STRING) {
                        destinationBridge = parser.getText();
                        continue;
                    }
                }
                case "destination_application" -> {
                    if (token == JsonToken.VALUE_STRING) {
                        destinationApplication = parser.getText();
                        continue;
                    }
                }
                case "destination_link_first_leg" -> {
                    if (token == JsonToken.START_OBJECT) {
                        destinationLinkFirstLeg = ChannelDecoder.decode(parser);
                        continue;
                    }
                }
                case "destination_link_second_leg" -> {
                    if (token == JsonToken.START_OBJECT) {
                        destinationLinkSecondLeg = ChannelDecoder.decode(parser);
                        continue;
                    }
                }
                case "destination_threeway_channel" -> {
                    if (token == JsonToken.START_OBJECT) {
                        destinationThreewayChannel = ChannelDecoder.decode(parser);
                        continue;
                    }
                }
                case "destination_threeway_bridge" -> {
                    if (token == JsonToken.START_OBJECT) {
                        destinationThreewayBridge = BridgeDecoder.decode(parser);
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
        return new BridgeAttendedTransfer(
                transfererFirstLeg,
                transfererSecondLeg,
                replaceChannel,
                transferee,
                transferTarget,
                result,
                isExternal,
                transfererFirstLegBridge,
                transfererSecondLegBridge,
                destinationType,
                destinationBridge,
                destinationApplication,
                destinationLinkFirstLeg,
                destinationLinkSecondLeg,
                destinationThreewayChannel,
                destinationThreewayBridge,
                application,
                timestamp,
                asteriskId,
                Others.done(others),
                raw);
    }
}
