package io.voxari.agent.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.voxari.agent.Resolution;
import io.voxari.agent.Workflow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoutingFileTest {
    @TempDir
    Path folder;

    private final AtomicLong nanos = new AtomicLong();

    @Test
    void readsJson() throws IOException {
        RoutingFile file = at("routes.json", """
                {"country": "DE", "routes": {
                  "8000": "reception",
                  "+49 30 1234567": {"workflow": "sales", "attributes": {"language": "de", "priority": 3, "vip": true}},
                  "berlin|8000": "reception-berlin",
                  "*": "others"
                }}
                """);
        assertThat(answer(file, "8000", "pbx")).isEqualTo(accept("reception"));
        assertThat(answer(file, "8000", "berlin")).isEqualTo(accept("reception-berlin"));
        assertThat(answer(file, "1234", "pbx")).isEqualTo(accept("others"));
        assertThat(answer(file, "030/1234567", "pbx"))
                .isEqualTo(new Resolution.Accept(
                        new Workflow("sales", Map.of("language", "de", "priority", "3", "vip", "true"))));
    }

    @Test
    void readsProperties() throws IOException {
        RoutingFile file = at("routes.properties", """
                # the front desk
                country = DE
                8000 = reception
                +49301234567 = sales
                berlin|8000 = reception-berlin
                """);
        assertThat(answer(file, "8000", "pbx")).isEqualTo(accept("reception"));
        assertThat(answer(file, "8000", "berlin")).isEqualTo(accept("reception-berlin"));
        assertThat(answer(file, "0301234567", "pbx")).isEqualTo(accept("sales"));
        assertThat(answer(file, "1234", "pbx")).isInstanceOf(Resolution.Refuse.class);
    }

    @Test
    void changedFileIsReadWithinASecondAndBrokenOneKeepsTheOldRoutes() throws IOException {
        RoutingFile file = at("routes.json", "{\"routes\": {\"8000\": \"old\"}}");
        write("routes.json", "{\"routes\": {\"8000\": \"new\"}}");
        assertThat(answer(file, "8000", "pbx")).as("not looked at again yet").isEqualTo(accept("old"));
        pass(Duration.ofSeconds(1));
        // Of the same length, and perhaps in the same tick of the file system's clock.
        assertThat(answer(file, "8000", "pbx")).isEqualTo(accept("new"));

        write("routes.json", "{\"routes\": {\"8000\": \"newer\"");
        pass(Duration.ofSeconds(1));
        assertThat(answer(file, "8000", "pbx")).isEqualTo(accept("new"));
        assertThat(file.problem()).hasValueSatisfying(told -> assertThat(told).contains("line 1"));

        Files.delete(folder.resolve("routes.json"));
        pass(Duration.ofSeconds(1));
        assertThat(answer(file, "8000", "pbx")).isEqualTo(accept("new"));
        assertThat(file.problem()).hasValueSatisfying(told -> assertThat(told).contains("NoSuchFile"));

        write("routes.json", "{\"routes\": {\"8000\": \"newest\"}}");
        pass(Duration.ofSeconds(1));
        assertThat(answer(file, "8000", "pbx")).isEqualTo(accept("newest"));
        assertThat(file.problem()).isEmpty();
    }

    /** As when its permissions are mended, which leaves no trace that is looked at. */
    @Test
    void fileThatCouldNotBeUsedIsReadAgainThoughItLooksTheSame() throws IOException {
        RoutingFile file = at("routes.json", "{\"routes\": {\"8000\": \"old\"}}");
        FileTime longAgo = FileTime.from(Instant.now().minusSeconds(3_600));
        write("routes.json", "{\"routes\": {\"8000\": \"new\"}?");
        Files.setLastModifiedTime(folder.resolve("routes.json"), longAgo);
        pass(Duration.ofSeconds(1));
        assertThat(answer(file, "8000", "pbx")).isEqualTo(accept("old"));
        assertThat(file.problem()).isPresent();

        write("routes.json", "{\"routes\": {\"8000\": \"new\"}}");
        Files.setLastModifiedTime(folder.resolve("routes.json"), longAgo);
        pass(Duration.ofSeconds(1));
        assertThat(answer(file, "8000", "pbx")).isEqualTo(accept("new"));
        assertThat(file.problem()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "r.json ~ [] ~ an object with",
                "r.json ~ {\"routes\": []} ~ an object of routes",
                "r.json ~ {\"routes\": {}} ~ no route in it",
                "r.json ~ {\"routes\": {\"8000\": 7}} ~ for 8000",
                "r.json ~ {\"routes\": {\"8000\": \" \"}} ~ for 8000 has no name",
                "r.json ~ {\"routes\": {\"8000\": {\"attributes\": {}}}} ~ has no \"workflow\"",
                "r.json ~ {\"routes\": {\"8000\": {\"workflow\": \"a\", \"x\": 1}}} ~ \"x\" means nothing",
                "r.json ~ {\"routes\": {\"8000\": {\"workflow\": \"a\", \"attributes\": {\"b\": []}}}} ~ \"b\"",
                "r.json ~ {\"routes\": {\"8000\": \"a\", \"8000\": \"b\"}} ~ 8000",
                "r.json ~ {\"routes\": {\"8000\": \"a\"}, \"rules\": 1} ~ \"rules\" means nothing",
                "r.json ~ {\"routes\": {\"8000\": \"a\"}} {} ~ behind the end",
                "r.json ~ {\"country\": \"Narnia\", \"routes\": {\"8000\": \"a\"}} ~ Narnia",
                "r.json ~ {\"routes\" ~ line 1",
                "r.txt ~ 8000 ~ for 8000 has no name",
                "r.txt ~ +49 30 1 = sales ~ without blanks",
                "r.txt ~ '8000=a\n8000=b' ~ \"8000\" stands there twice",
                "r.txt ~ # nothing ~ no route in it",
            })
    void mistakesAreNamedWithTheirPlace(String name, String text, String told) {
        assertThatThrownBy(() -> at(name, text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(name)
                .hasMessageContaining(told);
    }

    @Test
    void missingFileIsNamed() {
        assertThatThrownBy(() -> RoutingFile.at(folder.resolve("none.json")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("none.json");
    }

    private RoutingFile at(String name, String text) throws IOException {
        write(name, text);
        return RoutingFile.at(folder.resolve(name), nanos::get);
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    private static Resolution answer(RoutingFile file, String number, String asterisk) {
        return Offers.answer(file, Offers.to(number, asterisk));
    }

    private static Resolution accept(String workflow) {
        return new Resolution.Accept(Workflow.of(workflow));
    }
}
