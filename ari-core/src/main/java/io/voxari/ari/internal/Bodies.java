package io.voxari.ari.internal;

import io.voxari.ari.model.ConfigTuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Parts of request bodies in the form that Asterisk takes. */
public final class Bodies {
    private static final String RESPONSE = "RESTResponse";

    private Bodies() {}

    /** Asterisk filters its responses like events: a list that lets anything through must let them through. */
    public static List<Map<String, String>> allowed(String... eventTypes) {
        List<String> all = new ArrayList<>(List.of(eventTypes));
        if (!all.isEmpty() && !all.contains(RESPONSE)) {
            all.add(RESPONSE);
        }
        return types(all.stream());
    }

    /** Without the responses, for the same reason. */
    public static List<Map<String, String>> disallowed(String... eventTypes) {
        return types(Stream.of(eventTypes).filter(type -> !type.equals(RESPONSE)));
    }

    private static List<Map<String, String>> types(Stream<String> types) {
        return types.map(type -> Map.of("type", type)).toList();
    }

    /** Attributes of dynamic configuration. */
    public static List<Map<String, String>> tuples(List<ConfigTuple> tuples) {
        return tuples.stream()
                .map(tuple -> Map.of("attribute", tuple.attribute(), "value", tuple.value()))
                .toList();
    }

    /** A variable that later events report. */
    public static Map<String, Object> reported(String value) {
        return Map.of("value", value, "report_events", true);
    }
}
