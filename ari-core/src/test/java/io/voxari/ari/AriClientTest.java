package io.voxari.ari;

import static io.voxari.ari.ConnectionState.Phase.CLOSED;
import static io.voxari.ari.ConnectionState.Phase.CONNECTING;
import static io.voxari.ari.ConnectionState.Phase.IDLE;
import static io.voxari.ari.ConnectionState.Phase.OPEN;
import static io.voxari.ari.ConnectionState.Phase.REFUSED;
import static io.voxari.ari.ConnectionState.Phase.REPLACED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.voxari.ari.internal.PromptServer;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.junit5.StartStop;
import okhttp3.WebSocket;
import okio.ByteString;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

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
        Awaitility.await().until(() -> recorder.events.size() == 1000);

        for (int i = 0; i < 1000; i++) {
            assertThat(recorder.events.get(i).type()).isEqualTo("Type" + i);
        }
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
    void keepsTryingWhileAsteriskIsNotReady() {
        asterisk.refuse(503, "");
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
        Awaitility.await().until(() -> ari.state().isOpen() && ari.state().gap() != null);

        ConnectionState.Gap gap = Objects.requireNonNull(ari.state().gap());
        assertThat(gap.from()).isBefore(gap.to());
        Awaitility.await()
                .untilAsserted(
                        () -> assertThat(recorder.phases()).endsWith(OPEN).startsWith(CONNECTING, OPEN, CONNECTING));
    }

    @Test
    void findsOutThatTheConnectionIsDead() throws Exception {
        ari.close();
        ari = client(Duration.ofSeconds(10), Duration.ofMillis(500));
        ari.connect();
        asterisk.socket();
        cable.silence();
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(() -> !ari.state().isOpen());
        cable.mend();
        asterisk.socket();

        Awaitility.await().until(() -> ari.state().isOpen());
    }

    @Test
    void comesBackAfterAsteriskClosedPolitely() throws Exception {
        ari.connect();
        asterisk.socket().close(1001, "shutdown");
        asterisk.socket();

        Awaitility.await().until(() -> ari.state().isOpen());
    }

    @Test
    void refusalAfterwardsIsWaitedOut() throws Exception {
        ari.connect();
        asterisk.refuse(404, "");
        cable.cut();
        Awaitility.await().until(() -> ari.state().phase() == REFUSED);

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
    void closeEndsEverything() throws Exception {
        ari.connect();
        EventLane lane = ari.openLane("call").bind(ResourceId.channel("c"));
        ari.close();
        ari.close();

        assertThat(ari.state().phase()).isEqualTo(CLOSED);
        assertThat(lane.isClosed()).isTrue();
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(ari::connect);
        Awaitility.await()
                .untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                        .extracting(Thread::getName)
                        .noneMatch(name -> name.startsWith("voxari-ari")));
        recorder.awaitPhases(CONNECTING, OPEN, CLOSED);
    }

    @Test
    void needsEndpointAndCredentials() {
        AriClient.Builder builder = AriClient.builder().credentials("user", "geheim");
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(builder::build);
        for (String wrong : new String[] {"ftp://host", "host", "http://user:geheim@host", "http://host?a=b"}) {
            assertThatExceptionOfType(IllegalArgumentException.class)
                    .isThrownBy(() -> builder.endpoint(URI.create(wrong)).build())
                    .withMessageNotContaining("geheim");
        }
    }
}
