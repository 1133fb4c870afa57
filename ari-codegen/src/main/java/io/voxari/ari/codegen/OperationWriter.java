package io.voxari.ari.codegen;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import java.io.InputStream;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import org.jspecify.annotations.Nullable;

/** One operation: its method, with the overloads, and its request class if it has optional parameters. */
final class OperationWriter {
    private static final ClassName REQUEST = ClassName.get(Names.ARI, "AriRequest");
    private static final ClassName CALL = Names.internal("RestCall");
    private static final ClassName REPLY = Names.internal("Reply");

    private final ApiDocs.Operation operation;
    private final String place;
    private final String method;
    private final Docs docs;
    private final Since since;
    private final Names names;
    private final List<Param> required;
    private final List<Param> optional;
    private final @Nullable String idParameter;
    private final ClassName requestClass;

    OperationWriter(
            ClassName owner,
            String resource,
            ApiDocs.Operation operation,
            Names names,
            DataFile types,
            DataFile ids,
            Docs docs,
            Since since) {
        this.operation = operation;
        this.place = resource + "." + operation.nickname();
        this.method = names.member(resource, operation.nickname());
        this.docs = docs;
        this.since = since;
        this.names = names;
        List<Param> params = operation.parameters().stream()
                .map(parameter -> Param.of(place, parameter, names, types, docs))
                .toList();
        this.required = Stream.concat(
                        params.stream().filter(Param::inPath),
                        params.stream().filter(param -> param.wire().required() && !param.inPath()))
                .toList();
        this.optional =
                params.stream().filter(param -> !param.wire().required()).toList();
        this.idParameter = ids.get(place);
        this.requestClass = owner.nestedClass(Names.capital(method));
    }

    void write(TypeSpec.Builder owner, Map<String, FieldSpec> replies) {
        if (operation.returns().equals("Message")) {
            owner.addMethod(upgrade());
            return;
        }
        FieldSpec reply = reply();
        replies.put(reply.name(), reply);
        boolean ownClass = !optional.isEmpty()
                || idParameter != null
                || required.stream().anyMatch(param -> param.kind() == Param.Kind.VARIABLES);
        owner.addMethod(base(ownClass, reply.name()));
        required.stream()
                .filter(OperationWriter::hasOverload)
                .forEach(param -> owner.addMethod(overload(param, ownClass)));
        if (ownClass) {
            owner.addType(requestClass(reply.name()));
        }
    }

    private static boolean hasOverload(Param param) {
        return param.kind() == Param.Kind.LIST || param.kind() == Param.Kind.ENUM || param.kind() == Param.Kind.ENUMS;
    }

    private MethodSpec base(boolean ownClass, String reply) {
        MethodSpec.Builder spec = signature(ownClass, null);
        if (ownClass) {
            return spec.addStatement("return new $T(transport$L)", requestClass, arguments(", "))
                    .build();
        }
        return spec.addStatement("return new $T<>(transport, $L, $L)", REQUEST, call(), reply)
                .build();
    }

    private MethodSpec overload(Param param, boolean ownClass) {
        String arguments = required.stream()
                .map(other -> !other.equals(param)
                        ? other.name()
                        : param.kind() == Param.Kind.ENUM ? param.name() + ".wire()" : "List.of(" + param.name() + ")")
                .collect(Collectors.joining(", "));
        return signature(ownClass, param)
                .addStatement("return $L($L)", method, arguments)
                .build();
    }

    private MethodSpec.Builder signature(boolean ownClass, @Nullable Param other) {
        MethodSpec.Builder spec = MethodSpec.methodBuilder(method).addModifiers(Modifier.PUBLIC);
        StringBuilder doc =
                new StringBuilder(docs.text(place)).append("\n\n<p>").append(reference());
        for (Param param : required) {
            TypeName type = param.type();
            if (param.equals(other) && param.kind() == Param.Kind.ENUM) {
                type = param.of();
            } else if (param.equals(other)) {
                type = com.palantir.javapoet.ArrayTypeName.of(String.class);
                spec.varargs();
            }
            spec.addParameter(type, param.name());
            doc.append("\n@param ").append(param.name()).append(' ').append(Docs.phrase(param.doc()));
        }
        doc.append("\n@return the request; ").append(answer());
        return spec.returns(ownClass ? requestClass : ParameterizedTypeName.get(REQUEST, answerType()))
                .addJavadoc("$L", Docs.wrap(doc.toString().replaceFirst("\n@", "\n\n@")));
    }

