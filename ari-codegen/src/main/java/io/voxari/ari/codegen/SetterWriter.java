package io.voxari.ari.codegen;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.lang.model.element.Modifier;
import org.jspecify.annotations.Nullable;

/** The setters of a request class. */
final class SetterWriter {
    private static final String ENUM_VALUE = "one of the known values";
    private static final String RAW_VALUE = "the value as Asterisk writes it, which may be one that has no constant";

    private final ClassName owner;
    private final @Nullable String idParameter;

    SetterWriter(ClassName owner, @Nullable String idParameter) {
        this.owner = owner;
        this.idParameter = idParameter;
    }

    List<MethodSpec> write(Param param) {
        return switch (param.kind()) {
            case ENUM ->
                List.of(
                        setter(param, param.name(), param.of(), ENUM_VALUE)
                                .addStatement("return $1L($1L.wire())", param.name())
                                .build(),
                        plain(param, RAW_VALUE));
            case ENUMS -> enums(param);
            case LIST, COMMAS ->
                List.of(
                        plain(param, "the values"),
                        setter(param, param.name(), ArrayTypeName.of(String.class), "the values")
                                .varargs()
                                .addStatement("return $1L($2T.of($1L))", param.name(), List.class)
                                .build());
            case VARIABLES, TEXT_MAP, MAP -> {
                List<MethodSpec> methods = new ArrayList<>();
                methods.add(plain(param, "values by name; they are added to those set before"));
                methods.addAll(single(param));
                yield methods;
            }
            case TUPLES -> List.of(plain(param, "attributes and values"));
            case FILTER -> List.of(filter(param, "allowed"), filter(param, "disallowed"));
            case TEXT, INT, LONG, BOOLEAN, SECONDS, MILLIS -> List.of(plain(param, value(param)));
        };
    }

    private static String value(Param param) {
        return switch (param.kind()) {
            case BOOLEAN -> "whether to";
            case SECONDS -> "sent in whole seconds, rounded up";
            case MILLIS -> "sent in milliseconds";
            default -> "the value";
        };
    }

    private MethodSpec plain(Param param, String value) {
        MethodSpec.Builder method = setter(param, param.name(), param.type(), value);
        if (param.wire().name().equals(idParameter)) {
            method.addStatement("this.id = $L", param.name());
        }
        return method.addStatement("call$L", param.set())
                .addStatement("return this")
                .build();
    }

    private List<MethodSpec> enums(Param param) {
        return List.of(
                plain(param, "the values as Asterisk writes them"),
                setter(param, param.name(), ArrayTypeName.of(param.of()), "some of the known values")
                        .varargs()
                        .addStatement(
                                "return $1L($2T.of($1L).map($3T::wire).toList())",
                                param.name(),
                                java.util.stream.Stream.class,
                                param.of())
                        .build());
    }

    /** Setters of one entry of a map, named in the singular. */
    List<MethodSpec> single(Param param) {
        String name = param.name().substring(0, param.name().length() - 1);
        TypeName valueType = param.kind() == Param.Kind.MAP ? ClassName.get(Object.class) : ClassName.get(String.class);
        List<MethodSpec> methods = new ArrayList<>();
        methods.add(entry(name, param, valueType)
                .addStatement("call.entry($S, name, value)", param.wire().name())
                .addStatement("return this")
                .build());
        if (param.kind() == Param.Kind.VARIABLES) {
            methods.add(MethodSpec.methodBuilder("reported" + Names.capital(name))
                    .addModifiers(Modifier.PUBLIC)
                    .returns(owner)
                    .addParameter(String.class, "name")
                    .addParameter(String.class, "value")
                    .addJavadoc(
                            "$L",
                            Docs.wrap("Adds one variable that later events carry along with the channel or"
                                    + " bridge. Since Asterisk 20.20.0, 22.10.0 and 23.4.0.\n\n@param name the name\n@param value"
                                    + " the value\n@return this request"))
                    .addStatement(
                            "call.entry($S, name, $T.reported(value))",
                            param.wire().name(),
                            Names.internal("Bodies"))
                    .addStatement("return this")
                    .build());
        }
        return methods;
    }

    private MethodSpec.Builder entry(String method, Param param, TypeName valueType) {
        String text = param.wire().required() ? "Adds one more entry. " : "Adds one entry. ";
        return MethodSpec.methodBuilder(method)
                .addModifiers(Modifier.PUBLIC)
                .returns(owner)
                .addParameter(String.class, "name")
                .addParameter(valueType, "value")
                .addJavadoc(
                        "$L",
                        Docs.wrap(text + sentence(param)
                                + "\n\n@param name the name\n@param value the value\n@return this request"));
    }

    private MethodSpec filter(Param param, String list) {
        return MethodSpec.methodBuilder(list)
                .addModifiers(Modifier.PUBLIC)
                .returns(owner)
                .addParameter(ArrayTypeName.of(String.class), "eventTypes")
                .varargs()
                .addJavadoc(
                        "$L",
                        Docs.wrap("Sets which event types are " + list + ". " + sentence(param)
                                + "\n\n@param eventTypes types of events, such as {@code StasisStart}; none empties the list"
                                + "\n@return this request"))
                .addStatement("call.body($S, $T.$L(eventTypes))", list, Names.internal("Bodies"), list)
                .addStatement("return this")
                .build();
    }

    private MethodSpec.Builder setter(Param param, String name, TypeName type, String value) {
        String doc = param.doc().endsWith(".") ? param.doc() : param.doc() + ".";
        String text = "Sets " + Docs.phrase(doc) + (Docs.phrase(doc).endsWith(".") ? "" : ".");
        return MethodSpec.methodBuilder(name)
                .addModifiers(Modifier.PUBLIC)
                .returns(owner)
                .addParameter(type, param.name())
                .addJavadoc(
                        "$L",
                        Docs.wrap(text + param.byDefault() + "\n\n@param " + param.name() + " " + value
                                + "\n@return this request"));
    }

    private static String sentence(Param param) {
        String doc = param.doc();
        return doc.isEmpty() ? "" : doc.substring(0, 1).toUpperCase(Locale.ROOT) + doc.substring(1);
    }
}
