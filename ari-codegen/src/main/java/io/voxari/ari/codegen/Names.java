package io.voxari.ari.codegen;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.TypeName;
import java.util.Locale;

/** Names on the wire to names in Java, and the types that are not generated. */
final class Names {
    static final String ARI = "io.voxari.ari";
    static final String MODEL = "io.voxari.ari.model";
    static final String EVENT = "io.voxari.ari.event";
    static final String INTERNAL = "io.voxari.ari.internal";
    static final ClassName NULLABLE = ClassName.get("org.jspecify.annotations", "Nullable");
    static final ClassName GENERATED = ClassName.get(INTERNAL, "Generated");
    static final ClassName JSON_PARSER = ClassName.get("com.fasterxml.jackson.core", "JsonParser");
    static final ClassName JSON_TOKEN = ClassName.get("com.fasterxml.jackson.core", "JsonToken");

    private final DataFile overrides;

    Names(DataFile overrides) {
        this.overrides = overrides;
    }

    /** The Java name of a method, parameter or field: what the data says for it in its place, else for the word, else camel case. */
    String member(String place, String wire) {
        String name = overrides.get(place + "." + wire);
        if (name == null) {
            name = overrides.get(wire);
        }
        return name == null ? camel(wire) : name;
    }

    /** The Java name of a model or event. */
    String type(String wire) {
        String name = overrides.get("type " + wire);
        return name == null ? wire : name;
    }

    static ClassName internal(String name) {
        return ClassName.get(INTERNAL, name);
    }

    static TypeName nullable(TypeName type) {
        return type.annotated(
                com.palantir.javapoet.AnnotationSpec.builder(NULLABLE).build());
    }

    static String capital(String name) {
        return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }

    private static String camel(String wire) {
        StringBuilder out = new StringBuilder();
        for (String part : wire.split("_", -1)) {
            out.append(out.isEmpty() ? part : capital(part));
        }
        return out.toString();
    }
}
