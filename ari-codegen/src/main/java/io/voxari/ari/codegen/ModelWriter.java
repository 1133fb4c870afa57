package io.voxari.ari.codegen;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.Modifier;

/** One model or event: its record and the decoder of the record. */
final class ModelWriter {
    static final ClassName CHANNEL = ClassName.get(Names.MODEL, "Channel");
    private static final ClassName EVENT = ClassName.get(Names.ARI, "AriEvent");
    private static final ClassName RESOURCE_ID = ClassName.get(Names.ARI, "ResourceId");
    private static final ClassName COPIES = Names.internal("Copies");
    private static final ClassName OTHERS = Names.internal("Others");
    private static final TypeName OTHER_FIELDS = ParameterizedTypeName.get(Map.class, String.class, Object.class);

    private final Docs docs;
    private final DataFile subjects;
    private final Since since;
    private final String wire;
    private final boolean event;
    private final ClassName type;
    private final List<Component> components = new ArrayList<>();

    /** A field under its name on the wire and in Java. */
    private record Component(String wire, String name, Shape shape) {}

    ModelWriter(
            ApiDocs.Model model,
            boolean event,
            Names names,
            DataFile types,
            Docs docs,
            DataFile subjects,
            Since since) {
        this.docs = docs;
        this.subjects = subjects;
        this.since = since;
        this.wire = model.name();
        this.event = event;
        this.type = ClassName.get(event ? Names.EVENT : Names.MODEL, names.type(wire));
        for (ApiDocs.Field field : model.fields()) {
            components.add(new Component(
                    field.name(), names.member(wire, field.name()), Shape.of(model, field, names, types)));
        }
    }

    ClassName type() {
        return type;
    }

    String wire() {
        return wire;
    }

    /** Whether it is an event with a channel of its own, which may be known before it is read. */
    boolean isAboutAChannel() {
        return event && components.stream().anyMatch(ModelWriter::isTheChannel);
    }

    private static boolean isTheChannel(Component field) {
        return field.wire().equals("channel") && field.shape().of().equals(CHANNEL);
    }

    TypeSpec record() {
        MethodSpec.Builder canonical = MethodSpec.constructorBuilder();
        MethodSpec.Builder compact = MethodSpec.compactConstructorBuilder().addModifiers(Modifier.PUBLIC);
        components.forEach(field -> {
            Shape shape = field.shape();
            canonical.addParameter(shape.type(), field.name());
            if (shape.isList() || shape.isMap()) {
                compact.addStatement("$1L = $2T.$3L($1L)", field.name(), COPIES, shape.isList() ? "list" : "map");
            }
        });
        if (event) {
            canonical.addParameter(String.class, "application");
            canonical.addParameter(Names.nullable(ClassName.get(Instant.class)), "timestamp");
            canonical.addParameter(Names.nullable(ClassName.get(String.class)), "asteriskId");
        }
        canonical.addParameter(OTHER_FIELDS, "otherFields");
        compact.addStatement("otherFields = $T.map(otherFields)", COPIES);
        if (event) {
            canonical.addParameter(String.class, "raw");
        }
        String tags = tags();
        String head = docs.text(wire) + "\n\n<p>" + (event ? "Event" : "Model") + " {@code " + wire + "}"
                + since.clause(wire) + ". Immutable.\n";
        TypeSpec.Builder record = TypeSpec.recordBuilder(type)
                .addModifiers(Modifier.PUBLIC)
                .addAnnotation(generated())
                .addJavadoc("$L", Docs.wrap(head + tags))
                .recordConstructor(canonical.build())
                .addMethod(compact.addJavadoc("$L", Docs.wrap("Copies lists and maps.\n" + tags))
                        .build());
        if (event) {
            record.addSuperinterface(EVENT)
                    .addMethod(typeMethod())
                    .addMethod(text())
                    .addMethod(resources());
        }
        return record.build();
    }

    /** The components, for the record and once more for its constructor, as Javadoc asks for. */
    private String tags() {
        StringBuilder tags = new StringBuilder();
        components.forEach(field ->
                tags.append("\n@param ").append(field.name()).append(' ').append(fieldDoc(field)));
        if (event) {
            tags.append("\n@param application the Stasis application that the event was sent to");
            tags.append("\n@param timestamp when it happened by the clock of Asterisk, or null if it did not say");
            tags.append("\n@param asteriskId the id of the Asterisk that sent it, or null if it did not say");
        }
        tags.append("\n@param otherFields what came beyond these fields, and values that could not be read, by name on"
                + " the wire");
        if (event) {
            tags.append("\n@param raw the message as it was received");
        }
        return tags.toString();
    }

    private String fieldDoc(Component field) {
        String text = Docs.phrase(docs.text(wire + "." + field.wire(), "field." + field.wire()));
        String when = since.clause(wire + "." + field.wire());
        text += when.isEmpty() ? "" : " (" + when.substring(2) + ")";
        return field.shape().nullable() && !text.contains("null") ? text + "; null if absent" : text;
    }

