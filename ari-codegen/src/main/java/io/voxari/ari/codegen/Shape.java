package io.voxari.ari.codegen;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What a field of a model is in Java, and how it is read.
 *
 * @param of the model, enum or element type; {@code Object} where the kind has none
 */
record Shape(Kind kind, ClassName of, boolean nullable) {
    enum Kind {
        TEXT,
        INT,
        LONG,
        DOUBLE,
        BOOLEAN,
        DATE,
        ENUM,
        MODEL,
        TEXTS,
        MODELS,
        TEXT_MAP,
        MAP,
        MAPS
    }

    private static final ClassName OBJECT = ClassName.get(Object.class);
    private static final TypeName ANY_MAP =
            ParameterizedTypeName.get(ClassName.get(Map.class), ClassName.get(String.class), OBJECT);

    static Shape of(ApiDocs.Model model, ApiDocs.Field field, Names names, DataFile types) {
        String type = types.get(model.name() + "." + field.name());
        if (type == null) {
            type = field.type();
        }
        boolean required = field.required();
        if (type.startsWith("required ")) {
            required = true;
            type = type.substring("required ".length());
        }
        if (type.startsWith("enum ")) {
            return new Shape(Kind.ENUM, ClassName.get(Names.MODEL, type.substring("enum ".length())), false);
        }
        return switch (type) {
            case "string" -> new Shape(Kind.TEXT, OBJECT, !required);
            case "int" -> new Shape(Kind.INT, OBJECT, !required);
            case "long" -> new Shape(Kind.LONG, OBJECT, !required);
            case "double" -> new Shape(Kind.DOUBLE, OBJECT, !required);
            case "boolean" -> new Shape(Kind.BOOLEAN, OBJECT, !required);
            case "Date" -> new Shape(Kind.DATE, OBJECT, true);
            case "object" -> new Shape(Kind.MAP, OBJECT, false);
            case "map of text" -> new Shape(Kind.TEXT_MAP, OBJECT, false);
            case "List[string]" -> new Shape(Kind.TEXTS, OBJECT, false);
            case "List[object]" -> new Shape(Kind.MAPS, OBJECT, false);
            default ->
                type.startsWith("List[")
                        ? new Shape(Kind.MODELS, model(type.substring(5, type.length() - 1), names), false)
                        : new Shape(Kind.MODEL, model(type, names), !required);
        };
    }

    private static ClassName model(String wire, Names names) {
        return ClassName.get(Names.MODEL, names.type(wire));
    }

    static ClassName decoder(ClassName model) {
        return Names.internal(model.simpleName() + "Decoder");
    }

    /** The type of the record's component. */
    TypeName type() {
        TypeName type = switch (kind) {
            case TEXT -> ClassName.get(String.class);
            case INT -> TypeName.INT;
            case LONG -> TypeName.LONG;
            case DOUBLE -> TypeName.DOUBLE;
            case BOOLEAN -> TypeName.BOOLEAN;
            case DATE -> ClassName.get(Instant.class);
            case ENUM, MODEL -> of;
            case TEXTS -> ParameterizedTypeName.get(List.class, String.class);
            case MODELS -> ParameterizedTypeName.get(ClassName.get(List.class), of);
            case TEXT_MAP -> ParameterizedTypeName.get(Map.class, String.class, String.class);
            case MAP -> ANY_MAP;
            case MAPS -> ParameterizedTypeName.get(ClassName.get(List.class), ANY_MAP);
        };
        return nullable ? Names.nullable(type.box()) : type;
    }

    boolean isList() {
        return kind == Kind.TEXTS || kind == Kind.MODELS || kind == Kind.MAPS;
    }

    boolean isMap() {
        return kind == Kind.MAP || kind == Kind.TEXT_MAP;
    }

    /** What the component is when the field did not come. */
    CodeBlock neutral() {
        if (nullable) {
            return CodeBlock.of("null");
        }
        return switch (kind) {
            case TEXT -> CodeBlock.of("\"\"");
            case INT -> CodeBlock.of("0");
            case LONG -> CodeBlock.of("0L");
            case DOUBLE -> CodeBlock.of("0.0");
            case BOOLEAN -> CodeBlock.of("false");
            case DATE -> CodeBlock.of("null");
            case ENUM -> CodeBlock.of("$T.UNKNOWN", of);
            case MODEL -> CodeBlock.of("$T.NEUTRAL", decoder(of));
            case TEXTS, MODELS, MAPS -> CodeBlock.of("$T.of()", List.class);
            case TEXT_MAP, MAP -> CodeBlock.of("$T.of()", Map.class);
        };
    }

    /** The statements of a case that read the value into {@code variable} and go on if it was of this shape. */
    CodeBlock read(String variable) {
        ClassName read = Names.internal("Read");
        return switch (kind) {
            case TEXT -> when("token == $T.VALUE_STRING", Names.JSON_TOKEN, variable, "parser.getText()");
            case INT -> when("$T.isInt(parser)", read, variable, "parser.getIntValue()");
            case LONG -> when("$T.isLong(parser)", read, variable, "parser.getLongValue()");
            case DOUBLE -> when("$T.isNumber(parser)", read, variable, "parser.getDoubleValue()");
            case BOOLEAN -> when("$T.isBoolean(parser)", read, variable, "parser.getBooleanValue()");
            case DATE ->
                CodeBlock.builder()
                        .addStatement("$L = $T.time(parser)", variable, read)
                        .beginControlFlow("if ($L != null)", variable)
                        .addStatement("continue")
                        .endControlFlow()
                        .build();
            case ENUM ->
                CodeBlock.builder()
                        .beginControlFlow("if (token == $T.VALUE_STRING)", Names.JSON_TOKEN)
                        .addStatement("$L = $T.fromWire(parser.getText())", variable, of)
                        .beginControlFlow("if ($L.wire().equals(parser.getText()))", variable)
                        .addStatement("continue")
                        .endControlFlow()
                        .endControlFlow()
                        .build();
            case MODEL ->
                when("token == $T.START_OBJECT", Names.JSON_TOKEN, variable, "$T.decode(parser)", decoder(of));
            case TEXTS -> when("token == $T.START_ARRAY", Names.JSON_TOKEN, variable, "$T.texts(parser)", read);
            case MODELS ->
                when(
                        "token == $T.START_ARRAY",
                        Names.JSON_TOKEN,
                        variable,
                        "$T.list(parser, $T::decode)",
                        read,
                        decoder(of));
            case MAPS -> when("token == $T.START_ARRAY", Names.JSON_TOKEN, variable, "$T.maps(parser)", read);
            case TEXT_MAP -> when("token == $T.START_OBJECT", Names.JSON_TOKEN, variable, "$T.textMap(parser)", read);
            case MAP ->
                when(
                        "token == $T.START_OBJECT",
                        Names.JSON_TOKEN,
                        variable,
                        "$T.map(parser)",
                        Names.internal("WireValues"));
        };
    }

    /** Whether reading looks at the token by itself. */
    boolean needsToken() {
        return kind != Kind.INT
                && kind != Kind.LONG
                && kind != Kind.DOUBLE
                && kind != Kind.BOOLEAN
                && kind != Kind.DATE;
    }

    private static CodeBlock when(
            String condition, ClassName conditionType, String variable, String value, Object... valueTypes) {
        return CodeBlock.builder()
                .beginControlFlow("if (" + condition + ")", conditionType)
                .addStatement(variable + " = " + value, valueTypes)
                .addStatement("continue")
                .endControlFlow()
                .build();
    }
}
