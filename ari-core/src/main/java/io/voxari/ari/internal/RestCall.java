package io.voxari.ari.internal;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One ARI request as data: method, path, query and body, not yet encoded for a transport.
 *
 * <p>{@code path} is the documented template, such as {@code /channels/{channelId}/answer}; {@code pathValues} fill its
 * holes in order. Transports encode each value by itself, so that an id may hold any character.
 *
 * <p>Not thread-safe; a request is built by one thread and read after it was handed over.
 */
public final class RestCall {
    /** Longer than any request, and short enough for milliseconds in an int and nanoseconds in a long. */
    public static final Duration LONGEST = Duration.ofDays(20);

    private final String method;
    private final String path;
    private final List<String> pathValues;
    private final Map<String, String> query = new LinkedHashMap<>();
    private final Map<String, Object> body = new LinkedHashMap<>();
    private @Nullable Duration deadline;
    private @Nullable Seen watcher;

    public RestCall(String method, String path, String... pathValues) {
        this.method = method;
        this.path = path;
        this.pathValues = List.of(pathValues);
        if (this.pathValues.contains("")) {
            throw new IllegalArgumentException("An id is empty: " + path + " " + this.pathValues);
        }
    }

    public String method() {
        return method;
    }

    public String path() {
        return path;
    }

    public List<String> pathValues() {
        return pathValues;
    }

    /** Query parameters in the order they were first set; not yet percent-encoded. */
    public Map<String, String> query() {
        return query;
    }

    /** The JSON object to send as the body, of texts, numbers, booleans, lists and maps; empty means no body. */
    public Map<String, Object> body() {
        return body;
    }

    /** How long the request may take in all, or null for the client's own setting. */
    public @Nullable Duration deadline() {
        return deadline;
    }

    /** The same call to another path, in which a query parameter has become the last value. */
    public RestCall moved(String newPath, String parameter) {
        RestCall moved = new RestCall(method, newPath, Objects.requireNonNull(query.get(parameter), parameter));
        moved.query.putAll(query);
        moved.query.remove(parameter);
        moved.body.putAll(body);
        moved.deadline = deadline;
        moved.watcher = watcher;
        return moved;
    }

    /** Sets a query parameter; a second value of the same name replaces the first, null removes it. */
    public RestCall query(String name, @Nullable Object value) {
        if (value == null) {
            query.remove(name);
        } else {
            query.put(name, value.toString());
        }
        return this;
    }

    /**
     * Sets a parameter of many values. Asterisk splits a query value at every comma and knows no escape; a value that
     * holds one goes into the body as a JSON array instead, where the method has a body.
     */
    public RestCall list(String name, List<String> values) {
        boolean splits = values.stream().anyMatch(value -> value.indexOf(',') >= 0);
        query.remove(name);
        body.remove(name);
        if (splits && !method.equals("GET") && !method.equals("DELETE")) {
            body.put(name, List.copyOf(values));
        } else {
            query.put(name, String.join(",", values));
        }
        return this;
    }

    /** Sets a time in whole seconds, rounded up so that a short one does not become none. */
    public RestCall seconds(String name, Duration value) {
        long seconds = value.getSeconds();
        return query(name, value.getNano() > 0 ? seconds + 1 : seconds);
    }

    /** Sets a time in milliseconds. */
    public RestCall millis(String name, Duration value) {
        return query(name, value.toMillis());
    }

    /** Sets one key of the body. */
    public RestCall body(String name, Object value) {
        body.put(name, value);
        return this;
    }

    /** Adds entries to the object that is under this key of the body. */
    public RestCall entries(String name, Map<String, ?> entries) {
        entries.forEach((key, value) -> entry(name, key, value));
        return this;
    }

    /** Adds one entry to the object that is under this key of the body. */
    @SuppressWarnings("unchecked") // Only this method puts maps into the body.
    public RestCall entry(String name, String key, Object value) {
        Map<String, Object> map = (Map<String, Object>) body.computeIfAbsent(name, any -> new LinkedHashMap<>());
        map.put(key, value);
        return this;
    }

    /** See {@link #deadline()}. */
    public RestCall deadline(Duration value) {
        if (value.isZero() || value.isNegative()) {
            throw new IllegalArgumentException("A deadline must be more than zero: " + value);
        }
        this.deadline = value.compareTo(LONGEST) > 0 ? LONGEST : value;
        return this;
    }

    /** Who keeps record of what is there, or null. */
    @Nullable Seen watcher() {
        return watcher;
    }

    RestCall watchedBy(Seen keeper) {
        watcher = keeper;
        return this;
    }

    /** Method and path without any value. */
    @Override
    public String toString() {
        return method + " " + path;
    }
}
