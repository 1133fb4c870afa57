package io.voxari.ari.codegen;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A file of {@code key = value} lines beside this class, in the order in which they stand. Knows which keys were never
 * asked for, so that a line that has become useless does not stay.
 */
final class DataFile {
    private final String name;
    private final Map<String, String> values = new LinkedHashMap<>();
    private final Set<String> unused = new TreeSet<>();

    DataFile(String name) {
        this.name = name;
        try (InputStream in = Objects.requireNonNull(DataFile.class.getResourceAsStream(name), name)) {
            new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().forEach(this::line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        unused.addAll(values.keySet());
    }

    private void line(String line) {
        if (line.isBlank() || line.startsWith("#")) {
            return;
        }
        int equals = line.indexOf(" = ");
        if (equals < 0) {
            throw new IllegalArgumentException(name + ": not 'key = value': " + line);
        }
        String key = line.substring(0, equals).strip();
        if (values.put(key, line.substring(equals + 3).strip()) != null) {
            throw new IllegalArgumentException(name + ": twice: " + key);
        }
    }

    @Nullable String get(String key) {
        unused.remove(key);
        return values.get(key);
    }

    Map<String, String> all() {
        unused.clear();
        return values;
    }

    String name() {
        return name;
    }

    Set<String> unused() {
        return unused;
    }
}
