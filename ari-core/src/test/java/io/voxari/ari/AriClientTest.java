package io.voxari.ari;

import static io.voxari.ari.ConnectionState.Phase.CLOSED;
import static io.voxari.ari.ConnectionState.Phase.CONNECTING;
import static io.voxari.ari.ConnectionState.Phase.IDLE;
import static io.voxari.ari.ConnectionState.Phase.OPEN;
import static io.voxari.ari.ConnectionState.Phase.REFUSED;
import static io.voxari.ari.ConnectionState.Phase.REPLACED;
import static io.voxari.ari.ResourceId.bridge;
import static io.voxari.ari.ResourceId.channel;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.voxari.ari.internal.PromptServer;
import io.voxari.ari.model.Channel;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.junit5.StartStop;
import okhttp3.WebSocket;
import okio.ByteString;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A client of a stand-in, as an application uses it.
 *
 * <p>Long, because each thing that a client is told, or does by itself, is one short test on the same stand-in.
 */
class AriClientTest {
    @StartStop
    private final MockWebServer server = PromptServer.create();

    private final Recorder recorder = new Recorder();
    private FakeAsterisk asterisk;
    private Cable cable;
    private AriClient ari;

    @BeforeEach
    void build() throws Exception {
        asterisk = new FakeAsterisk(server);
        cable = new Cable(server.getPort());
        ari = client(Duration.ofSeconds(10), Duration.ofSeconds(10));
    }

    @AfterEach
    void close() throws Exception {
        ari.close();
        cable.close();
    }

    private AriClient client(Duration connectWithin, Duration pingInterval) {
        return AriClient.builder()
                .endpoint(cable.uri())
                .credentials("user", "geheim")
                .application("my app")
                .connectWithin(connectWithin)
                .pingInterval(pingInterval)
                .listener(recorder)
                .build();
    }

    @Test
    void opensTheEventWebSocket() throws Exception {
        ari.connect();

        assertThat(ari.state().isOpen()).isTrue();
        assertThat(ari.state().gap()).isNull();
        RecordedRequest request = asterisk.requests.get(0);
        assertThat(request.getTarget()).isEqualTo("/ari/events?app=my%20app&subscribeAll=false");
        assertThat(request.getHeaders().get("Sec-WebSocket-Protocol")).isEqualTo("ari");
        assertThat(request.getHeaders().get("Authorization")).isEqualTo("Basic dXNlcjpnZWhlaW0=");
        recorder.awaitPhases(CONNECTING, OPEN);
    }

    @Test
    void deliversEventsInOrder() throws Exception {
        ari.connect();
        WebSocket socket = asterisk.socket();
        for (int i = 0; i < 1000; i++) {
            socket.send("{\"type\":\"Type" + i + "\",\"application\":\"my app\"}");
        }
        await().until(() -> recorder.events.size() == 1000);

        for (int i = 0; i < 1000; i++) {
            assertThat(recorder.events.get(i).type()).isEqualTo("Type" + i);
        }
    }

    @Test
    void handlersThatNeverBlockRunOnTheThreadsThatBringThemSomething() throws Exception {
        ari.close();
        List<String> threads = new CopyOnWriteArrayList<>();
        ari = AriClient.builder()
                .endpoint(cable.uri())
                .credentials("user", "geheim")
                .application("my app")
                .listener(recorder)
                .handlersNeverBlock()
                .build();
        ari.connect();
        EventLane lane = ari.openLane("call").bind(channel("c"));
        lane.onEvent(event -> threads.add(Thread.currentThread().getName()));
        asterisk.socket().send(event("ChannelStateChange", "\"channel\":{\"id\":\"c\"}"));
        await().until(() -> threads.size() == 1);
        CompletableFuture<String> answer = new CompletableFuture<>();
        asterisk.answer(
                "GET",
                "/ari/channels",
                request -> new MockResponse.Builder().body(answer.join()).build());
        var unused = ari.channels()
                .list()
                .sendAsync()
                .whenCompleteAsync(
                        (all, failure) -> threads.add(Thread.currentThread().getName()), lane);
        answer.complete("[]");
        await().until(() -> threads.size() == 2);

        assertThat(threads.get(0)).isEqualTo("voxari-ari-events-my app");
        assertThat(threads.get(1)).startsWith("voxari-ari-io");
    }

