package io.voxari.ari;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.voxari.ari.internal.PromptServer;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.junit5.StartStop;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The password shows up nowhere, at whatever level one logs. */
class SecretsTest {
    private static final String PASSWORD = "pässword-nobody-may-see";
    private static final String ENCODED =
            Base64.getEncoder().encodeToString(("user:" + PASSWORD).getBytes(StandardCharsets.UTF_8));

    @StartStop
    private final MockWebServer server = PromptServer.create();

    private final List<String> said = new CopyOnWriteArrayList<>();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final PrintStream before = System.err;
    private final Logger root = Logger.getLogger("okhttp3");
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord record) {
            said.add(record.getMessage() + " " + record.getThrown());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        root.setLevel(Level.ALL);
        root.addHandler(handler);
        System.setErr(new PrintStream(out, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void restore() {
        System.setErr(before);
        root.removeHandler(handler);
        root.setLevel(null);
    }

    @Test
    void passwordIsNeverShown() throws Exception {
        FakeAsterisk asterisk = new FakeAsterisk(server);
        asterisk.answer("GET", "/ari/asterisk/info", 500, "{\"message\":\"no\"}");
        asterisk.answer(
                "GET",
                "/ari/asterisk/ping",
                request -> new MockResponse.Builder()
                        .headersDelay(1, java.util.concurrent.TimeUnit.MINUTES)
                        .build());
        List<Object> shown = new ArrayList<>();
        AriClient.Builder builder = AriClient.builder().endpoint(asterisk.uri()).credentials("user", PASSWORD);
        shown.add(builder);
        asterisk.refuse(401, "{\"message\":\"Authentication required\"}");
        try (AriClient ari = builder.build()) {
            shown.add(ari);
            shown.add(catchThrowable(ari::connect));
            shown.add(ari.state());
            ari.connect();
            shown.add(catchThrowable(() -> ari.asterisk().getInfo().send()));
            shown.add(catchThrowable(
                    () -> ari.asterisk().ping().deadline(Duration.ofMillis(50)).send()));
            shown.add(ari.asterisk().getInfo());
            asterisk.socket().close(1001, "");
            await().until(() -> ari.state().gap() != null);
            shown.add(ari.state());
        }

        assertThat(asterisk.requests.get(0).getHeaders().get("Authorization")).isEqualTo("Basic " + ENCODED);
        String all = String.join("\n", said) + out.toString(StandardCharsets.UTF_8) + texts(shown);
        assertThat(said).as("OkHttp was heard").isNotEmpty();
        assertThat(all).doesNotContain(PASSWORD).doesNotContain(ENCODED);
    }

    private static String texts(List<Object> shown) {
        StringWriter texts = new StringWriter();
        for (Object one : shown) {
            texts.append(String.valueOf(one)).append('\n');
            if (one instanceof Throwable thrown) {
                thrown.printStackTrace(new PrintWriter(texts));
            }
        }
        return texts.toString();
    }
}
