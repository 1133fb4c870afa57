package io.voxari.ari.internal;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.voxari.ari.model.FormatLangPair;
import io.voxari.ari.model.Sound;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * Reads {@link Sound}.
 */
@Generated("io.voxari.ari.codegen")
public final class SoundDecoder {
    /**
     * What stands where one was announced and none came.
     */
    public static final Sound NEUTRAL = Read.neutral(SoundDecoder::decode);

    private SoundDecoder() {}

    public static Sound decode(JsonParser parser) throws IOException {
        String id = "";
        String text = null;
        List<FormatLangPair> formats = List.of();
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
                case "text" -> {
                    if (token == JsonToken.VALUE_STRING) {
                        text = parser.getText();
                        continue;
                    }
                }
                case "formats" -> {
                    if (token == JsonToken.START_ARRAY) {
                        formats = Read.list(parser, FormatLangPairDecoder::decode);
                        continue;
                    }
                }
                default -> {}
            }
            others = Others.put(others, field, parser);
        }
        return new Sound(id, text, formats, Others.done(others));
    }
}
