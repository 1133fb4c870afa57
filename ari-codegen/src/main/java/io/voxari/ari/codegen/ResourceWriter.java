package io.voxari.ari.codegen;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.lang.model.element.Modifier;

/** One resource: a class with a method for each operation. */
final class ResourceWriter {
    static final ClassName TRANSPORT = Names.internal("RestTransport");
    private final ApiDocs.Resource resource;
    private final Names names;
    private final DataFile types;
    private final DataFile ids;
    private final Docs docs;
    private final Since since;

    ResourceWriter(ApiDocs.Resource resource, Names names, DataFile types, DataFile ids, Docs docs, Since since) {
        this.resource = resource;
        this.names = names;
        this.types = types;
        this.ids = ids;
        this.docs = docs;
        this.since = since;
    }

    TypeSpec write() {
        ClassName type = ClassName.get(Names.ARI, Names.capital(resource.name()));
        TypeSpec.Builder spec = TypeSpec.classBuilder(type)
                .addModifiers(Modifier.PUBLIC, Modifier.FINAL)
                .addAnnotation(ModelWriter.generated())
                .addJavadoc("$L", Docs.wrap(docs.text("resource " + resource.name()) + "\n\n<p>Thread-safe."));
        Map<String, FieldSpec> replies = new LinkedHashMap<>();
        TypeSpec.Builder members = TypeSpec.classBuilder(type);
        for (ApiDocs.Operation operation : resource.operations()) {
            new OperationWriter(type, resource.name(), operation, names, types, ids, docs, since)
                    .write(members, replies);
        }
        TypeSpec built = members.build();
        spec.addFields(replies.values())
                .addField(TRANSPORT, "transport", Modifier.PRIVATE, Modifier.FINAL)
                .addMethod(MethodSpec.constructorBuilder()
                        .addParameter(TRANSPORT, "transport")
                        .addStatement("this.transport = transport")
                        .build());
        return spec.addMethods(built.methodSpecs()).addTypes(built.typeSpecs()).build();
    }
}
