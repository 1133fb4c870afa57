package io.voxari.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DocsTest {
    private static final Pattern CODE = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

    @ParameterizedTest
    @CsvSource({"calls, 11", "operating, 3", "troubleshooting, 1"})
    void codeOfTheDocumentIsCompiled(String document, int blocks) throws IOException {
        String compiled = withoutSpace(Files.readString(Path.of("src/test/java/io/voxari/examples/DocsSnippets.java")));
        Matcher code = CODE.matcher(Files.readString(Path.of("..", "docs", document + ".md")));
        int found = 0;
        while (code.find()) {
            found++;
            assertThat(compiled).contains(withoutSpace(code.group(1)));
        }
        assertThat(found).as("blocks of code").isEqualTo(blocks);
    }

    private static String withoutSpace(String text) {
        return text.replaceAll("\\s", "");
    }
}
