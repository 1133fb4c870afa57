package io.voxari.testkit.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import okhttp3.HttpUrl;

/**
 * What comes with a request.
 *
 * @param json the body as a JSON object, or the missing node
 * @param form the fields of a form
 */
record RequestBody(JsonNode json, Map<String, String> form) {
    static final RequestBody NONE = new RequestBody(MissingNode.getInstance(), Map.of());

    private static final Set<String> NUMBERS = Set.of(
            "after",
            "before",
            "between",
            "duration",
            "maxDurationSeconds",
            "maxSilenceSeconds",
            "offsetms",
            "priority",
            "skipms",
            "timeout");
    private static final Set<String> FLAGS =
            Set.of("absorbDTMF", "beep", "inhibitConnectedLineUpdates", "mute", "report_events");

    /** Empty when it cannot be read; a body of another type is none. */
    static Optional<RequestBody> of(String contentType, String text) {
        String type = contentType.toLowerCase(Locale.ROOT);
        if (type.startsWith("application/x-www-form-urlencoded")) {
            return Optional.of(new RequestBody(MissingNode.getInstance(), form(text)));
        }
        if (text.isEmpty() || !type.startsWith("application/json")) {
            return Optional.of(NONE);
        }
        return Json.isReadable(text) ? Optional.of(new RequestBody(Json.object(text), Map.of())) : Optional.empty();
    }

    private static Map<String, String> form(String text) {
        Map<String, String> fields = new LinkedHashMap<>();
        HttpUrl url = HttpUrl.parse("http://asterisk/?" + text);
        if (url != null) {
            for (String name : url.queryParameterNames()) {
                String value = url.queryParameter(name);
                fields.put(name, value == null ? "" : value);
            }
        }
        return fields;
    }

    /** {@return what Asterisk takes the value of a field for} Of another type than the parameter is, it is nothing. */
    static String value(String name, JsonNode value) {
        if (NUMBERS.contains(name)) {
            return value.isNumber() ? value.asText() : "0";
        }
        if (FLAGS.contains(name)) {
            return String.valueOf(value.isBoolean() && value.asBoolean());
        }
        return value.isTextual() ? value.asText() : "";
    }
}
