package io.voxari.ari;

import static org.assertj.core.api.Assertions.assertThat;

import io.voxari.testkit.asterisk.RealAsterisk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import okhttp3.Credentials;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The types have everything that an Asterisk says it has. */
@Tag("asterisk")
class ApiDriftTest {
    private static final Logger logger = LoggerFactory.getLogger(ApiDriftTest.class);

    /** No more and no less: a new Asterisk that has more fails here, and names it. */
    private static void nothingIsLacking(String report) {
        logger.info("{}", report);
        assertThat(report)
                .doesNotContain("lacking")
                .startsWith("operations 109/109, ")
                .contains("events 45/45");
    }

    @Test
    void coversARunningAsterisk() {
        try (RealAsterisk asterisk = RealAsterisk.builder().start()) {
            OkHttpClient http = new OkHttpClient();
            nothingIsLacking(new ApiDrift(file -> {
                        Request request = new Request.Builder()
                                .url(asterisk.ariUri() + "/ari/api-docs/" + file)
                                .header("Authorization", Credentials.basic(asterisk.user(), asterisk.password()))
                                .build();
                        try (Response response = http.newCall(request).execute()) {
                            assertThat(response.code()).as(file).isEqualTo(200);
                            return response.body().string();
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    })
                    .report());
        }
    }

    @Test
    void coversTheInstalledAsterisk() {
        String home = Objects.requireNonNullElseGet(
                System.getenv("VOXARI_ASTERISK_HOME"),
                () -> Path.of(System.getProperty("user.home"), ".cache", "voxari", "asterisk")
                        .toString());
        Path folder = Path.of(home, "usr", "share", "asterisk", "rest-api");
        nothingIsLacking(new ApiDrift(file -> {
                    try {
                        return Files.readString(folder.resolve(file));
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                })
                .report());
    }
}
