package io.voxari.ari.internal;

import com.fasterxml.jackson.core.JsonParser;
import io.voxari.ari.model.StatusInfo;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;

/**
 * Reads {@link StatusInfo}.
 */
@Generated("io.voxari.ari.codegen")
public final class StatusInfoDecoder {
    /**
     * What stands where one was announced and none came.
     */
    public static final StatusInfo NEUTRAL = Read.neutral(StatusInfoDecoder::decode);

    private StatusInfoDecoder() {}

    public static StatusInfo decode(JsonParser parser) throws IOException {
        Instant startupTime = null;
        Instant lastReloadTime = null;
        Map<String, Object> others = null;
        for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
            parser.nextToken();
            switch (field) {
                case "startup_time" -> {
                    startupTime = Read.time(parser);
                    if (startupTime != null) {
                        continue;
                    }
                }
                case "last_reload_time" -> {
                    lastReloadTime = Read.time(parser);
                    if (lastReloadTime != null) {
                        continue;
                    }
                }
                default -> {}
            }
            others = Others.put(others, field, parser);
        }
        return new StatusInfo(startupTime, lastReloadTime, Others.done(others));
    }
}
