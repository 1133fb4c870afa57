package io.voxari.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ReadmeTest {

    @Test
    void programOfTheReadmeIsTheOneThatIsCompiled() throws IOException {
        String readme = Files.readString(Path.of("..", "README.md"));
        int begin = readme.indexOf("```java\n") + "```java\n".length();
        String shown = readme.substring(begin, readme.indexOf("```", begin));
        String source = Files.readString(Path.of("src/main/java/io/voxari/examples/QuickStart.java"));
        String compiled = source.substring(source.indexOf("import "));
        assertThat(shown).isEqualTo(compiled);
    }
}
