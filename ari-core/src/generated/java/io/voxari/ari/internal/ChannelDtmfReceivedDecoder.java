package io.voxari.ari.internal;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.voxari.ari.event.ChannelDtmfReceived;
import io.voxari.ari.model.Channel;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@link ChannelDtmfReceived}.
 */
@Generated("io.voxari.ari.codegen")
public final class ChannelDtmfReceivedDecoder {
    private ChannelDtmfReceivedDecoder() {}

    public static ChannelDtmfReceived decode(JsonParser parser, String raw, @Nullable Channel known)
            throws IOException {
        String digit = "";
        int durationMillis = 0;
        Channel channel = known == null ? ChannelDecoder.NEUTRAL : known;
        String application = "";
        Instant timestamp = null;
        String asteriskId = null;
        Map<String, Object> others = null;
        for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
            JsonToken token = parser.nextToken();
            switch (field) {
                case "digit" -> {
                    if (token == JsonToken.VALUE_STRING) {
                        digit = parser.getText();
                        continue;
                    }
                }
                case "duration_ms" -> {
                    if (Read.isInt(parser)) {
                        durationMillis = parser.getIntValue();
                        continue;
                    }
                }
                case "channel" -> {
                    if (token == JsonToken.START_OBJECT) {
                        channel = ChannelDecoder.decode(parser);
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
        return new ChannelDtmfReceived(
                digit, durationMillis, channel, application, timestamp, asteriskId, Others.done(others), raw);
    }
}
