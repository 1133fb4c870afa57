package io.voxari.ari.internal;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.voxari.ari.event.Dial;
import io.voxari.ari.model.Channel;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;

/**
 * Reads {@link Dial}.
 */
@Generated("io.voxari.ari.codegen")
public final class DialDecoder {
    private DialDecoder() {}

    public static Dial decode(JsonParser parser, String raw) throws IOException {
        Channel caller = null;
        Channel peer = ChannelDecoder.NEUTRAL;
        String forward = null;
        Channel forwarded = null;
        String dialString = null;
        String dialStatus = "";
        String application = "";
        Instant timestamp = null;
        String asteriskId = null;
        Map<String, Object> others = null;
        for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
            JsonToken token = parser.nextToken();
            switch (field) {
                case "caller" -> {
                    if (token == JsonToken.START_OBJECT) {
                        caller = ChannelDecoder.decode(parser);
                        continue;
                    }
                }
                case "peer" -> {
                    if (token == JsonToken.START_OBJECT) {
                        peer = ChannelDecoder.decode(parser);
                        continue;
                    }
                }
                case "forward" -> {
                    if (token == JsonToken.VALUE_STRING) {
                        forward = parser.getText();
                        continue;
                    }
                }
                case "forwarded" -> {
                    if (token == JsonToken.START_OBJECT) {
                        forwarded = ChannelDecoder.decode(parser);
                        continue;
                    }
                }
                case "dialstring" -> {
                    if (token == JsonToken.VALUE_STRING) {
                        dialString = parser.getText();
                        continue;
                    }
                }
                case "dialstatus" -> {
                    if (token == JsonToken.VALUE_STRING) {
                        dialStatus = parser.getText();
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
        return new Dial(
                caller,
                peer,
                forward,
                forwarded,
                dialString,
                dialStatus,
                application,
                timestamp,
                asteriskId,
                Others.done(others),
                raw);
    }
}
