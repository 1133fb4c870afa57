package io.voxari.agent.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DoctorReportTest {

    @Test
    void eachCheckHasASectionOfTheDocumentInTheSameOrder() throws IOException {
        List<String> headings = Files.readAllLines(Path.of("..", "docs", "troubleshooting.md")).stream()
                .filter(line -> line.startsWith("## "))
                .map(line -> line.substring(3))
                .toList();
        assertThat(headings)
                .containsExactlyElementsOf(Arrays.stream(DoctorCheck.values())
                        .map(DoctorCheck::title)
                        .toList());
    }

    @Test
    void tableHasALineForEachCheckAndTheFixBelow() {
        DoctorReport report = new DoctorReport(
                "Asterisk pbx",
                List.of(
                        DoctorFinding.ok(DoctorCheck.ENDPOINT, "answers"),
                        DoctorFinding.failed(DoctorCheck.CREDENTIALS, "is refused", "look into ari.conf"),
                        DoctorFinding.skipped(DoctorCheck.CODEC, "not looked at")));
        assertThat(report.table().lines())
                .containsExactly(
                        "Asterisk pbx",
                        "  ok       ARI endpoint                 answers",
                        "  FAILED   ARI user and password        is refused",
                        "                                        fix: look into ari.conf",
                        "  skipped  Codec ulaw                   not looked at");
        assertThat(report.exitCode()).isEqualTo(1);
        DoctorReport warned = new DoctorReport(
                "Asterisk pbx", List.of(DoctorFinding.warning(DoctorCheck.CODEC, "not everywhere", "allow it")));
        assertThat(warned.exitCode()).as("calls work").isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "22.10.1+dfsg-1, true, true",
        "22.8.0, true, true",
        "22.7.9, true, false",
        "22.5.2, false, false",
        "20.18.0, true, true",
        "20.16.0, true, false",
        "21.12.3, true, false",
        "21.10.0, false, false",
        "18.26.4, false, false",
        "23.0.0, true, false",
        "23.2.0-rc1, true, true",
        "24.0.0, true, true",
        "certified-22.8-cert4, true, true",
        "certified/20.7-cert8, false, false",
    })
    void knowsWhatCameWithWhichRelease(String text, boolean media, boolean marks) {
        assertThat(AsteriskVersion.parse(text)).hasValueSatisfying(version -> {
            assertThat(version.hasMediaWebSocket()).isEqualTo(media);
            assertThat(version.hasMarksAndJson()).isEqualTo(marks);
        });
    }

    @ParameterizedTest
    @CsvSource({"GIT-22-0a1b2c3", "GIT-master-1.2", "UNKNOWN", "''", "99999999999.1"})
    void buildWithoutAReleaseHasNoVersion(String text) {
        assertThat(AsteriskVersion.parse(text)).isEmpty();
    }

    @Test
    void extensionWithoutAContextIsNamed() {
        VoxariDoctor.Builder doctor = VoxariDoctor.builder(AsteriskConfig.builder()
                .endpoint(URI.create("http://pbx:8088"))
                .password("p")
                .build());
        assertThatThrownBy(() -> doctor.extension("8000")).hasMessageContaining("8000@from-external");
        assertThatThrownBy(() -> doctor.extension("8000@x/n,1")).hasMessageContaining("8000@x/n,1");
        assertThatThrownBy(() -> doctor.listen("0.0.0.0", 0)).hasMessageContaining("port 0");
    }
}