    @Test
    void keepsReadingAfterWhatIsNoEvent() throws Exception {
        ari.connect();
        WebSocket socket = asterisk.socket();
        socket.send("nonsense");
        socket.send("[1,2]");
        socket.send(ByteString.encodeUtf8("{}"));
        socket.send("{\"type\":\"NeverHeardOf\",\"new\":{\"deep\":[1]}}");
        recorder.awaitEvents("NeverHeardOf");

        assertThat(ari.statistics()).isEqualTo(new AriStatistics(1, 3, 0, 0));
    }

    @Test
    void refusalEndsConnect() {
        asterisk.refuse(401, "{\"message\":\"Authentication required\"}");
        AriResponseException refusal = catchThrowableOfType(AriResponseException.class, ari::connect);

        assertThat(refusal.status()).isEqualTo(401);
        assertThat(refusal.isDenied()).isTrue();
        assertThat(refusal).hasMessage("GET /events was answered 401: Authentication required");
        assertThat(ari.state().phase()).isEqualTo(REFUSED);

        ari.connect();
        recorder.awaitPhases(CONNECTING, REFUSED, CONNECTING, OPEN);
    }

    @Test
    void keepsTryingWhileAsteriskIsBooting() {
        asterisk.refuse(404, "<html>");
        asterisk.refuse(503, "");
        ari.connect();

        assertThat(ari.state().isOpen()).isTrue();
        assertThat(asterisk.requests).hasSize(3);
    }

    @Test
    void unreachableAsteriskFailsConnectInTime() throws Exception {
        cable.close();
        ari.close();
        ari = client(Duration.ofMillis(500), Duration.ofSeconds(10));
        AriConnectionException failure = catchThrowableOfType(AriConnectionException.class, ari::connect);

        assertThat(failure).hasMessageContaining("PT0.5S").hasMessageContaining("Failed to connect");
        assertThat(failure.wasSent()).isFalse();
        assertThat(ari.state().phase()).isEqualTo(IDLE);
    }

    @Test
    void comesBackAndTellsTheGap() throws Exception {
        ari.connect();
        asterisk.socket();
        cable.cut();
        asterisk.socket();
        await().until(() -> ari.state().isOpen() && ari.state().gap() != null);

        ConnectionState.Gap gap = Objects.requireNonNull(ari.state().gap());
        assertThat(gap.from()).isBefore(gap.to());
        await().untilAsserted(
                        () -> assertThat(recorder.phases()).endsWith(OPEN).startsWith(CONNECTING, OPEN, CONNECTING));
    }

    @Test
    void findsOutThatTheConnectionIsDead() throws Exception {
        ari.close();
        ari = client(Duration.ofSeconds(10), Duration.ofMillis(500));
        ari.connect();
        asterisk.socket();
        cable.silence();
        await().atMost(Duration.ofSeconds(10)).until(() -> !ari.state().isOpen());
        cable.mend();
        asterisk.socket();

        await().until(() -> ari.state().isOpen());
    }

    @Test
    void comesBackAfterAsteriskClosedPolitely() throws Exception {
        ari.connect();
        asterisk.socket().close(1001, "shutdown");
        asterisk.socket();

        await().until(() -> ari.state().isOpen());
    }

    @Test
    void refusalAfterwardsIsWaitedOut() throws Exception {
        ari.connect();
        asterisk.refuse(403, "");
        cable.cut();
        await().until(() -> ari.state().phase() == REFUSED);

        assertThat(ari.state().cause()).isInstanceOf(AriResponseException.class);
        ari.connect();
        assertThat(ari.state().gap()).isNotNull();
    }

    @Test
    void doesNotFightWhenReplaced() throws Exception {
        ari.connect();
        asterisk.socket().send("{\"type\":\"ApplicationReplaced\",\"application\":\"my app\"}");
        recorder.awaitPhases(CONNECTING, OPEN, REPLACED);
        assertThat(asterisk.requests).hasSize(1);

        ari.connect();
        assertThat(ari.state().gap()).isNotNull();
        recorder.awaitPhases(CONNECTING, OPEN, REPLACED, CONNECTING, OPEN);
    }

