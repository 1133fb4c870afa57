package io.voxari.agent.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/field-faults.md} names tests that exist. */
class FieldFaultsTest {
    private static final Path PROJECT = Path.of("..");
    private static final Pattern NAMED = Pattern.compile("`(\\w+Test)(?:\\.(\\w+))?`");
    private static final int FAULTS = 55;

    @Test
    void eachFaultIsShownByTestsThatExist() throws IOException {
        Map<String, String> sources = testSources();
        List<String> missing = new ArrayList<>();
        List<Integer> faults = new ArrayList<>();
        for (String row : Files.readAllLines(PROJECT.resolve("docs/field-faults.md"))) {
            String[] cells = row.split("\\|", -1);
            if (cells.length != 6 || !cells[1].strip().matches("\\d+")) {
                continue;
            }
            faults.add(Integer.parseInt(cells[1].strip()));
            Matcher named = NAMED.matcher(cells[4]);
            boolean any = false;
            while (named.find()) {
                any = true;
                String source = sources.getOrDefault(named.group(1), "");
                if (source.isEmpty() || (named.group(2) != null && !isTest(source, named.group(2)))) {
                    missing.add(named.group());
                }
            }
            assertThat(any).as("a test in: %s", row).isTrue();
        }
        assertThat(missing).isEmpty();
        assertThat(faults).isEqualTo(IntStream.rangeClosed(1, FAULTS).boxed().toList());
    }

    /** Whether there is such a method with an annotation of a test shortly before it. */
    private static boolean isTest(String source, String method) {
        return Pattern.compile("@(?:Parameterized)?Test\\b[^{};]*(?:\\{[^{}]*\\}[^{};]*)*?\\bvoid " + method + "\\(")
                .matcher(source)
                .find();
    }

    private static Map<String, String> testSources() throws IOException {
        Map<String, String> sources = new HashMap<>();
        try (Stream<Path> modules = Files.list(PROJECT)) {
            for (Path tests : modules.map(module -> module.resolve("src/test/java"))
                    .filter(Files::isDirectory)
                    .toList()) {
                try (Stream<Path> files = Files.walk(tests)) {
                    files.filter(file -> file.toString().endsWith("Test.java"))
                            .forEach(file ->
                                    sources.put(file.getFileName().toString().replace(".java", ""), read(file)));
                }
            }
        }
        return sources;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
