package io.voxari.ari.internal;

import io.voxari.ari.AriEvent;
import io.voxari.ari.UnknownEvent;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Decodes a made-up object of every model that the api-docs describe, and finds what the types lack. It knows nothing of
 * the generator: a field is there if decoding it changes the record and leaves nothing over.
 */
public final class ModelSamples {
    private static final String TIME = "2026-08-07T14:54:02.123-0600";
    private final Map<String, Map<String, Object>> models;
    private final List<String> events;

    /** Models by name, each as the api-docs have it. */
    public ModelSamples(Map<String, Map<String, Object>> models) {
        this.models = models;
        List<String> events = new ArrayList<>(texts(object(models, "Event").get("subTypes")));
        events.add("MissingParams");
        this.events = events;
    }

    /** What the types cover, and the names of what they do not. */
    public record Coverage(int models, int fields, int values, int events, List<String> lacking) {}

    public Coverage coverage() {
        List<String> lacking = new ArrayList<>();
        int[] counts = new int[4];
        models.forEach((name, model) -> {
            Map<String, Map<String, Object>> fields = fields(name);
            int before = lacking.size();
            if (decode(name, sample(name)) == null) {
                lacking.add("model " + name);
                return;
            }
            counts[0]++;
            counts[3] += events.contains(name) && !name.equals("MissingParams") ? 1 : 0;
            fields.forEach((field, type) -> {
                counts[1] += known(name, field, lacking) ? 1 : 0;
                counts[2] += values(name, field, type, lacking);
            });
            if (lacking.size() == before
                    && !others(Objects.requireNonNull(decode(name, sample(name))))
                            .isEmpty()) {
                lacking.add("model " + name + " leaves something over");
            }
        });
        return new Coverage(counts[0], counts[1], counts[2], counts[3], lacking);
    }

    private boolean known(String model, String field, List<String> lacking) {
        Map<String, Object> with = sample(model);
        Map<String, Object> without = new LinkedHashMap<>(with);
        without.remove(field);
        Object full = Objects.requireNonNull(decode(model, with));
        if (others(full).containsKey(field) || parts(full).equals(parts(decode(model, without)))) {
            lacking.add("field " + model + "." + field);
            return false;
        }
        return true;
    }

    /** How many of the values that a field may have are read as something. */
    private int values(String model, String field, Map<String, Object> type, List<String> lacking) {
        int known = 0;
        for (String value : allowed(type)) {
            Map<String, Object> with = sample(model);
            with.put(field, value);
            if (others(Objects.requireNonNull(decode(model, with))).isEmpty()) {
                known++;
            } else {
                lacking.add("value " + model + "." + field + " " + value);
            }
        }
        return known;
    }

    public int fieldCount() {
        return models.keySet().stream().mapToInt(name -> fields(name).size()).sum();
    }

    public int valueCount() {
        return models.keySet().stream()
                .flatMap(name -> fields(name).values().stream())
                .mapToInt(type -> allowed(type).size())
                .sum();
    }

    public int eventCount() {
        return events.size() - 1;
    }

    /** An object with every field of the model. */
    private Map<String, Object> sample(String model) {
        Map<String, Object> sample = new LinkedHashMap<>();
        fields(model).forEach((field, type) -> sample.put(field, value(field, type)));
        return sample;
    }

    private Object value(String field, Map<String, Object> description) {
        String type = String.valueOf(description.get("type"));
        List<String> allowed = allowed(description);
        if (!allowed.isEmpty()) {
            return allowed.stream()
                    .filter(value -> !value.equalsIgnoreCase("unknown"))
                    .findFirst()
                    .orElseThrow();
        }
        if (type.startsWith("List[")) {
            return List.of(value(field, Map.of("type", type.substring(5, type.length() - 1))));
        }
        return switch (type) {
            case "string" -> field.equals("timestamp") ? TIME : "text of " + field;
            case "Date" -> TIME;
            case "int", "long" -> 7;
            case "double" -> 7.5;
            case "boolean" -> true;
            case "object" -> Map.of("key", "value");
            default -> sample(type);
        };
    }

    private @Nullable Object decode(String model, Map<String, Object> sample) {
        try {
            if (model.equals("Message") || model.equals("Event")) {
                Map<String, Object> typed = new LinkedHashMap<>(sample);
                typed.putIfAbsent("type", "NoSuchType");
                return Wire.event(Wire.json(typed));
            }
            if (events.contains(model)) {
                Map<String, Object> typed = new LinkedHashMap<>(sample);
                typed.put("type", model);
                AriEvent event = Wire.event(Wire.json(typed));
                return event instanceof UnknownEvent ? null : event;
            }
            Decoder<?> decoder = ModelDecoders.all().get(model);
            return decoder == null ? null : Wire.readObject(Wire.json(sample), decoder);
        } catch (java.io.IOException e) {
            throw new AssertionError("A sample of " + model + " did not decode", e);
        }
    }

    private static Map<String, Object> parts(@Nullable Object record) {
        Map<String, Object> parts = new TreeMap<>();
        for (RecordComponent component :
                Objects.requireNonNull(record).getClass().getRecordComponents()) {
            Object value = read(component, record);
            if (!component.getName().equals("raw") && value != null) {
                parts.put(component.getName(), value);
            }
        }
        return parts;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> others(Object record) {
        return (Map<String, Object>) Objects.requireNonNull(parts(record).get("otherFields"));
    }

    private static @Nullable Object read(RecordComponent component, Object record) {
        try {
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(e.getMessage(), e);
        }
    }

    @SuppressWarnings("unchecked")
    private Map<String, Map<String, Object>> fields(String model) {
        return (Map<String, Map<String, Object>>)
                (Map<String, ?>) Objects.requireNonNull(object(models, model).get("properties"));
    }

    private static Map<String, Object> object(Map<String, Map<String, Object>> models, String name) {
        return Objects.requireNonNull(models.get(name), name);
    }

    private static List<String> allowed(Map<String, Object> type) {
        return type.get("allowableValues") instanceof Map<?, ?> allowed ? texts(allowed.get("values")) : List.of();
    }

    private static List<String> texts(@Nullable Object list) {
        return list instanceof List<?> items
                ? items.stream().map(String::valueOf).toList()
                : List.of();
    }
}