    private String reference() {
        String text = "{@code " + operation.method() + " " + operation.path() + "}"
                + since.clause(place, operation.since().toArray(String[]::new)) + ".";
        List<String> codes = operation.errors().stream().map(String::valueOf).toList();
        return codes.isEmpty() ? text : text + " Declared errors: " + String.join(", ", codes) + ".";
    }

    private String answer() {
        return switch (operation.returns()) {
            case "void" -> "answers nothing but success";
            case "binary" -> "answers the bytes as they come; close the stream";
            default -> {
                String of = operation.returns().replace("List[", "").replace("]", "");
                String link = "{@link " + Names.MODEL + "." + names.type(of) + "}";
                yield operation.returns().startsWith("List[") ? "answers a list of " + link : "answers a " + link;
            }
        };
    }

    private TypeName answerType() {
        return switch (operation.returns()) {
            case "void" -> Names.nullable(ClassName.get(Void.class));
            case "binary" -> ClassName.get(InputStream.class);
            default ->
                operation.returns().startsWith("List[")
                        ? ParameterizedTypeName.get(ClassName.get(List.class), answerModel())
                        : answerModel();
        };
    }

    private ClassName answerModel() {
        return ClassName.get(
                Names.MODEL, names.type(operation.returns().replace("List[", "").replace("]", "")));
    }

    private FieldSpec reply() {
        boolean many = operation.returns().startsWith("List[");
        CodeBlock value = switch (operation.returns()) {
            case "void" -> CodeBlock.of("$T.nothing()", REPLY);
            case "binary" -> CodeBlock.of("$T.stream()", REPLY);
            default -> CodeBlock.of("$T.$L($T::decode)", REPLY, many ? "list" : "object", Shape.decoder(answerModel()));
        };
        String name = switch (operation.returns()) {
            case "void" -> "NOTHING";
            case "binary" -> "STREAM";
            default ->
                answerModel().simpleName().replaceAll("([a-z])([A-Z])", "$1_$2").toUpperCase(java.util.Locale.ROOT)
                        + (many ? "_LIST" : "");
        };
        return FieldSpec.builder(
                        ParameterizedTypeName.get(REPLY, answerType()),
                        name,
                        Modifier.PRIVATE,
                        Modifier.STATIC,
                        Modifier.FINAL)
                .initializer(value)
                .build();
    }

    private CodeBlock call() {
        CodeBlock.Builder call = CodeBlock.builder().add("new $T($S, $S", CALL, operation.method(), operation.path());
        // The path's own order: an argument list may have another one.
        Stream.of(operation.path().split("/"))
                .filter(part -> part.startsWith("{"))
                .map(part -> part.substring(1, part.length() - 1))
                .forEach(hole -> required.stream()
                        .filter(param -> param.inPath() && param.wire().name().equals(hole))
                        .forEach(param -> call.add(", $L", param.name())));
        call.add(")");
        required.stream().filter(param -> !param.inPath()).forEach(param -> call.add(param.set()));
        return call.build();
    }

    private String arguments(String before) {
        return required.stream().map(param -> before + param.name()).collect(Collectors.joining());
    }

