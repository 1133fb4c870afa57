package io.voxari.agent.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.voxari.agent.Measure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** {@code docs/operating.md} has a place for each measure. */
class MeasuresDocumentTest {

    @Test
    void eachMeasureIsInTheTableOnce() throws IOException {
        String document = Files.readString(Path.of("..", "docs", "operating.md"));
        String measures = document.substring(document.indexOf("| to know |"), document.indexOf("in `stats()`"));
        List<String> named = Pattern.compile("`([A-Z][A-Z0-9]*_[A-Z0-9_]+)`")
                .matcher(measures)
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
        assertThat(named)
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(Measure.values()).map(Measure::name).toList());
    }
}
