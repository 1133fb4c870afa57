package io.voxari.agent.admission;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.voxari.agent.NumberPlan;
import io.voxari.agent.Workflow;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Reads a file of routes; stateless. What is wrong is an {@link IllegalArgumentException} that says where. */
final class RoutingText {
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private RoutingText() {}

    static Routes parse(Path file, @Nullable NumberPlan plan) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        boolean isJson = file.toString().toLowerCase(Locale.ROOT).endsWith(".json");
        Map<String, Workflow> routes = new LinkedHashMap<>();
        String country = isJson ? json(bytes, routes) : properties(bytes, routes);
        // An editor that empties the file before it writes must not close all lines.
        if (routes.isEmpty()) {
            throw new IllegalArgumentException("there is no route in it");
        }
        Routes.Builder builder = Routes.builder();
        if (country != null) {
            builder.numberPlan(NumberPlan.of(country));
        } else if (plan != null) {
            builder.numberPlan(plan);
        }
        routes.forEach(builder::entry);
        return builder.build();
    }

    private static @Nullable String properties(byte[] bytes, Map<String, Workflow> routes) throws IOException {
        Properties properties = new Properties() {
            private static final long serialVersionUID = 1L;

            @Override
            public synchronized @Nullable Object put(Object key, Object value) {
                Object before = super.put(key, value);
                if (before != null) {
                    throw new IllegalArgumentException("\"" + key + "\" stands there twice");
                }
                return null;
            }
        };
        properties.load(new InputStreamReader(new ByteArrayInputStream(bytes), StandardCharsets.UTF_8));
        Object country = properties.remove("country");
        properties.forEach((number, workflow) -> routes.put(
                number.toString(),
                workflow(number.toString(), workflow.toString().strip())));
        return country == null ? null : country.toString().strip();
    }

    private static @Nullable String json(byte[] bytes, Map<String, Workflow> routes) throws IOException {
        String country = null;
        try (JsonParser in = JSON.createParser(bytes)) {
            expect(in, in.nextToken(), JsonToken.START_OBJECT, "an object with \"routes\"");
            while (in.nextToken() == JsonToken.FIELD_NAME) {
                String field = in.currentName();
                JsonToken value = in.nextToken();
                switch (field) {
                    case "country" -> {
                        expect(in, value, JsonToken.VALUE_STRING, "a country's code");
                        country = in.getText();
                    }
                    case "routes" -> {
                        expect(in, value, JsonToken.START_OBJECT, "an object of routes");
                        while (in.nextToken() == JsonToken.FIELD_NAME) {
                            String number = in.currentName();
                            in.nextToken();
                            routes.put(number, route(in, number));
                        }
                    }
                    default -> throw wrong(in, "\"" + field + "\" means nothing here; there are country and routes");
                }
            }
            if (in.nextToken() != null) {
                throw wrong(in, "something stands behind the end");
            }
        } catch (JsonProcessingException broken) {
            throw new IllegalArgumentException(
                    "line " + broken.getLocation().getLineNr() + ": " + broken.getOriginalMessage(), broken);
        }
        return country;
    }

    private static Workflow route(JsonParser in, String number) throws IOException {
        if (in.currentToken() == JsonToken.VALUE_STRING) {
            return workflow(number, in.getText());
        }
        expect(in, in.currentToken(), JsonToken.START_OBJECT, "a workflow's name or an object for " + number);
        String id = null;
        Map<String, String> attributes = new LinkedHashMap<>();
        while (in.nextToken() == JsonToken.FIELD_NAME) {
            String field = in.currentName();
            JsonToken value = in.nextToken();
            switch (field) {
                case "workflow" -> {
                    expect(in, value, JsonToken.VALUE_STRING, "a workflow's name");
                    id = in.getText();
                }
                case "attributes" -> {
                    expect(in, value, JsonToken.START_OBJECT, "an object of attributes");
                    attributes(in, attributes);
                }
                default -> throw wrong(in, "\"" + field + "\" means nothing here; there are workflow and attributes");
            }
        }
        if (id == null) {
            throw wrong(in, "the route for " + number + " has no \"workflow\"");
        }
        return new Workflow(workflow(number, id).id(), attributes);
    }

    private static void attributes(JsonParser in, Map<String, String> attributes) throws IOException {
        while (in.nextToken() == JsonToken.FIELD_NAME) {
            String name = in.currentName();
            if (!in.nextToken().isScalarValue() || in.currentToken() == JsonToken.VALUE_NULL) {
                throw wrong(in, "attribute \"" + name + "\" is no text, number or truth value");
            }
            attributes.put(name, in.getText());
        }
    }

    private static Workflow workflow(String number, String id) {
        if (id.isBlank()) {
            throw new IllegalArgumentException("the workflow for " + number + " has no name");
        }
        // A line of properties such as "+49 30 1 = sales", in which the first blank ends the number.
        if (id.indexOf('=') >= 0) {
            throw new IllegalArgumentException("the workflow for " + number + " is called \"" + id
                    + "\"; a number is written without blanks, and a name without an equals sign");
        }
        return Workflow.of(id);
    }

    private static void expect(JsonParser in, @Nullable JsonToken found, JsonToken wanted, String what) {
        if (found != wanted) {
            throw wrong(in, "expected " + what + ", found " + (found == null ? "the end" : found));
        }
    }

    private static IllegalArgumentException wrong(JsonParser in, String what) {
        return new IllegalArgumentException("line " + in.currentLocation().getLineNr() + ": " + what);
    }
}