    @Test
    void openConnectionThatBringsNoEventsIsMadeAnew() throws Exception {
        AtomicReference<WebSocket> latest = new AtomicReference<>();
        asterisk.answer("POST", FakeAsterisk.HEARING, request -> {
            WebSocket present = latest.get();
            if (present != null) {
                present.send("{\"type\":\"ChannelUserevent\",\"eventname\":\"voxari-hearing\",\"userevent\":{}}");
            }
            return new MockResponse.Builder().code(204).build();
        });
        asterisk.refuse(503, "");
        ari.connect();
        asterisk.socket();
        WebSocket lasting = asterisk.socket();
        latest.set(lasting);
        await().until(() -> ari.state().isOpen() && ari.state().gap() != null);
        await().until(() -> asterisk.requests.stream()
                        .filter(request -> request.getUrl().encodedPath().equals(FakeAsterisk.HEARING))
                        .count()
                >= 2);
        lasting.send(event("ChannelStateChange", "\"channel\":{\"id\":\"c\"}"));
        await().until(() -> recorder.types().contains("ChannelStateChange"));
        assertThat(recorder.types()).doesNotContain("ChannelUserevent");
        assertThat(asterisk.sockets).isEmpty();
    }

    @Test
    void afterTheGapEachLaneHearsWhatBecameOfItsOwn() throws Exception {
        List<AriEvent> heard = new CopyOnWriteArrayList<>();
        ari.connect();
        ari.openLane("call")
                .bind(channel("here"), channel("gone"), bridge("bridge"), channel("not created yet"))
                .onEvent(heard::add);
        WebSocket socket = asterisk.socket();
        socket.send(event("ChannelStateChange", "\"channel\":{\"id\":\"here\"}"));
        socket.send(event("ChannelStateChange", "\"channel\":{\"id\":\"gone\"}"));
        socket.send(event("BridgeCreated", "\"bridge\":{\"id\":\"bridge\"}"));
        await().until(() -> heard.size() == 3);
        asterisk.answer(
                "GET",
                "/ari/channels",
                200,
                "[{\"id\":\"here\",\"state\":\"Up\"},"
                        + "{\"id\":\"missed\",\"dialplan\":{\"app_name\":\"Stasis\",\"app_data\":\"my app,x\"}},"
                        + "{\"id\":\"other\",\"dialplan\":{\"app_name\":\"Stasis\",\"app_data\":\"my app too\"}}]");
        asterisk.answer(
                "GET",
                "/ari/channels/missed",
                200,
                "{\"id\":\"missed\",\"dialplan\":{\"app_name\":\"Stasis\",\"app_data\":\"my app,x\"}}");
        asterisk.answer("GET", "/ari/applications/my%20app", 200, "{\"name\":\"my app\",\"channel_ids\":[\"missed\"]}");
        cable.cut();
        await().until(() -> heard.size() == 7 && recorder.events.size() == 1);

        assertThat(heard.get(3)).isInstanceOf(ConnectionGap.class);
        assertThat(heard.subList(4, 7))
                .anyMatch(event ->
                        event instanceof ChannelGone gone && gone.channelId().equals("gone"))
                .anyMatch(event ->
                        event instanceof BridgeGone gone && gone.bridgeId().equals("bridge"))
                .anyMatch(event -> event instanceof ChannelResynced back
                        && back.channel().id().equals("here")
                        && !back.inApplication());
        assertThat(recorder.events.get(0)).isInstanceOfSatisfying(ChannelResynced.class, missed -> {
            assertThat(missed.channel().id()).isEqualTo("missed");
            assertThat(missed.inApplication()).isTrue();
        });
        assertThat(ari.statistics().boundResources()).isEqualTo(3);
    }

