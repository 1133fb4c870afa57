package io.voxari.ari.internal;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.voxari.ari.model.ConfigInfo;
import io.voxari.ari.model.SetId;
import java.io.IOException;
import java.util.Map;

/**
 * Reads {@link ConfigInfo}.
 */
@Generated("io.voxari.ari.codegen")
public final class ConfigInfoDecoder {
    /**
     * What stands where one was announced and none came.
     */
    public static final ConfigInfo NEUTRAL = Read.neutral(ConfigInfoDecoder::decode);

    private ConfigInfoDecoder() {}

    public static ConfigInfo decode(JsonParser parser) throws IOException {
        String name = "";
        String defaultLanguage = "";
        Integer maxChannels = null;
        Integer maxOpenFiles = null;
        Double maxLoad = null;
        SetId setId = SetIdDecoder.NEUTRAL;
        Map<String, Object> others = null;
        for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
            JsonToken token = parser.nextToken();
            switch (field) {
                case "name" -> {
                    if (token == JsonToken.VALUE_STRING) {
                        name = parser.getText();
                        continue;
                    }
                }
                case "default_language" -> {
                    if (token == JsonToken.VALUE_STRING) {
                        defaultLanguage = parser.getText();
                        continue;
                    }
                }
                case "max_channels" -> {
                    if (Read.isInt(parser)) {
                        maxChannels = parser.getIntValue();
                        continue;
                    }
                }
                case "max_open_files" -> {
                    if (Read.isInt(parser)) {
                        maxOpenFiles = parser.getIntValue();
                        continue;
                    }
                }
                case "max_load" -> {
                    if (Read.isNumber(parser)) {
                        maxLoad = parser.getDoubleValue();
                        continue;
                    }
                }
                case "setid" -> {
                    if (token == JsonToken.START_OBJECT) {
                        setId = SetIdDecoder.decode(parser);
                        continue;
                    }
                }
                default -> {}
            }
            others = Others.put(others, field, parser);
        }
        return new ConfigInfo(name, defaultLanguage, maxChannels, maxOpenFiles, maxLoad, setId, Others.done(others));
    }
}
