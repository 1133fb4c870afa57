package io.voxari.ari.internal;

import com.fasterxml.jackson.core.JsonParser;
import io.voxari.ari.model.Dialed;
import java.io.IOException;
import java.util.Map;

/**
 * Reads {@link Dialed}.
 */
@Generated("io.voxari.ari.codegen")
public final class DialedDecoder {
    /**
     * What stands where one was announced and none came.
     */
    public static final Dialed NEUTRAL = Read.neutral(DialedDecoder::decode);

    private DialedDecoder() {}

    public static Dialed decode(JsonParser parser) throws IOException {
        Map<String, Object> others = null;
        for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
            parser.nextToken();
            others = Others.put(others, field, parser);
        }
        return new Dialed(Others.done(others));
    }
}
