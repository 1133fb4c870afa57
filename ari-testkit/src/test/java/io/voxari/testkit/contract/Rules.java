package io.voxari.testkit.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.CsvSource;

/** How many rules the contract has, and where it is written down how many were tried. */
final class Rules {
    /** Of a module of the project, whose folder a test runs in. */
    private static final Path TRIED = Path.of("target", "contract");

    private Rules() {}

    /** {@return how many there are in the contract} */
    static int count() {
        return methods().mapToInt(Rules::in).sum();
    }

    /** {@return what tries them} */
    static Stream<Method> methods() {
        return Arrays.stream(WholeContract.class.getDeclaredClasses())
                .filter(nested -> nested.isAnnotationPresent(Nested.class))
                .flatMap(nested -> Arrays.stream(nested.getSuperclass().getDeclaredMethods()))
                .filter(method -> in(method) > 0);
    }

    private static int in(Method method) {
        CsvSource rows = method.getAnnotation(CsvSource.class);
        return rows != null ? rows.value().length : method.isAnnotationPresent(Test.class) ? 1 : 0;
    }

    /** Writes down which were tried, one a line, for whoever counts both kinds. */
    static void tried(String kind, Set<String> names) {
        try {
            Files.createDirectories(TRIED);
            Files.write(TRIED.resolve(kind.replace(' ', '-')), names);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String line(List<Integer> allSimulatedReal) {
        return "contract: " + allSimulatedReal.get(0) + " rules, " + allSimulatedReal.get(1) + " simulated, "
                + allSimulatedReal.get(2) + " real";
    }
}