    @Test
    void afterTheGapItAsksUntilItIsAnswered() throws Exception {
        List<AriEvent> heard = new CopyOnWriteArrayList<>();
        ari.connect();
        ari.openLane("call").bind(channel("gone")).onEvent(heard::add);
        asterisk.socket().send(event("ChannelStateChange", "\"channel\":{\"id\":\"gone\"}"));
        await().until(() -> heard.size() == 1);
        asterisk.answer("GET", "/ari/channels", 503, "");
        cable.cut();
        await().until(() -> asterisk.requests.stream()
                .anyMatch(request -> request.getTarget().equals("/ari/channels")));
        asterisk.answer("GET", "/ari/channels", 200, "[]");

        await().until(() -> heard.stream().anyMatch(ChannelGone.class::isInstance));
    }

    @Test
    void requestsGoOverTheWebSocketAndComeBack() throws Exception {
        AriClient ws = overWebSocket();
        CompletableFuture<Channel> answer = ws.channels().get("a/b").sendAsync();
        WebSocket socket = asterisk.socket();
        assertThat(asterisk.message())
                .isEqualTo("{\"type\":\"RESTRequest\",\"transaction_id\":\"\",\"request_id\":\"1\","
                        + "\"method\":\"GET\",\"uri\":\"channels/a%2Fb\"}");
        socket.send(response("none of ours", 200, "{}"));
        socket.send(response("1", 200, "{\"id\":\"a/b\"}"));
        assertThat(answer.get(10, TimeUnit.SECONDS).id()).isEqualTo("a/b");

        CompletableFuture<?> refused =
                ws.channels().setVariables("c", Map.of("X", "1")).sendAsync();
        assertThat(asterisk.message())
                .contains("\"content_type\":\"application/json\",\"message_body\":\"{\\\"variables\\\"");
        socket.send(response("2", 404, "{\"message\":\"Channel not found\"}"));
        assertThat(refused)
                .failsWithin(Duration.ofSeconds(10))
                .withThrowableThat()
                .havingCause()
                .isInstanceOf(AriResponseException.class)
                .withMessageContaining("404: Channel not found");
        assertThat(ws.statistics().events()).isZero();
    }

    @Test
    void listsGoOverHttp() throws Exception {
        AriClient ws = overWebSocket();

        assertThat(ws.channels().list().send()).isEmpty();
        assertThat(asterisk.messages).isEmpty();
    }

    @Test
    void requestOnAConnectionThatBreaksHasAnUnknownOutcome() throws Exception {
        AriClient ws = overWebSocket();
        CompletableFuture<?> answer = ws.channels().answer("c").sendAsync();
        asterisk.message();
        cable.cut();

        assertThat(answer)
                .failsWithin(Duration.ofSeconds(10))
                .withThrowableThat()
                .havingCause()
                .isInstanceOfSatisfying(
                        AriConnectionException.class,
                        e -> assertThat(e.wasSent()).isTrue());
    }

    @Test
    void requestOverTheWebSocketHasADeadline() throws Exception {
        AriClient ws = overWebSocket();
        AriConnectionException e = catchThrowableOfType(
                AriConnectionException.class,
                () -> ws.channels().answer("c").deadline(Duration.ofMillis(50)).send());

        assertThat(e).hasMessage("POST /channels/c/answer: no answer within PT0.05S");
    }

    @Test
    void largeEventsArriveWhole() throws Exception {
        ari.connect();
        String large = event("Large", "\"text\":\"" + "ü".repeat(100_000) + "\"");
        asterisk.socket().send(large);
        recorder.awaitEvents("Large");

        assertThat(recorder.events.get(0).raw()).isEqualTo(large);
    }

    private AriClient overWebSocket() {
        ari.close();
        ari = AriClient.builder()
                .endpoint(cable.uri())
                .credentials("user", "geheim")
                .restTransport(RestTransportKind.WEBSOCKET)
                .pingInterval(Duration.ofSeconds(10))
                .build();
        ari.connect();
        return ari;
    }

    private static String event(String type, String fields) {
        return "{\"type\":\"" + type + "\",\"application\":\"my app\"," + fields + "}";
    }

    private static String response(String id, int status, String body) {
        return event(
                "RESTResponse",
                "\"request_id\":\"" + id + "\",\"status_code\":" + status + ",\"message_body\":\""
                        + body.replace("\"", "\\\"") + "\"");
    }

