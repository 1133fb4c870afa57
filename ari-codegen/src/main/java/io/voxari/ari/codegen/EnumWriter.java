package io.voxari.ari.codegen;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;

/**
 * The enums, from a data file: {@code Name = sentence}, then {@code Name.CONSTANT = wire text | sentence}. One with a
 * constant {@code UNKNOWN} is also received, and gets a {@code fromWire}.
 */
final class EnumWriter {
    /** What stands in the data for a constant that Asterisk never sends. */
    private static final String EMPTY = "(empty)";

    private final DataFile data;

    EnumWriter(DataFile data) {
        this.data = data;
    }

    private record Constant(String name, String wire, String sentence) {}

    List<TypeSpec> write() {
        List<TypeSpec> enums = new ArrayList<>();
        data.all().forEach((key, sentence) -> {
            if (key.indexOf('.') < 0) {
                enums.add(type(key, sentence, constants(key)));
            }
        });
        return enums;
    }

    private List<Constant> constants(String type) {
        List<Constant> constants = new ArrayList<>();
        data.all().forEach((key, value) -> {
            if (key.startsWith(type + ".")) {
                int bar = value.indexOf(" | ");
                String wire = value.substring(0, bar);
                constants.add(new Constant(
                        key.substring(type.length() + 1), wire.equals(EMPTY) ? "" : wire, value.substring(bar + 3)));
            }
        });
        return constants;
    }

    private static TypeSpec type(String name, String sentence, List<Constant> constants) {
        TypeSpec.Builder builder = TypeSpec.enumBuilder(ClassName.get(Names.MODEL, name))
                .addModifiers(Modifier.PUBLIC)
                .addAnnotation(ModelWriter.generated())
                .addJavadoc("$L", Docs.wrap(sentence))
                .addField(String.class, "wire", Modifier.PRIVATE, Modifier.FINAL)
                .addMethod(MethodSpec.constructorBuilder()
                        .addParameter(String.class, "wire")
                        .addStatement("this.wire = wire")
                        .build())
                .addMethod(MethodSpec.methodBuilder("wire")
                        .addModifiers(Modifier.PUBLIC)
                        .returns(String.class)
                        .addJavadoc("{@return the value as Asterisk writes it}\n")
                        .addStatement("return wire")
                        .build());
        for (Constant constant : constants) {
            builder.addEnumConstant(
                    constant.name(),
                    TypeSpec.anonymousClassBuilder("$S", constant.wire())
                            .addJavadoc("$L", Docs.wrap(constant.sentence()))
                            .build());
        }
        if (constants.stream().anyMatch(constant -> constant.name().equals("UNKNOWN"))) {
            builder.addMethod(fromWire(ClassName.get(Names.MODEL, name), constants));
        }
        return builder.build();
    }

    private static MethodSpec fromWire(ClassName type, List<Constant> constants) {
        MethodSpec.Builder method = MethodSpec.methodBuilder("fromWire")
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
                .returns(type)
                .addParameter(String.class, "wire")
                .addJavadoc("{@return the constant for a value, or {@code UNKNOWN} for one that is not known here}\n\n")
                .addJavadoc("@param wire the value as Asterisk writes it\n")
                .beginControlFlow("return switch (wire)");
        constants.stream()
                .filter(constant -> !constant.name().equals("UNKNOWN"))
                .forEach(constant -> method.addCode("case $S -> $L;\n", constant.wire(), constant.name()));
        return method.addCode("default -> UNKNOWN;\n").endControlFlow("").build();
    }
}
