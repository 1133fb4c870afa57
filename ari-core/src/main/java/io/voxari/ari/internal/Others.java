package io.voxari.ari.internal;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Collects what a decoder has no place for. The map is made when there is something to put into it. */
final class Others {
    private Others() {}

    /** Takes the value that the parser stands at; a JSON null says no more than an absent field. */
    static @Nullable Map<String, Object> put(@Nullable Map<String, Object> others, String name, JsonParser parser)
            throws IOException {
        Object value = WireValues.value(parser);
        if (value == null) {
            return others;
        }
        Map<String, Object> map = others == null ? new LinkedHashMap<>() : others;
        map.put(name, value);
        return map;
    }

    static Map<String, Object> done(@Nullable Map<String, Object> others) {
        return others == null ? Map.of() : others;
    }
}
