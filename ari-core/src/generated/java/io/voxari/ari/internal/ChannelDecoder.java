package io.voxari.ari.internal;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.voxari.ari.model.CallerId;
import io.voxari.ari.model.Channel;
import io.voxari.ari.model.ChannelState;
import io.voxari.ari.model.DialplanLocation;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;

/**
 * Reads {@link Channel}.
 */
@Generated("io.voxari.ari.codegen")
public final class ChannelDecoder {
    /**
     * What stands where one was announced and none came.
     */
    public static final Channel NEUTRAL = Read.neutral(ChannelDecoder::decode);

    private ChannelDecoder() {}

    public static Channel decode(JsonParser parser) throws IOException {
        String id = "";
        String protocolId = "";
        String name = "";
        ChannelState state = ChannelState.UNKNOWN;
        CallerId caller = CallerIdDecoder.NEUTRAL;
        CallerId connected = CallerIdDecoder.NEUTRAL;
        String accountCode = "";
        DialplanLocation dialplan = DialplanLocationDecoder.NEUTRAL;
        Instant creationTime = null;
        String language = "";
        Map<String, String> channelVars = Map.of();
        String callerRdnis = null;
        String tenantId = null;
        Map<String, Object> others = null;
        for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
            JsonToken token = parser.nextToken();
            switch (field) {
                case "id" -> {
                    if (token == JsonToken.VALUE_STRING) {
                        id = parser.getText();
                        continue;
                    }
                }
                case "protocol_id" -> {
                    if (token == JsonToken.VALUE_STRING) {
                        protocolId = parser.getText();
                        continue;
                    }
                }
                case "name" -> {
                    if (token == JsonToken.VALUE_STRING) {
                        name = parser.getText();
                        continue;
                    }
                }
                case "state" -> {
                    if (token == JsonToken.VALUE_STRING) {
                        state = ChannelState.fromWire(parser.getText());
                        if (state.wire().equals(parser.getText())) {
                            continue;
                        }
                    }
                }
                case "caller" -> {
                    if (token == JsonToken.START_OBJECT) {
                        caller = CallerIdDecoder.decode(parser);
                        continue;
                    }
                }
                case "connected" -> {
                    if (token == JsonToken.START_OBJECT) {
                        connected = CallerIdDecoder.decode(parser);
                        continue;
                    }
                }
                case "accountcode" -> {
                    if (token == JsonToken.VALUE_STRING) {
                        accountCode = parser.getText();
                        continue;
                    }
                }
                case "dialplan" -> {
                    if (token == JsonToken.START_OBJECT) {
                        dialplan = DialplanLocationDecoder.decode(parser);
                        continue;
                    }
                }
                case "creationtime" -> {
                    creationTime = Read.time(parser);
                    if (creationTime != null) {
                        continue;
                    }
                }
                case "language" -> {
                    if (token == JsonToken.VALUE_STRING) {
                        language = parser.getText();
                        continue;
                    }
                }
                case "channelvars" -> {
                    if (token == JsonToken.START_OBJECT) {
                        channelVars = Read.textMap(parser);
                        continue;
                    }
                }
                case "caller_rdnis" -> {
                    if (token == JsonToken.VALUE_STRING) {
                        callerRdnis = parser.getText();
                        continue;
                    }
                }
                case "tenantid" -> {
                    if (token == JsonToken.VALUE_STRING) {
                        tenantId = parser.getText();
                        continue;
                    }
                }
                default -> {}
            }
            others = Others.put(others, field, parser);
        }
        return new Channel(
                id,
                protocolId,
                name,
                state,
                caller,
                connected,
                accountCode,
                dialplan,
                creationTime,
                language,
                channelVars,
                callerRdnis,
                tenantId,
                Others.done(others));
    }
}