    @Test
    void closeEndsEverything() throws Exception {
        ari.connect();
        EventLane lane = ari.openLane("call").bind(ResourceId.channel("c"));
        ari.close();
        ari.close();

        assertThat(ari.state().phase()).isEqualTo(CLOSED);
        assertThat(lane.isClosed()).isTrue();
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(ari::connect);
        await().untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.startsWith("voxari-ari")));
        recorder.awaitPhases(CONNECTING, OPEN, CLOSED);
    }

    @Test
    void longQueryDoesNotEndangerTheEventConnection() throws Exception {
        AriClient ws = overWebSocket();
        asterisk.answer("PUT", "/ari/endpoints/sendMessage", 202, "");
        ws.endpoints()
                .sendMessage("pjsip:a", "pjsip:b")
                .body("x".repeat(70_000))
                .send();

        assertThat(asterisk.messages).isEmpty();
        assertThat(ws.state().isOpen()).isTrue();
    }

    @Test
    void listenerThatClosesEveryLaneStillHearsOfTheConnection() throws Exception {
        ari.close();
        Recorder other = new Recorder();
        ari = AriClient.builder()
                .endpoint(cable.uri())
                .credentials("user", "geheim")
                .listener(new AriListener() {
                    @Override
                    public void onEvent(AriEvent event, EventLane lane) {
                        other.onEvent(event, lane);
                        lane.close();
                    }

                    @Override
                    public void onConnectionState(ConnectionState state) {
                        other.onConnectionState(state);
                    }
                })
                .build();
        ari.connect();
        asterisk.socket().send("{\"type\":\"AboutNothing\"}");
        other.awaitEvents("AboutNothing");
        cable.cut();
        other.awaitPhases(CONNECTING, OPEN, CONNECTING, OPEN);
    }

    @Test
    void timesMayBeForEver() {
        Duration forEver = Duration.ofSeconds(Long.MAX_VALUE);
        ari.close();
        ari = AriClient.builder()
                .endpoint(cable.uri())
                .credentials("user", "geheim")
                .deadline(forEver)
                .connectWithin(forEver)
                .pingInterval(forEver)
                .build();
        ari.connect();

        assertThat(ari.channels().list().send()).isEmpty();
    }

    @Test
    void closeInAHandlerEndsEverything() throws Exception {
        ari.close();
        CompletableFuture<Boolean> closed = new CompletableFuture<>();
        AriClient[] self = new AriClient[1];
        ari = AriClient.builder()
                .endpoint(cable.uri())
                .credentials("user", "geheim")
                .listener(new AriListener() {
                    @Override
                    public void onEvent(AriEvent event, EventLane lane) {
                        self[0].close();
                        closed.complete(lane.isClosed());
                    }
                })
                .build();
        self[0] = ari;
        ari.connect();
        asterisk.socket().send(event("ChannelVarset", "\"channel\":{\"id\":\"c\"}"));

        assertThat(closed.get(10, TimeUnit.SECONDS)).isTrue();
        assertThat(ari.state().phase()).isEqualTo(CLOSED);
    }

    @Test
    void closeWhileConnectingFailsConnect() throws Exception {
        cable.close();
        CompletableFuture<ConnectionState> connecting = ari.connectAsync();
        ari.close();

        assertThat(connecting).failsWithin(Duration.ofSeconds(10));
    }

    @Test
    void needsEndpointAndCredentials() {
        AriClient.Builder builder = AriClient.builder().credentials("user", "geheim");
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(builder::build);
        for (String wrong : new String[] {
            "ftp://host",
            "host",
            "http://user:geheim@host",
            "http://host?a=b",
            "http://user:geheim@my_pbx:8088",
            "ftp://user:geheim@my_pbx",
            "http:user:geheim@host"
        }) {
            assertThatExceptionOfType(IllegalArgumentException.class)
                    .isThrownBy(() -> builder.endpoint(URI.create(wrong)).build())
                    .withMessageNotContaining("geheim");
        }
        assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> builder.application("one,two"));
    }
}
