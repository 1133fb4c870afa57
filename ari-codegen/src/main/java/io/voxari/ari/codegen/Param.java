package io.voxari.ari.codegen;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What a parameter of an operation is in Java, and how it gets into the request. */
record Param(ApiDocs.Parameter wire, String name, Kind kind, ClassName of, String doc) {
    enum Kind {
        TEXT,
        INT,
        LONG,
        BOOLEAN,
        /** Many values, which the api-docs know. */
        LIST,
        /** One text on the wire, in which commas separate values. */
        COMMAS,
        ENUM,
        /** {@link #LIST} or {@link #COMMAS} of values that have an enum. */
        ENUMS,
        SECONDS,
        MILLIS,
        /** Body: variables of a channel or bridge, each of which may be reported with events. */
        VARIABLES,
        /** Body: texts by name. */
        TEXT_MAP,
        /** Body: anything by name. */
        MAP,
        /** Body: a list of attributes and values. */
        TUPLES,
        /** Body: the event filter, which is the whole body. */
        FILTER
    }

    static final ClassName TUPLE = ClassName.get(Names.MODEL, "ConfigTuple");

    static Param of(String place, ApiDocs.Parameter wire, Names names, DataFile types, Docs docs) {
        String type = types.get("param " + place + "." + wire.name());
        if (type == null) {
            type = types.get("param " + wire.name());
        }
        if (type == null) {
            type = wire.many() ? "list" : wire.type();
        }
        ClassName of = ClassName.get(Object.class);
        if (type.startsWith("enum")) {
            of = ClassName.get(Names.MODEL, type.substring(type.indexOf(' ') + 1));
            type = type.substring(0, type.indexOf(' '));
        }
        Kind kind = switch (type) {
            case "string" -> Kind.TEXT;
            case "int" -> Kind.INT;
            case "long" -> Kind.LONG;
            case "boolean" -> Kind.BOOLEAN;
            case "list" -> Kind.LIST;
            case "commas" -> Kind.COMMAS;
            case "enum" -> Kind.ENUM;
            case "enums" -> Kind.ENUMS;
            case "seconds" -> Kind.SECONDS;
            case "millis" -> Kind.MILLIS;
            case "containers" -> Kind.VARIABLES;
            case "texts" -> Kind.TEXT_MAP;
            case "map" -> Kind.MAP;
            case "tuples" -> Kind.TUPLES;
            case "filter" -> Kind.FILTER;
            default -> throw new IllegalArgumentException(place + "." + wire.name() + " is a " + type);
        };
        String resource = place.substring(0, place.indexOf('.'));
        String doc = docs.text(place + "." + wire.name(), resource + ".*." + wire.name(), "param " + wire.name());
        return new Param(wire, names.member(place, wire.name()), kind, of, doc);
    }

    boolean inPath() {
        return wire.place().equals("path");
    }

    TypeName type() {
        return switch (kind) {
            case TEXT, ENUM -> ClassName.get(String.class);
            case INT -> TypeName.INT;
            case LONG -> TypeName.LONG;
            case BOOLEAN -> TypeName.BOOLEAN;
            case SECONDS, MILLIS -> ClassName.get(Duration.class);
            case LIST, COMMAS, ENUMS -> ParameterizedTypeName.get(List.class, String.class);
            case VARIABLES, TEXT_MAP -> ParameterizedTypeName.get(Map.class, String.class, String.class);
            case MAP ->
                ParameterizedTypeName.get(
                        ClassName.get(Map.class),
                        ClassName.get(String.class),
                        com.palantir.javapoet.WildcardTypeName.subtypeOf(Object.class));
            case TUPLES -> ParameterizedTypeName.get(ClassName.get(List.class), TUPLE);
            case FILTER -> throw new IllegalStateException("The filter has setters of its own");
        };
    }

    /** {@code .query("reason", reason)} and the like, to be put behind a {@code RestCall}. */
    CodeBlock set() {
        return switch (kind) {
            case TEXT, ENUM, INT, LONG, BOOLEAN -> CodeBlock.of(".query($S, $L)", wire.name(), name);
            case SECONDS -> CodeBlock.of(".seconds($S, $L)", wire.name(), name);
            case MILLIS -> CodeBlock.of(".millis($S, $L)", wire.name(), name);
            case LIST -> CodeBlock.of(".list($S, $L)", wire.name(), name);
            case ENUMS -> wire.many() ? CodeBlock.of(".list($S, $L)", wire.name(), name) : commas();
            case COMMAS -> commas();
            case VARIABLES, TEXT_MAP, MAP -> CodeBlock.of(".entries($S, $L)", wire.name(), name);
            case TUPLES -> CodeBlock.of(".body($S, $T.tuples($L))", wire.name(), Names.internal("Bodies"), name);
            case FILTER -> throw new IllegalStateException("The filter has setters of its own");
        };
    }

    private CodeBlock commas() {
        return CodeBlock.of(".query($S, String.join(\",\", $L))", wire.name(), name);
    }

    /** What the api-docs say Asterisk takes when the parameter is left out. */
    String byDefault() {
        String value = wire.defaultValue();
        if (value == null) {
            return "";
        }
        String unit = kind == Kind.SECONDS ? " s" : kind == Kind.MILLIS ? " ms" : "";
        return " Asterisk's default is {@code " + value + unit + "}.";
    }
}
