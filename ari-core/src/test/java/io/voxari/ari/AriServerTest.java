package io.voxari.ari;

import static io.voxari.ari.ConnectionState.Phase.CLOSED;
import static io.voxari.ari.ConnectionState.Phase.CONNECTING;
import static io.voxari.ari.ConnectionState.Phase.IDLE;
import static io.voxari.ari.ConnectionState.Phase.REPLACED;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import okhttp3.Credentials;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import okio.ByteString;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@SuppressWarnings("NullAway.Init") // Set by each test that needs it.
class AriServerTest {
    private static final String USER = "asterisk";
    private static final String PASSWORD = "geheim ü";

    private final Recorder recorder = new Recorder();
    private final OkHttpClient http = new OkHttpClient();
    private final Map<AriClient, Recorder> calls = new ConcurrentHashMap<>();
    private AriServer server;
    private AriClient ari;

    /** Asterisk's end of a connection. */
    private static final class Pbx extends WebSocketListener {
        final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
        final CompletableFuture<Integer> opened = new CompletableFuture<>();
        final CompletableFuture<Integer> closed = new CompletableFuture<>();

        @SuppressWarnings("NullAway.Init") // By who dials.
        WebSocket socket;

        @Override
        public void onOpen(WebSocket webSocket, Response response) {
            opened.complete(response.code());
        }

        @Override
        public void onMessage(WebSocket webSocket, String text) {
            messages.add(text);
        }

        @Override
        public void onClosing(WebSocket webSocket, int code, String reason) {
            closed.complete(code);
            webSocket.close(1000, null);
        }

        @Override
        public void onFailure(WebSocket webSocket, Throwable t, Response response) {
            opened.complete(response == null ? -1 : response.code());
            closed.complete(-1);
        }

        /** To the request of an id; the body is JSON in JSON. */
        void answer(String request, int status, String body) {
            socket.send(AriServerTest.message(
                    "RESTResponse",
                    "app",
                    "a1",
                    ",\"request_id\":\"" + request + "\",\"status_code\":" + status + ",\"message_body\":\"" + body
                            + "\""));
        }

        String message() throws InterruptedException {
            String message = messages.poll(10, TimeUnit.SECONDS);
            assertThat(message).isNotNull();
            return message;
        }
    }

    @BeforeEach
    void start() {
        server = AriServer.builder()
                .credentials(USER, PASSWORD)
                .handshakeWithin(Duration.ofMillis(1500))
                .connections(5)
                .build();
        ari = AriClient.builder()
                .server(server, "/pbx1")
                .application("app")
                .pingInterval(Duration.ofSeconds(10))
                .listener(recorder)
                .build();
        server.perCall("/calls", AriClient.builder().application("bot"), call -> {
            Recorder own = new Recorder();
            calls.put(call, own);
            return own;
        });
        server.start();
    }

    @AfterEach
    void stop() {
        ari.close();
        server.close();
        http.dispatcher().executorService().shutdown();
        http.connectionPool().evictAll();
    }

    private Pbx dial(String path, String user, String password, String protocol) {
        Pbx pbx = new Pbx();
        Request.Builder request = new Request.Builder()
                .url("http://127.0.0.1:" + server.port() + path)
                .header("Authorization", Credentials.basic(user, password, StandardCharsets.UTF_8));
        if (!protocol.isEmpty()) {
            request.header("Sec-WebSocket-Protocol", protocol);
        }
        pbx.socket = http.newWebSocket(request.build(), pbx);
        return pbx;
    }

    private Pbx connect(String path, String asterisk, String application) {
        Pbx pbx = dial(path, USER, PASSWORD, "ari");
        assertThat(pbx.opened).succeedsWithin(Duration.ofSeconds(10)).isEqualTo(101);
        pbx.socket.send(message("ApplicationRegistered", application, asterisk, ""));
        return pbx;
    }

    private static String message(String type, String application, String asterisk, String fields) {
        return "{\"type\":\"" + type + "\",\"application\":\"" + application + "\",\"asterisk_id\":\"" + asterisk + "\""
                + fields + "}";
    }

    private static String channel(String id) {
        return ",\"channel\":{\"id\":\"" + id + "\"}";
    }

    private Pbx connected() throws Exception {
        CompletableFuture<ConnectionState> open = ari.connectAsync();
        Pbx pbx = connect("/pbx1", "a1", "app");
        open.get(10, TimeUnit.SECONDS);
        return pbx;
    }

