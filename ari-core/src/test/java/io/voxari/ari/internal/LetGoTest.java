package io.voxari.ari.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.voxari.ari.AriException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** However an event connection ends: OkHttp has it back, and never takes it for leaked. */
class LetGoTest {
    private final OkHttpClient client = new OkHttpClient();
    private final RealTimers timers = new RealTimers();
    private final CompletableFuture<AriException> ended = new CompletableFuture<>();

    @AfterEach
    void close() {
        timers.close();
        client.dispatcher().executorService().shutdown();
    }

    private EventSocket open(ServerSocket server) {
        Endpoint endpoint = new Endpoint(URI.create("http://127.0.0.1:" + server.getLocalPort()), "user", "geheim");
        OkHttpEventSocket.Way way = new OkHttpEventSocket.Way(
                client, endpoint, "app", Duration.ofSeconds(60), timers, new AtomicLong(), EventSocket.Reading.NOBODY);
        return way.open(new EventSocket.Listener() {
            @Override
            public void onOpen() {}

            @Override
            public void onText(String text) {}

            @Override
            public void onEnd(AriException cause) {
                ended.complete(cause);
            }
        });
    }

    /** The key of the request. */
    private static String key(Socket socket) throws IOException {
        socket.setSoTimeout(10_000);
        BufferedReader in =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
        String key = "";
        for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
            key = line.startsWith("Sec-WebSocket-Key: ") ? line.substring(19) : key;
        }
        return key;
    }

    private static void upgrade(Socket socket, String accept, String frames) throws IOException {
        socket.getOutputStream()
                .write(("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                                + "Sec-WebSocket-Accept: " + accept + "\r\n\r\n" + frames)
                        .getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String accept(String key) throws Exception {
        return Base64.getEncoder()
                .encodeToString(MessageDigest.getInstance("SHA-1")
                        .digest((key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes(StandardCharsets.US_ASCII)));
    }

    private void isLetGo() {
        await().untilAsserted(() ->
                assertThat(client.connectionPool().connectionCount()).isZero());
    }

    @Test
    void answerThatIsNoWebSocket() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            EventSocket socket = open(server);
            try (Socket asterisk = server.accept()) {
                key(asterisk);
                upgrade(asterisk, "another", "");
                assertThat(ended)
                        .succeedsWithin(Duration.ofSeconds(10))
                        .asString()
                        .contains("not that of a WebSocket");
                isLetGo();
            }
            socket.close();
        }
    }

    /** In form, with what breaks the protocol, and without a word. */
    @ParameterizedTest
    @ValueSource(strings = {"\u0088\u0000", "\u00ff\u00ff", ""})
    void connectionThatTheOtherSideEnds(String frames) throws Exception {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            EventSocket socket = open(server);
            try (Socket asterisk = server.accept()) {
                upgrade(asterisk, accept(key(asterisk)), frames);
            }
            assertThat(ended).succeedsWithin(Duration.ofSeconds(10));
            isLetGo();
            socket.close();
        }
    }
}