    private MethodSpec typeMethod() {
        return MethodSpec.methodBuilder("type")
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PUBLIC)
                .returns(String.class)
                .addStatement("return $S", wire)
                .build();
    }

    private static MethodSpec text() {
        return MethodSpec.methodBuilder("toString")
                .addJavadoc("The type and the message as it was received.\n")
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PUBLIC)
                .returns(String.class)
                .addStatement("return type() + raw")
                .build();
    }

    private MethodSpec resources() {
        String order = subjects.get(wire);
        List<String> parts = new ArrayList<>();
        if (order != null) {
            parts.addAll(List.of(order.split(" ")));
        } else {
            components.stream()
                    .filter(field -> field.shape().kind() == Shape.Kind.MODEL)
                    .forEach(field -> parts.add(field.wire()));
        }
        CodeBlock.Builder chain = CodeBlock.builder();
        for (String part : parts) {
            components.stream()
                    .filter(field -> field.wire().equals(part))
                    .forEach(field -> chain.add(".add($L)", field.name()));
        }
        CodeBlock list = parts.isEmpty()
                ? CodeBlock.of("$T.of()", List.class)
                : CodeBlock.of("new $T()$L.list()", Names.internal("Subjects"), chain.build());
        return MethodSpec.methodBuilder("resources")
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PUBLIC)
                .returns(ParameterizedTypeName.get(ClassName.get(List.class), RESOURCE_ID))
                .addStatement("return $L", list)
                .build();
    }

    TypeSpec decoder() {
        ClassName decoder = Shape.decoder(type);
        TypeSpec.Builder spec = TypeSpec.classBuilder(decoder)
                .addModifiers(Modifier.PUBLIC, Modifier.FINAL)
                .addAnnotation(generated())
                .addJavadoc("Reads {@link $T}.\n", type)
                .addMethod(MethodSpec.constructorBuilder()
                        .addModifiers(Modifier.PRIVATE)
                        .build())
                .addMethod(decode());
        if (!event) {
            spec.addField(com.palantir.javapoet.FieldSpec.builder(
                            type, "NEUTRAL", Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
                    .addJavadoc("What stands where one was announced and none came.\n")
                    .initializer("$T.neutral($T::decode)", Names.internal("Read"), decoder)
                    .build());
        }
        return spec.build();
    }

    private MethodSpec decode() {
        MethodSpec.Builder method = MethodSpec.methodBuilder("decode")
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
                .returns(type)
                .addException(IOException.class)
                .addParameter(ParameterSpec.builder(Names.JSON_PARSER, "parser").build());
        if (event) {
            method.addParameter(String.class, "raw");
        }
        if (isAboutAChannel()) {
            method.addParameter(Names.nullable(CHANNEL), "known");
        }
        List<String> arguments = new ArrayList<>();
        Map<String, CodeBlock> cases = new LinkedHashMap<>();
        components.forEach(field -> {
            Shape shape = field.shape();
            CodeBlock initial = event && isTheChannel(field) ? known(shape) : shape.neutral();
            method.addStatement("$T $L = $L", shape.type().withoutAnnotations(), field.name(), initial);
            arguments.add(field.name());
            cases.put(field.wire(), shape.read(field.name()));
        });
        boolean token = components.stream().anyMatch(field -> field.shape().needsToken());
        if (event) {
            envelope(method, cases);
            arguments.addAll(List.of("application", "timestamp", "asteriskId"));
            token = true;
        }
        method.addStatement("$T others = null", OTHER_FIELDS);
        method.beginControlFlow(
                "for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName())");
        if (token) {
            method.addStatement("$T token = parser.nextToken()", Names.JSON_TOKEN);
        } else {
            method.addStatement("parser.nextToken()");
        }
        if (!cases.isEmpty()) {
            method.beginControlFlow("switch (field)");
            cases.forEach((name, read) ->
                    method.addCode("case $S -> {\n$>", name).addCode(read).addCode("$<}\n"));
            method.addCode("default -> {}\n");
            method.endControlFlow();
        }
        method.addStatement("others = $T.put(others, field, parser)", OTHERS);
        method.endControlFlow();
        arguments.add(OTHERS.simpleName() + ".done(others)");
        if (event) {
            arguments.add("raw");
        }
        method.addStatement("return new $T($L)", type, String.join(", ", arguments));
        return method.build();
    }

    private static CodeBlock known(Shape shape) {
        return shape.nullable() ? CodeBlock.of("known") : CodeBlock.of("known == null ? $L : known", shape.neutral());
    }

    private static void envelope(MethodSpec.Builder method, Map<String, CodeBlock> cases) {
        ClassName none = ClassName.get(Object.class);
        method.addStatement("String application = \"\"");
        method.addStatement("$T timestamp = null", Instant.class);
        method.addStatement("String asteriskId = null");
        cases.put("type", CodeBlock.builder().addStatement("continue").build());
        cases.put("application", new Shape(Shape.Kind.TEXT, none, false).read("application"));
        cases.put("timestamp", new Shape(Shape.Kind.DATE, none, true).read("timestamp"));
        cases.put("asterisk_id", new Shape(Shape.Kind.TEXT, none, true).read("asteriskId"));
    }

    static AnnotationSpec generated() {
        return AnnotationSpec.builder(Names.GENERATED)
                .addMember("value", "$S", "io.voxari.ari.codegen")
                .build();
    }
}