    @ParameterizedTest
    @CsvSource({
        "/pbx1, asterisk, wrong, ari, 401",
        "/pbx1, stranger, geheim ü, ari, 401",
        "/elsewhere, asterisk, geheim ü, ari, 404",
        "/elsewhere, asterisk, wrong, ari, 401",
        "/pbx1, asterisk, geheim ü, media, 400",
        "/pbx1, asterisk, geheim ü, '', 400",
        "/pbx1, asterisk, geheim ü, ari, 503"
    })
    void strangersAreTurnedAway(String path, String user, String password, String protocol, int status) {
        Pbx pbx = dial(path, user, password, protocol);

        assertThat(pbx.opened).succeedsWithin(Duration.ofSeconds(10)).isEqualTo(status);
        assertThat(server.statistics().refused()).isEqualTo(1);
        await().untilAsserted(
                        () -> assertThat(server.statistics().connections()).isZero());
    }

    @ParameterizedTest
    @CsvSource({
        "'POST /pbx1 HTTP/1.1\r\n\r\n', 405",
        "'GET /pbx1 HTTP/1.1\r\n\r\n', 426",
        "'GET /pbx1 HTTP/1.0\r\n\r\n', 400",
        "'GET /pbx1 HTTP/1.1\r\n: x\r\n\r\n', 400",
        "'nonsense\r\n\r\n', 400"
    })
    void whatIsNoWebSocketIsTurnedAway(String request, int status) throws IOException {
        assertThat(answer(request)).startsWith("HTTP/1.1 " + status + " ");
    }

    @Test
    void endlessRequestIsCutOff() throws IOException {
        assertThat(answer("GET /pbx1 HTTP/1.1\r\nX: " + "x".repeat(8192))).startsWith("HTTP/1.1 431 ");
    }

    private String answer(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    @Test
    void whoSaysNothingIsCutOffInTime() throws Exception {
        CompletableFuture<ConnectionState> unused = ari.connectAsync();
        try (Socket silent = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            Pbx mute = dial("/pbx1", USER, PASSWORD, "ari");
            assertThat(mute.closed).succeedsWithin(Duration.ofSeconds(10));
            silent.setSoTimeout(10_000);
            await().untilAsserted(
                            () -> assertThat(server.statistics().connections()).isZero());
        }
        assertThat(server.statistics().refused()).isEqualTo(2);
    }

    @Test
    void connectionsAreLimited() throws Exception {
        List<Socket> crowd = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            crowd.add(new Socket(InetAddress.getLoopbackAddress(), server.port()));
        }
        await().until(() -> server.statistics().refused() >= 1);
        assertThat(server.statistics().connections()).isLessThanOrEqualTo(5);
        for (Socket socket : crowd) {
            socket.close();
        }
    }

    @Test
    void eventsArriveAndRequestsTravelBack() throws Exception {
        Pbx pbx = connected();
        pbx.socket.send(message("ChannelVarset", "app", "a1", channel("c1")));
        recorder.awaitEvents("ApplicationRegistered", "ChannelVarset");

        CompletableFuture<?> answer = ari.channels().answer("c1").sendAsync();
        assertThat(pbx.message()).contains("\"request_id\":\"1\",\"method\":\"POST\",\"uri\":\"channels/c1/answer\"");
        pbx.socket.send(message("RESTResponse", "app", "a1", ",\"request_id\":\"1\",\"status_code\":204"));
        assertThat(answer).succeedsWithin(Duration.ofSeconds(10));
        pbx.socket.send(ByteString.encodeUtf8("{}"));
        pbx.socket.send("nonsense");
        await().until(() -> ari.statistics().unreadable() == 2);
    }

    @Test
    void whatNeedsHttpSaysSo() throws Exception {
        assertThat(catchThrowableOfType(
                        AriConnectionException.class,
                        () -> ari.channels().answer("c").send()))
                .hasMessageContaining("not open");
        connected();
        AriConnectionException e = catchThrowableOfType(
                AriConnectionException.class,
                () -> ari.recordings().getStoredFile("r").send());

        assertThat(e).hasMessageContaining("HTTP alone").hasMessageContaining("endpoint");
        assertThat(e.wasSent()).isFalse();
        assertThat(ari.channels()
                        .setVariables("c", Map.of("X", "y".repeat(20_000)))
                        .sendAsync())
                .failsWithin(Duration.ofSeconds(10))
                .withThrowableThat()
                .withMessageContaining("HTTP alone");
    }

    @Test
    void comesBackWithTheSameLanes() throws Exception {
        Pbx first = connected();
        List<AriEvent> events = new CopyOnWriteArrayList<>();
        ari.openLane("call").bind(ResourceId.channel("gone")).onEvent(events::add);
        first.socket.send(message("ChannelVarset", "app", "a1", channel("gone")));
        await().until(() -> events.size() == 1);
        first.socket.cancel();
        await().until(() -> ari.state().phase() == CONNECTING);
        Pbx second = connect("/pbx1", "a1", "app");
        assertThat(second.message()).contains("\"uri\":\"applications/app\"");
        second.answer("1", 200, "{\\\"name\\\":\\\"app\\\",\\\"channel_ids\\\":[]}");
        assertThat(second.message()).contains("\"uri\":\"channels/gone\"");
        second.answer("2", 404, "{\\\"message\\\":\\\"Channel not found\\\"}");

        await().untilAsserted(() -> assertThat(events)
                .extracting(AriEvent::type)
                .containsExactly("ChannelVarset", "ConnectionGap", "ChannelGone"));
    }

