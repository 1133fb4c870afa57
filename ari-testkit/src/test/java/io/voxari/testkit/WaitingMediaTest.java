package io.voxari.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a rule of the contract would take too long for. */
class WaitingMediaTest {
    private static final String MEDIA = "channels/externalMedia?app=voxari&encapsulation=none&transport=websocket"
            + "&format=ulaw&channelId=m&connection_type=server";

    private final VirtualTime time = VirtualTime.start();
    private final SimulatedAsterisk asterisk =
            SimulatedAsterisk.builder().time(time).start();
    private final OkHttpClient http =
            new OkHttpClient.Builder().socketFactory(time.sockets()).build();

    @AfterEach
    void close() {
        asterisk.close();
        time.close();
    }

    private int ask(String method, String path) throws IOException {
        Request request = new Request.Builder()
                .url(asterisk.ariUri() + "/ari/" + path + (path.contains("?") ? "&" : "?") + "api_key="
                        + asterisk.user() + ":" + asterisk.password())
                .method(method, method.equals("POST") ? RequestBody.create(new byte[0], null) : null)
                .build();
        try (Response response = http.newCall(request).execute()) {
            return response.code();
        } finally {
            // A connection that is kept, with nobody who reads from it, would hold up time.
            http.connectionPool().evictAll();
        }
    }

    @Test
    void channelWaitsForThirtySeconds() throws IOException {
        assertThat(ask("POST", MEDIA)).isEqualTo(200);
        time.advance(Duration.ofSeconds(29));
        assertThat(ask("GET", "channels/m")).isEqualTo(200);
        time.advance(Duration.ofSeconds(2));
        assertThat(ask("GET", "channels/m")).isEqualTo(404);
        asterisk.assertQuiet();
    }
}
