package io.voxari.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.voxari.testkit.SimulatedAsterisk;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The connector on the simulated Asterisk, whose server is as particular as the real one. */
class SimulatedConnectorTest {
    private static final int SECONDS = 10;

    private final SimulatedAsterisk asterisk = SimulatedAsterisk.builder().start();
    private final MediaConnector connector =
            MediaConnector.builder(asterisk.ariUri()).build();
    private final HttpClient http = HttpClient.newHttpClient();
    private final String key = URLEncoder.encode(asterisk.user() + ":" + asterisk.password(), StandardCharsets.UTF_8);

    @BeforeEach
    void register() throws Exception {
        String events = asterisk.ariUri().toString().replace("http", "ws") + "/ari/events?app=voxari&api_key=" + key;
        WebSocket unused = http.newWebSocketBuilder()
                .buildAsync(URI.create(events), new WebSocket.Listener() {})
                .get(SECONDS, TimeUnit.SECONDS);
    }

    @AfterEach
    void close() {
        connector.close();
        asterisk.close();
    }

    private JsonNode ask(String method, String path) throws Exception {
        URI uri = URI.create(asterisk.ariUri() + "/ari/" + path + (path.contains("?") ? "&" : "?") + "api_key=" + key);
        HttpRequest request = HttpRequest.newBuilder(uri)
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        String body = http.send(request, BodyHandlers.ofString()).body();
        return new ObjectMapper().readTree(body.isEmpty() ? "{}" : body);
    }

    private String waitingChannel(String id, String transportData) throws Exception {
        return ask(
                        "POST",
                        "channels/externalMedia?app=voxari&encapsulation=none&transport=websocket&connection_type=server"
                                + "&format=ulaw&channelId=" + id + "&transport_data=" + transportData)
                .path("channelvars")
                .path("MEDIA_WEBSOCKET_CONNECTION_ID")
                .asText();
    }

    @ParameterizedTest
    @ValueSource(strings = {"f(json)", "f(plain-text)"})
    void connectsToAChannelThatWaits(String transportData) throws Exception {
        RecordingListener listener = new RecordingListener();
        String connection = waitingChannel("waits", transportData);
        MediaSession session = connector
                .connect(connection, listener)
                .session()
                .toCompletableFuture()
                .get(SECONDS, TimeUnit.SECONDS);
        assertThat(session.start().channelId()).isEqualTo("waits");
        assertThat(session.start().connectionId()).isEqualTo(connection);
        session.playout().open();
        boolean taken = session.playout().write(ByteBuffer.wrap(new byte[1_600]));
        assertThat(taken).isTrue();
        session.playout().drained().toCompletableFuture().get(SECONDS, TimeUnit.SECONDS);
        ask("DELETE", "channels/waits");
        assertThat(listener.closes.poll(SECONDS, TimeUnit.SECONDS)).isNotNull();
        asterisk.awaitQuiet(Duration.ofSeconds(SECONDS));
    }

    @Test
    void isToldThatAConnectionIsTaken() throws Exception {
        String connection = waitingChannel("taken", "f(json)");
        MediaSession first = connector
                .connect(connection, new RecordingListener())
                .session()
                .toCompletableFuture()
                .get(SECONDS, TimeUnit.SECONDS);
        assertThatThrownBy(() -> connector
                        .connect(connection, new RecordingListener())
                        .session()
                        .toCompletableFuture()
                        .get(SECONDS, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(MediaException.class)
                .hasMessageContaining("409");
        first.close();
    }

    @Test
    void isToldThatNobodyWaits() {
        assertThatThrownBy(() -> connector
                        .connect("nobody", new RecordingListener())
                        .session()
                        .toCompletableFuture()
                        .get(SECONDS, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(MediaException.class)
                .hasMessageContaining("404");
    }
}
