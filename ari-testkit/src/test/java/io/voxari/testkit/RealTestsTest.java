package io.voxari.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The README says which functional tests of the runtime only a real Asterisk can run. */
class RealTestsTest {
    private static final Path FUNCTIONAL = Path.of("../ari-agent/src/test/java/io/voxari/agent/runtime/functional");
    private static final String REAL = "@Tag(\"real\")";
    private static final Pattern NAME = Pattern.compile("`(\\w+Test)`");

    @Test
    void eachNameIsATestForTheRealOne() throws Exception {
        String table = table();
        Set<String> named = table.lines()
                .filter(line -> line.startsWith("| `"))
                .flatMap(line -> NAME.matcher(line.split("\\|", -1)[1]).results())
                .map((MatchResult name) -> name.group(1))
                .collect(Collectors.toSet());
        assertThat(tests(REAL)).containsAll(named);
        assertThat(named).hasSizeGreaterThan(5);
        List<String> everywhere = NAME.matcher(table)
                .results()
                .map((MatchResult name) -> name.group(1))
                .toList();
        assertThat(tests("class ")).containsAll(everywhere);
    }

    @Test
    void eachTestForTheRealOneSaysWhy() throws Exception {
        assertThat(tests(REAL)).isEqualTo(tests(REAL + " // "));
    }

    private static String table() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        return readme.substring(readme.indexOf("whose tag is `real`"), readme.indexOf("No rule provokes these"));
    }

    private static Set<String> tests(String part) throws IOException {
        try (Stream<Path> files = Files.walk(FUNCTIONAL)) {
            return files.filter(file -> file.toString().endsWith("Test.java"))
                    .filter(file -> text(file).contains(part))
                    .map(file -> file.getFileName().toString().replace(".java", ""))
                    .collect(Collectors.toSet());
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
