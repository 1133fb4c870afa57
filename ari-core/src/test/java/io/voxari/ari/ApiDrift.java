package io.voxari.ari;

import io.voxari.ari.internal.ModelSamples;
import io.voxari.ari.internal.Wire;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** Compares the types with the api-docs of an Asterisk, and says what the types lack. */
final class ApiDrift {
    private final Map<String, Map<String, Object>> models = new TreeMap<>();
    private final Map<String, Set<String>> covered = OperationSamples.all();
    private final List<String> lacking = new ArrayList<>();
    private int operations;
    private int operationsCovered;
    private int parameters;
    private int parametersCovered;

    /** From the name of a file, such as {@code channels.json}, to its text. */
    ApiDrift(UnaryOperator<String> files) {
        for (Map<String, Object> api : objects(read(files, "resources.json"), "apis")) {
            String file = text(api, "path").replace("/api-docs/", "").replace("{format}", "json");
            Map<String, Object> resource = read(files, file);
            for (Map<String, Object> path : objects(resource, "apis")) {
                objects(path, "operations").forEach(operation -> compare(text(path, "path"), operation));
            }
            if (resource.get("models") instanceof Map<?, ?> found) {
                found.forEach((name, model) -> models.put(String.valueOf(name), asObject(model)));
            }
        }
    }

    private void compare(String path, Map<String, Object> operation) {
        String key = text(operation, "httpMethod") + " " + path;
        Set<String> names = covered.get(key);
        operations++;
        operationsCovered += names == null ? 0 : 1;
        if (names == null) {
            lacking.add("operation " + key);
        }
        for (Map<String, Object> parameter : objects(operation, "parameters")) {
            parameters++;
            if (names != null && has(names, text(parameter, "name"))) {
                parametersCovered++;
            } else {
                lacking.add("parameter " + key + " " + text(parameter, "name"));
            }
        }
    }

    /** The event filter has no key of its own in the body: it is the body. */
    private static boolean has(Set<String> names, String parameter) {
        return parameter.equals("filter")
                ? names.containsAll(Set.of("allowed", "disallowed"))
                : names.contains(parameter);
    }

    /** One line of figures, then a line for each thing that is lacking. */
    String report() {
        ModelSamples samples = new ModelSamples(models);
        ModelSamples.Coverage coverage = samples.coverage();
        List<String> all = new ArrayList<>(lacking);
        all.addAll(coverage.lacking());
        return "operations %d/%d, parameters %d/%d, models %d/%d, fields %d/%d, values %d/%d, events %d/%d"
                        .formatted(
                                operationsCovered,
                                operations,
                                parametersCovered,
                                parameters,
                                coverage.models(),
                                models.size(),
                                coverage.fields(),
                                samples.fieldCount(),
                                coverage.values(),
                                samples.valueCount(),
                                coverage.events(),
                                samples.eventCount())
                + (all.isEmpty() ? "" : "\nlacking " + String.join("\nlacking ", all));
    }

    private static Map<String, Object> read(UnaryOperator<String> files, String name) {
        return Objects.requireNonNull(Wire.object(files.apply(name)), name);
    }

    private static List<Map<String, Object>> objects(Map<String, Object> parent, String name) {
        return parent.get(name) instanceof List<?> list
                ? list.stream().map(ApiDrift::asObject).toList()
                : List.of();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> asObject(Object value) {
        return (Map<String, Object>) value;
    }

    private static String text(Map<String, Object> object, String name) {
        return String.valueOf(object.get(name));
    }
}