    @Test
    void newerConnectionTakesThePlaceOfOneThatMayBeDead() throws Exception {
        Pbx first = connected();
        connect("/pbx1", "a1", "app");

        assertThat(first.closed).succeedsWithin(Duration.ofSeconds(10));
        await().until(() -> ari.state().isOpen() && ari.state().gap() != null);
    }

    @Test
    void anotherAsteriskDoesNot() throws Exception {
        connected();
        Pbx other = connect("/pbx1", "a2", "app");
        Pbx wrong = connect("/pbx1", "a1", "another app");

        assertThat(other.closed).succeedsWithin(Duration.ofSeconds(10)).isEqualTo(1008);
        assertThat(wrong.closed).succeedsWithin(Duration.ofSeconds(10)).isEqualTo(1008);
        assertThat(ari.state().isOpen()).isTrue();
        assertThat(ari.state().gap()).isNull();
    }

    @Test
    void replacedByAnotherClientItTurnsAsteriskAwayUntilAsked() throws Exception {
        Pbx first = connected();
        first.socket.send(message("ApplicationReplaced", "app", "a1", ""));
        await().until(() -> ari.state().phase() == REPLACED);
        assertThat(first.closed).succeedsWithin(Duration.ofSeconds(10));
        Pbx again = dial("/pbx1", USER, PASSWORD, "ari");
        assertThat(again.opened).succeedsWithin(Duration.ofSeconds(10)).isEqualTo(503);
        connected();

        assertThat(ari.state().gap()).isNotNull();
    }

    @Test
    void eachCallHasItsOwnClientUntilItsConnectionIsClosed() throws Exception {
        Pbx one = connect("/calls", "a1", "bot:PJSIP/a-1");
        Pbx two = connect("/calls", "a1", "bot:PJSIP/b-2");
        Pbx stranger = connect("/calls", "a1", "other:PJSIP/c-3");
        assertThat(stranger.closed).succeedsWithin(Duration.ofSeconds(10)).isEqualTo(1008);
        await().until(() -> calls.size() == 2
                && calls.keySet().stream().allMatch(call -> call.state().isOpen()));
        AriClient first = callOf("bot:PJSIP/a-1");
        AriClient second = callOf("bot:PJSIP/b-2");
        one.socket.send(message("StasisStart", "bot:PJSIP/a-1", "a1", channel("c1")));
        heardBy(first).awaitEvents("ApplicationRegistered", "StasisStart");
        assertThat(heardBy(second).types()).doesNotContain("StasisStart");

        one.socket.cancel();
        Pbx again = connect("/calls", "a1", "bot:PJSIP/a-1");
        await().until(() -> first.state().isOpen() && first.state().gap() != null);
        assertThat(calls).hasSize(2);
        again.socket.close(1000, null);
        await().until(() -> first.state().phase() == CLOSED);
        assertThat(second.state().isOpen()).isTrue();
        assertThat(two.closed).isNotDone();
    }

    private Recorder heardBy(AriClient call) {
        return requireNonNull(calls.get(call));
    }

    private AriClient callOf(String application) {
        return calls.keySet().stream()
                .filter(call -> call.application().equals(application))
                .findAny()
                .orElseThrow();
    }

    @Test
    void waitsNoLongerThanAsked() {
        ari.close();
        ari = AriClient.builder()
                .server(server, "/pbx1")
                .application("app")
                .connectWithin(Duration.ofMillis(50))
                .build();

        assertThatExceptionOfType(AriConnectionException.class).isThrownBy(ari::connect);
        assertThat(ari.state().phase()).isEqualTo(IDLE);
    }

    @Test
    void closingEndsThreadsAndConnections() throws Exception {
        Pbx pbx = connected();
        server.close();
        assertThat(pbx.closed).succeedsWithin(Duration.ofSeconds(10));
        ari.close();

        await().untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.startsWith("voxari-ari")));
    }

    @Test
    void refusesWhatCannotWork() {
        AriClient.Builder noName = AriClient.builder().server(server, "/x");
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(noName::build)
                .withMessageContaining("application");
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> noName.application("a")
                        .restTransport(RestTransportKind.HTTP)
                        .build())
                .withMessageContaining("endpoint");
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> AriClient.builder()
                        .server(server, "/pbx1")
                        .application("a")
                        .build())
                .withMessageContaining("/pbx1");
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> AriClient.builder()
                        .server(server, "pbx1")
                        .application("a")
                        .build())
                .withMessageContaining("pbx1");
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> AriServer.builder().credentials("a:b", "secret"))
                .withMessageNotContaining("secret");
    }
}
