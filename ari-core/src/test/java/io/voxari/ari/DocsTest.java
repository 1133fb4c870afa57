package io.voxari.ari;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What {@code docs/ari.md} shows compiles, and the tests that it names are there. */
class DocsTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern CODE = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
    private static final Pattern REQUEST =
            Pattern.compile("`((?:channels|bridges|playbacks|recordings|applications|deviceStates|endpoints|asterisk)"
                    + "\\(\\)\\.[^`…]*)`");

    /** A test's name, in brackets, alone or among others. */
    private static final Pattern TEST =
            Pattern.compile("[(,;]\\s*(?:on\\s+a\\s+real\\s+Asterisk\\s+)?`([a-z][A-Za-z0-9]+)`(?=[),])");

    private final String document;
    private final String compiled;

    DocsTest() throws IOException {
        document = Files.readString(ROOT.resolve("docs/ari.md"));
        compiled = withoutSpace(Files.readString(Path.of("src/test/java/io/voxari/ari/DocsSnippets.java")));
    }

    @Test
    void codeIsCompiled() {
        List<String> blocks =
                CODE.matcher(document).results().map(code -> code.group(1)).toList();

        assertThat(blocks).hasSize(4).allSatisfy(block -> assertThat(compiled).contains(withoutSpace(block)));
    }

    @Test
    void requestsThatReplaceAri4javasAreCompiled() {
        String table = document.substring(document.indexOf("## From ari4java"));
        List<String> requests = table.lines()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.split("\\|", -1))
                .map(cells -> cells[2].contains("the same") ? cells[1] : cells[2])
                .flatMap(cell -> REQUEST.matcher(cell).results())
                .map(request -> request.group(1))
                .toList();

        assertThat(requests)
                .hasSizeGreaterThan(25)
                .allSatisfy(request -> assertThat(compiled).contains(withoutSpace("ari." + request)));
    }

    @Test
    void testsThatAreNamedAreThere() throws IOException {
        Set<String> named = TEST.matcher(document)
                .results()
                .map(name -> name.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> tests = new TreeSet<>(tests("ari-core"));
        tests.addAll(tests("examples"));

        assertThat(named).hasSizeGreaterThan(50);
        named.removeAll(tests);
        assertThat(named).as("tests that are not there").isEmpty();
    }

    private static Set<String> tests(String module) throws IOException {
        StringBuilder text = new StringBuilder();
        try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/test/java"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith("Test.java")).toList()) {
                text.append(Files.readString(file));
            }
        }
        return Pattern.compile("void (\\w+)\\(")
                .matcher(text)
                .results()
                .map(name -> name.group(1))
                .collect(Collectors.toSet());
    }

    private static String withoutSpace(String text) {
        return text.replaceAll("\\s", "");
    }
}