    private TypeSpec requestClass(String reply) {
        MethodSpec.Builder constructor =
                MethodSpec.constructorBuilder().addParameter(ResourceWriter.TRANSPORT, "transport");
        required.forEach(param -> constructor.addParameter(param.type(), param.name()));
        constructor.addStatement("super(transport, $L, $L)", call(), reply);
        TypeSpec.Builder spec = TypeSpec.classBuilder(requestClass)
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
                .superclass(ParameterizedTypeName.get(REQUEST, answerType()))
                .addJavadoc("$L", Docs.wrap(docs.text(place) + "\n\n<p>Not thread-safe."));
        if (idParameter != null) {
            identity(spec, constructor);
        }
        spec.addMethod(constructor.build());
        SetterWriter setters = new SetterWriter(requestClass, idParameter);
        optional.forEach(param -> setters.write(param).forEach(spec::addMethod));
        required.stream()
                .filter(param -> param.kind() == Param.Kind.VARIABLES)
                .forEach(param -> setters.single(param).forEach(spec::addMethod));
        if (idParameter != null) {
            spec.addMethod(idMethod());
        }
        if (place.equals("bridges.create")) {
            spec.addMethod(detour());
        }
        if (place.equals("applications.filter")) {
            spec.addMethod(explicitReset());
        }
        return spec.addMethod(deadline()).build();
    }

    private void identity(TypeSpec.Builder spec, MethodSpec.Builder constructor) {
        boolean generated =
                optional.stream().anyMatch(param -> param.wire().name().equals(idParameter));
        FieldSpec.Builder field = FieldSpec.builder(String.class, "id", Modifier.PRIVATE);
        if (generated) {
            constructor.addStatement("this.id = $T.fresh()", Names.internal("Ids"));
            constructor.addStatement("call.query($S, id)", idParameter);
        } else {
            field.addModifiers(Modifier.FINAL);
            constructor.addStatement(
                    "this.id = $L",
                    Stream.of(required, optional)
                            .flatMap(Collection::stream)
                            .filter(param -> param.wire().name().equals(idParameter))
                            .findFirst()
                            .orElseThrow()
                            .name());
        }
        spec.addField(field.build());
    }

    private MethodSpec idMethod() {
        boolean generated =
                optional.stream().anyMatch(param -> param.wire().name().equals(idParameter));
        return MethodSpec.methodBuilder("id")
                .addModifiers(Modifier.PUBLIC)
                .returns(String.class)
                .addJavadoc(
                        "$L",
                        Docs.wrap(
                                generated
                                        ? "{@return the id that what is created will have, known before the request is sent; a random one"
                                                + " unless it was set}"
                                        : "{@return the id that what is created will have}"))
                .addStatement("return id")
                .build();
    }

    /** See the sentence that it writes. */
    private static MethodSpec detour() {
        return MethodSpec.methodBuilder("call")
                .addAnnotation(Override.class)
                .returns(CALL)
                .addComment("POST /bridges takes each key of a body for the name of a variable (seen on 22.10), so a")
                .addComment("request that has a body goes to the path of its twin, which reads it rightly.")
                .addStatement(
                        "return call.body().isEmpty() ? call : call.moved($S, $S)", "/bridges/{bridgeId}", "bridgeId")
                .build();
    }

    /** See the sentence that it writes. */
    private static MethodSpec explicitReset() {
        return MethodSpec.methodBuilder("call")
                .addAnnotation(Override.class)
                .returns(CALL)
                .addComment("Without a body HTTP resets both lists, while the WebSocket answers 400 (seen on 22.10).")
                .addStatement("return call.body().isEmpty() ? allowed().disallowed().call : call")
                .build();
    }

    private MethodSpec deadline() {
        return MethodSpec.methodBuilder("deadline")
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PUBLIC)
                .returns(requestClass)
                .addParameter(java.time.Duration.class, "deadline")
                .addStatement("super.deadline(deadline)")
                .addStatement("return this")
                .build();
    }

    /** The event WebSocket is not a request that is sent: the client opens it, with this path and query. */
    private MethodSpec upgrade() {
        MethodSpec.Builder spec = MethodSpec.methodBuilder(method)
                .addModifiers(Modifier.STATIC)
                .returns(CALL)
                .addJavadoc("$L", Docs.wrap(docs.text(place) + "\n\n<p>" + reference()));
        CodeBlock.Builder call = CodeBlock.builder().add(call());
        required.forEach(param -> spec.addParameter(param.type(), param.name()));
        optional.forEach(param -> {
            spec.addParameter(ParameterSpec.builder(param.type(), param.name()).build());
            call.add(param.set());
        });
        return spec.addStatement("return $L", call.build()).build();
    }
}
