package io.voxari.testkit.internal;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * A request, however it came.
 *
 * @param method in capitals
 * @param path the decoded parts of the path behind {@code /ari/}
 * @param parameters of the query, and of a JSON body, which wins
 * @param body the body as a JSON object, or the missing node
 */
record AriRequest(String method, List<String> path, Map<String, String> parameters, JsonNode body) {
    static AriRequest of(String method, HttpUrl url, RequestBody body) {
        Map<String, String> parameters = new LinkedHashMap<>();
        body.form().forEach(parameters::put);
        for (String name : url.queryParameterNames()) {
            String value = url.queryParameter(name);
            if (!name.isEmpty()) {
                parameters.put(name, value == null ? "" : value);
            }
        }
        for (Map.Entry<String, JsonNode> field : body.json().properties()) {
            if (field.getValue().isValueNode()) {
                parameters.put(field.getKey(), RequestBody.value(field.getKey(), field.getValue()));
            }
        }
        List<String> segments = url.pathSegments();
        return new AriRequest(method, segments.subList(1, segments.size()), parameters, body.json());
    }

    @Nullable String get(String name) {
        String value = parameters.get(name);
        return value == null || value.isEmpty() ? null : value;
    }

    String get(String name, String otherwise) {
        String value = get(name);
        return value == null ? otherwise : value;
    }

    /** Whether it is this one: in the pattern {@code *} stands for any part. */
    boolean is(String method, String... pattern) {
        return this.method.equals(method) && isAt(pattern);
    }

    boolean isAt(String... pattern) {
        if (path.size() != pattern.length) {
            return false;
        }
        for (int i = 0; i < pattern.length; i++) {
            if (!pattern[i].equals("*") && !pattern[i].equals(path.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** A parameter that names something this simulation does not have; null when there is none. */
    @Nullable String otherThan(String... known) {
        return parameters.keySet().stream()
                .filter(name -> !Arrays.asList(known).contains(name) && !name.equals("api_key"))
                .findFirst()
                .orElse(null);
    }

    /** Refuses a parameter that names something this simulation does not have. */
    void only(String... known) {
        String other = otherThan(known);
        if (other != null) {
            throw new UnsupportedOperationException("the parameter " + other);
        }
    }

    /** Puts the variables of the body there. */
    void variables(Map<String, String> there) {
        for (Map.Entry<String, JsonNode> variable : body.path("variables").properties()) {
            JsonNode value = variable.getValue();
            there.put(variable.getKey(), value.isObject() ? value.path("value").asText() : value.asText());
        }
    }

    @Override
    public String toString() {
        return method + " /" + String.join("/", path);
    }
}
