package io.voxari.ari.codegen;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeSpec;
import com.palantir.javapoet.WildcardTypeName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;

/**
 * Writes the generated sources.
 *
 * <p>Arguments: the folder of the api-docs or an ARI URL, and the folder to write to, which is emptied first. For a URL
 * the environment variable {@code ARI_CREDENTIALS} holds {@code user:password}.
 */
public final class Generate {
    private final ApiDocs api;
    private final DataFile namesFile = new DataFile("names.txt");
    private final DataFile types = new DataFile("types.txt");
    private final DataFile ids = new DataFile("ids.txt");
    private final DataFile sinceFile = new DataFile("since.txt");
    private final DataFile subjects = new DataFile("subjects.txt");
    private final DataFile enums = new DataFile("enums.txt");
    private final DataFile operationDocs = new DataFile("docs-operations.txt");
    private final DataFile modelDocs = new DataFile("docs-models.txt");
    private final Names names = new Names(namesFile);
    private final Docs docs = new Docs(operationDocs, modelDocs);
    private final Since since = new Since(sinceFile);

    private Generate(ApiDocs api) {
        this.api = api;
    }

    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 2) {
            throw new IllegalArgumentException("Usage: Generate <api-docs folder or ARI URL> <output folder>");
        }
        String credentials = System.getenv().getOrDefault("ARI_CREDENTIALS", "");
        ApiDocs api = ApiDocs.read(Source.of(arguments[0], credentials));
        List<JavaFile> files = new Generate(api).files();
        Path target = Path.of(arguments[1]);
        empty(target);
        for (JavaFile file : files) {
            file.writeTo(target);
        }
    }

    private static void empty(Path target) throws IOException {
        if (!Files.exists(target)) {
            return;
        }
        try (Stream<Path> old = Files.walk(target)) {
            for (Path path : old.filter(path -> path.toString().endsWith(".java"))
                    .sorted(Comparator.reverseOrder())
                    .toList()) {
                Files.delete(path);
            }
        }
    }

    private List<JavaFile> files() {
        List<JavaFile> files = new ArrayList<>();
        for (ApiDocs.Resource resource : api.resources()) {
            files.add(file(Names.ARI, new ResourceWriter(resource, names, types, ids, docs, since).write()));
        }
        // Message and Event are what every event inherits: the hand-written AriEvent.
        Set<String> events = new TreeSet<>(api.model("Event").subTypes());
        events.add("MissingParams");
        List<ModelWriter> models = new ArrayList<>();
        List<ModelWriter> eventTypes = new ArrayList<>();
        for (ApiDocs.Model model : api.models()) {
            if (!model.name().equals("Message") && !model.name().equals("Event")) {
                boolean event = events.contains(model.name());
                ModelWriter writer = new ModelWriter(model, event, names, types, docs, subjects, since);
                (event ? eventTypes : models).add(writer);
                files.add(file(event ? Names.EVENT : Names.MODEL, writer.record()));
                files.add(file(Names.INTERNAL, writer.decoder()));
            }
        }
        new EnumWriter(enums).write().forEach(type -> files.add(file(Names.MODEL, type)));
        files.add(file(Names.INTERNAL, eventDecoders(eventTypes)));
        files.add(file(Names.INTERNAL, modelDecoders(models)));
        check();
        return files;
    }

    private void check() {
        List<String> faults = new ArrayList<>();
        docs.missing().forEach(key -> faults.add("No sentence for " + key));
        for (DataFile file : List.of(namesFile, types, ids, sinceFile, subjects, operationDocs, modelDocs)) {
            file.unused().forEach(key -> faults.add(file.name() + ": nothing is called " + key));
        }
        if (!faults.isEmpty()) {
            throw new IllegalStateException(String.join("\n", faults));
        }
    }

    private static JavaFile file(String packageName, TypeSpec type) {
        return JavaFile.builder(packageName, type)
                .indent("    ")
                .skipJavaLangImports(true)
                .build();
    }

    private static TypeSpec eventDecoders(List<ModelWriter> events) {
        MethodSpec.Builder decode = MethodSpec.methodBuilder("decode")
                .addModifiers(Modifier.STATIC)
                .returns(Names.nullable(ClassName.get(Names.ARI, "AriEvent")))
                .addException(IOException.class)
                .addParameter(String.class, "type")
                .addParameter(Names.JSON_PARSER, "parser")
                .addParameter(String.class, "raw")
                .addParameter(Names.nullable(ModelWriter.CHANNEL), "known")
                .addJavadoc(
                        "Reads an event of that type; null if the type is not known. Its channel is the known one, unless"
                                + " the text\nhas another.\n")
                .beginControlFlow("return switch (type)");
        events.forEach(event -> decode.addCode(
                "case $S -> $T.decode(parser, raw$L);\n",
                event.wire(),
                Shape.decoder(event.type()),
                event.isAboutAChannel() ? ", known" : ""));
        decode.addCode("default -> null;\n").endControlFlow("");
        return utility("EventDecoders", "From the type of an event to its decoder.", decode.build());
    }

    private static TypeSpec modelDecoders(List<ModelWriter> models) {
        ParameterizedTypeName type = ParameterizedTypeName.get(
                ClassName.get(Map.class),
                ClassName.get(String.class),
                ParameterizedTypeName.get(Names.internal("Decoder"), WildcardTypeName.subtypeOf(Object.class)));
        CodeBlock entries = models.stream()
                .map(model -> CodeBlock.of(
                        "$T.<String, $T<?>>entry($S, $T::decode)",
                        Map.class,
                        Names.internal("Decoder"),
                        model.wire(),
                        Shape.decoder(model.type())))
                .collect(CodeBlock.joining(",\n"));
        MethodSpec all = MethodSpec.methodBuilder("all")
                .addModifiers(Modifier.STATIC)
                .returns(type)
                .addJavadoc("Every decoder by the name of its model on the wire.\n")
                .addStatement("return $T.ofEntries(\n$L)", Map.class, entries)
                .build();
        return utility("ModelDecoders", "The decoders of all models that are not events.", all);
    }

    private static TypeSpec utility(String name, String doc, MethodSpec method) {
        return TypeSpec.classBuilder(Names.internal(name))
                .addModifiers(Modifier.FINAL)
                .addAnnotation(ModelWriter.generated())
                .addJavadoc(doc + "\n")
                .addMethod(MethodSpec.constructorBuilder()
                        .addModifiers(Modifier.PRIVATE)
                        .build())
                .addMethod(method)
                .build();
    }
}
