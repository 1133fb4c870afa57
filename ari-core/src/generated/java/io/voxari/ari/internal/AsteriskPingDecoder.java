package io.voxari.ari.internal;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.voxari.ari.model.AsteriskPing;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;

/**
 * Reads {@link AsteriskPing}.
 */
@Generated("io.voxari.ari.codegen")
public final class AsteriskPingDecoder {
    /**
     * What stands where one was announced and none came.
     */
    public static final AsteriskPing NEUTRAL = Read.neutral(AsteriskPingDecoder::decode);

    private AsteriskPingDecoder() {}

    public static AsteriskPing decode(JsonParser parser) throws IOException {
        String asteriskId = "";
        String ping = "";
        Instant timestamp = null;
        Map<String, Object> others = null;
        for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
            JsonToken token = parser.nextToken();
            switch (field) {
                case "asterisk_id" -> {
                    if (token == JsonToken.VALUE_STRING) {
                        asteriskId = parser.getText();
                        continue;
                    }
                }
                case "ping" -> {
                    if (token == JsonToken.VALUE_STRING) {
                        ping = parser.getText();
                        continue;
                    }
                }
                case "timestamp" -> {
                    timestamp = Read.time(parser);
                    if (timestamp != null) {
                        continue;
                    }
                }
                default -> {}
            }
            others = Others.put(others, field, parser);
        }
        return new AsteriskPing(asteriskId, ping, timestamp, Others.done(others));
    }
}
