package io.voxari.ari.internal;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.voxari.ari.event.ChannelCreated;
import io.voxari.ari.model.Channel;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@link ChannelCreated}.
 */
@Generated("io.voxari.ari.codegen")
public final class ChannelCreatedDecoder {
    private ChannelCreatedDecoder() {}

    public static ChannelCreated decode(JsonParser parser, String raw, @Nullable Channel known) throws IOException {
        Channel channel = known == null ? ChannelDecoder.NEUTRAL : known;
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
        return new ChannelCreated(channel, application, timestamp, asteriskId, Others.done(others), raw);
    }
}
