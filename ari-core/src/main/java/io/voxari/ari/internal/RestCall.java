package io.voxari.ari.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
    private final String method;
    private final String path;
    private final List<String> pathValues;
    private final Map<String, String> query = new LinkedHashMap<>();
    private @Nullable Map<String, Object> body;

    public RestCall(String method, String path, String... pathValues) {
        this.method = method;
        this.path = path;
        this.pathValues = List.of(pathValues);
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

    /** Query parameters in the order they were first set; a second value of the same name replaces the first. */
    public Map<String, String> query() {
        return query;
    }

    public RestCall query(String name, @Nullable Object value) {
        if (value == null) {
            query.remove(name);
        } else {
            query.put(name, value instanceof List<?> list ? joined(list) : value.toString());
        }
        return this;
    }

    /** The JSON object to send as the body, or null for none. */
    public @Nullable Map<String, Object> body() {
        return body;
    }

    public RestCall body(@Nullable Map<String, Object> value) {
        this.body = value;
        return this;
    }

    private static String joined(List<?> list) {
        List<String> parts = new ArrayList<>();
        list.forEach(part -> parts.add(String.valueOf(part)));
        return String.join(",", parts);
    }

    @Override
    public String toString() {
        return method + " " + path + " " + pathValues;
    }
}
