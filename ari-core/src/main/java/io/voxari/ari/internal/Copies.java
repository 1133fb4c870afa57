package io.voxari.ari.internal;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Copies that cannot be changed, for records. */
public final class Copies {
    private Copies() {}

    public static <T> List<T> list(List<T> list) {
        return List.copyOf(list);
    }

    /** Keeps the order: these are read by people too. */
    public static <V> Map<String, V> map(Map<String, V> map) {
        return map.isEmpty() ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }
}
