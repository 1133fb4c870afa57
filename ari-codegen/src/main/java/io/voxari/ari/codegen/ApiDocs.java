package io.voxari.ari.codegen;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the api-docs say, reduced to names, types and numbers: none of their sentences gets past this class.
 *
 * @param resources in alphabetical order
 * @param models of all resources, in alphabetical order
 */
record ApiDocs(List<Resource> resources, List<Model> models) {

    /** One file of the api-docs, such as {@code channels}. */
    record Resource(String name, List<Operation> operations) {}

    /** One operation; {@code returns} is {@code void}, {@code binary}, a model or {@code List[model]}. */
    record Operation(
            String method,
            String path,
            String nickname,
            String returns,
            List<String> since,
            List<Integer> errors,
            List<Parameter> parameters) {}

    /** One parameter; {@code place} is {@code path}, {@code query} or {@code body}. */
    record Parameter(
            String name,
            String place,
            String type,
            boolean required,
            boolean many,
            @Nullable String defaultValue) {}

    /** One model; {@code subTypes} are the names of models that inherit its fields. */
    record Model(String name, List<String> subTypes, List<Field> fields) {}

    /** One field of a model. */
    record Field(String name, String type, boolean required) {}

    /** The model of that name. */
    Model model(String name) {
        return models.stream()
                .filter(model -> model.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("The api-docs have no model " + name));
    }

    static ApiDocs read(Source source) throws IOException {
        ObjectMapper json = new ObjectMapper();
        List<Resource> resources = new ArrayList<>();
        TreeMap<String, Model> models = new TreeMap<>();
        for (JsonNode api : json.readTree(source.file("resources.json")).path("apis")) {
            String file = api.path("path").asText().replace("/api-docs/", "").replace("{format}", "json");
            JsonNode root = json.readTree(source.file(file));
            List<Operation> operations = new ArrayList<>();
            for (JsonNode path : root.path("apis")) {
                for (JsonNode operation : path.path("operations")) {
                    operations.add(operation(path.path("path").asText(), operation));
                }
            }
            resources.add(new Resource(file.replace(".json", ""), List.copyOf(operations)));
            root.path("models").properties().forEach(entry -> models.put(entry.getKey(), model(entry.getValue())));
        }
        resources.sort((a, b) -> a.name().compareTo(b.name()));
        return new ApiDocs(List.copyOf(resources), List.copyOf(models.values()));
    }

    private static Operation operation(String path, JsonNode node) {
        List<Parameter> parameters = new ArrayList<>();
        for (JsonNode parameter : node.path("parameters")) {
            String place = parameter.path("paramType").asText();
            parameters.add(new Parameter(
                    parameter.path("name").asText(),
                    place,
                    parameter.path("dataType").asText(),
                    // Some path parameters of endpoints.json do not say that they are required.
                    place.equals("path") || parameter.path("required").asBoolean(),
                    parameter.path("allowMultiple").asBoolean(),
                    parameter.has("defaultValue")
                            ? parameter.path("defaultValue").asText()
                            : null));
        }
        List<Integer> errors = new ArrayList<>();
        // Some codes are texts.
        node.path("errorResponses")
                .forEach(error -> errors.add(error.path("code").asInt()));
        return new Operation(
                node.path("httpMethod").asText(),
                path,
                node.path("nickname").asText(),
                node.path("responseClass").asText(),
                texts(node.path("since")),
                errors.stream().distinct().sorted().toList(),
                List.copyOf(parameters));
    }

    private static Model model(JsonNode node) {
        List<Field> fields = new ArrayList<>();
        node.path("properties")
                .properties()
                .forEach(entry -> fields.add(new Field(
                        entry.getKey(),
                        entry.getValue().path("type").asText(),
                        entry.getValue().path("required").asBoolean())));
        return new Model(node.path("id").asText(), texts(node.path("subTypes")), List.copyOf(fields));
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(item -> texts.add(item.asText()));
        return List.copyOf(texts);
    }
}
