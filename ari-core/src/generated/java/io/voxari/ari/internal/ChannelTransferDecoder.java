package io.voxari.ari.internal;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.voxari.ari.event.ChannelTransfer;
import io.voxari.ari.model.ReferTo;
import io.voxari.ari.model.ReferredBy;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;

/**
 * Reads {@link ChannelTransfer}.
 */
@Generated("io.voxari.ari.codegen")
public final class ChannelTransferDecoder {
    private ChannelTransferDecoder() {}

    public static ChannelTransfer decode(JsonParser parser, String raw) throws IOException {
        String state = null;
        ReferTo referTo = ReferToDecoder.NEUTRAL;
        ReferredBy referredBy = ReferredByDecoder.NEUTRAL;
        String application = "";
        Instant timestamp = null;
        String asteriskId = null;
        Map<String, Object> others = null;
        for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
            JsonToken token = parser.nextToken();
            switch (field) {
                case "state" -> {
                    if (token == JsonToken.VALUE_STRING) {
                        state = parser.getText();
                        continue;
                    }
                }
                case "refer_to" -> {
                    if (token == JsonToken.START_OBJECT) {
                        referTo = ReferToDecoder.decode(parser);
                        continue;
                    }
                }
                case "referred_by" -> {
                    if (token == JsonToken.START_OBJECT) {
                        referredBy = ReferredByDecoder.decode(parser);
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
        return new ChannelTransfer(
                state, referTo, referredBy, application, timestamp, asteriskId, Others.done(others), raw);
    }
}
