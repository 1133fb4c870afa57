package io.voxari.ari.internal;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.voxari.ari.model.AsteriskInfo;
import io.voxari.ari.model.BuildInfo;
import io.voxari.ari.model.ConfigInfo;
import io.voxari.ari.model.StatusInfo;
import io.voxari.ari.model.SystemInfo;
import java.io.IOException;
import java.util.Map;

/**
 * Reads {@link AsteriskInfo}.
 */
@Generated("io.voxari.ari.codegen")
public final class AsteriskInfoDecoder {
    /**
     * What stands where one was announced and none came.
     */
    public static final AsteriskInfo NEUTRAL = Read.neutral(AsteriskInfoDecoder::decode);

    private AsteriskInfoDecoder() {}

    public static AsteriskInfo decode(JsonParser parser) throws IOException {
        BuildInfo build = null;
        SystemInfo system = null;
        ConfigInfo config = null;
        StatusInfo status = null;
        Map<String, Object> others = null;
        for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
            JsonToken token = parser.nextToken();
            switch (field) {
                case "build" -> {
                    if (token == JsonToken.START_OBJECT) {
                        build = BuildInfoDecoder.decode(parser);
                        continue;
                    }
                }
                case "system" -> {
                    if (token == JsonToken.START_OBJECT) {
                        system = SystemInfoDecoder.decode(parser);
                        continue;
                    }
                }
                case "config" -> {
                    if (token == JsonToken.START_OBJECT) {
                        config = ConfigInfoDecoder.decode(parser);
                        continue;
                    }
                }
                case "status" -> {
                    if (token == JsonToken.START_OBJECT) {
                        status = StatusInfoDecoder.decode(parser);
                        continue;
                    }
                }
                default -> {}
            }
            others = Others.put(others, field, parser);
        }
        return new AsteriskInfo(build, system, config, status, Others.done(others));
    }
}
