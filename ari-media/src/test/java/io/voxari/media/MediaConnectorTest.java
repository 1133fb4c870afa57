package io.voxari.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The end that dials, against an Asterisk of raw bytes. */
final class MediaConnectorTest {
    private static final String ID = "3a3f8e4c-5d6f-4c49-9c55-8c4a35cdd0b2";
    private static final Duration SOON = Duration.ofSeconds(5);

    private final RecordingListener listener = new RecordingListener();
    private RawAsterisk asterisk;
    private MediaConnector connector;

    @BeforeEach
    void start() throws Exception {
        asterisk = new RawAsterisk();
        connector = MediaConnector.builder(asterisk.uri()).build();
    }

    @AfterEach
    void close() throws Exception {
        connector.close();
        asterisk.close();
    }

    @Test
    void connectsAndCarriesAudioBothWays() throws Exception {
        MediaSession session = connected(PlayoutOptions.DEFAULT);
        assertThat(session.start().channelId()).isEqualTo("chan-1");
        asterisk.frame(0x82, new byte[] {1, 2, 3});
        assertThat(listener.nextAudio()).containsExactly(1, 2, 3);
        asterisk.text("{\"event\":\"MEDIA_XON\"}");
        assertThat(listener.nextEvent()).isEqualTo(new MediaEvent.Xon(null));

        byte[] audio = new byte[321];
        for (int i = 0; i < audio.length; i++) {
            audio[i] = (byte) i;
        }
        session.playout().open();
        session.playout().write(ByteBuffer.wrap(audio));
        RawPeer.Frame sent = asterisk.read();
        assertThat(sent.opcode()).isEqualTo(RawPeer.BINARY);
        assertThat(sent.fin()).isTrue();
        assertThat(sent.payload()).containsExactly(java.util.Arrays.copyOf(audio, 320));
        session.send(new MediaCommand.GetStatus());
        assertThat(asterisk.read().text()).isEqualTo("{\"command\":\"GET_STATUS\"}");
        assertThat(connector.stats()).isEqualTo(new MediaConnectorStats(1, 1, 1, 1, 0));

        session.close();
        assertThat(asterisk.read().closeCode()).isEqualTo(1000);
        assertThat(asterisk.ended()).isTrue();
        asterisk.reset();
        assertThat(listener.nextClose().kind()).isEqualTo(MediaClose.Kind.LOCAL);
        assertThat(listener.log).startsWith("start").endsWith("closed");
        await().until(() -> connector.stats().connections() == 0);
    }

    @Test
    void asksAsAsteriskWantsItAndShowsCredentialsWhereTheyAreSet() throws Exception {
        try (MediaConnector other = MediaConnector.builder(URI.create(asterisk.uri() + "/pbx/"))
                .credentials("user", "a secret")
                .build()) {
            MediaDial dial = other.connect(ID, listener);
            String request = asterisk.accept();
            assertThat(request)
                    .startsWith("GET /pbx/media/" + ID + " HTTP/1.1\r\n")
                    .endsWith("\r\n\r\n");
            assertThat(RawAsterisk.header(request, "Host"))
                    .isEqualTo(asterisk.uri().getAuthority());
            assertThat(RawAsterisk.header(request, "Upgrade")).isEqualToIgnoringCase("websocket");
            assertThat(RawAsterisk.header(request, "Connection")).isEqualToIgnoringCase("upgrade");
            assertThat(RawAsterisk.header(request, "Sec-WebSocket-Version")).isEqualTo("13");
            assertThat(RawAsterisk.header(request, "Sec-WebSocket-Protocol")).isEqualTo("media");
            assertThat(request).doesNotContainIgnoringCase("Sec-WebSocket-Extensions");
            assertThat(request).contains(RawPeer.basic("user", "a secret"));
            asterisk.send(RawAsterisk.answer(request));
            asterisk.text(start(ID));
            assertThat(get(dial).isOpen()).isTrue();
        }
        connector.connect(ID, new RecordingListener());
        assertThat(asterisk.accept()).doesNotContain("Authorization");
    }

    @Test
    void theStartMayComeRightBehindTheAnswerAndEitherInPieces() throws Exception {
        MediaDial dial = connector.connect(ID, listener);
        String answer = RawAsterisk.answer(asterisk.accept());
        for (int i = 0; i < answer.length(); i++) {
            asterisk.send(answer.substring(i, i + 1));
        }
        asterisk.text(start(ID));
        assertThat(get(dial).isOpen()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "404 Not Found, no channel waits there",
        "409 Conflict, another connection has this connection id",
        "400 Bad Request, does not take the request",
        "401 Unauthorized, other credentials",
        "426 Upgrade Required, not Asterisk's media WebSocket",
        "503 Service Unavailable, busy or has not started",
        "302 Found, not the 101",
    })
    void aRefusalIsToldWithWhatItMeans(String status, String meaning) throws Exception {
        MediaDial dial = connector.connect(ID, listener);
        asterisk.accept();
        asterisk.send("HTTP/1.1 " + status + "\r\nContent-Length: 0\r\n\r\n");
        assertFails(dial, meaning);
        assertThat(asterisk.ended()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"SSH-2.0-OpenSSH\r\n\r\n", "HTTP/1.1 2\r\n\r\n", "\r\n\r\n", "HTTP/1.1 abc no\r\n\r\n"})
    void whatIsNotHttpIsSaidToBeNone(String answer) throws Exception {
        MediaDial dial = connector.connect(ID, listener);
        asterisk.accept();
        asterisk.send(answer);
        assertFails(dial, "the answer is not HTTP");
    }

    @Test
    void anAnswerToAnotherKeyIsNotBelieved() throws Exception {
        MediaDial dial = connector.connect(ID, listener);
        asterisk.accept();
        asterisk.send(RawAsterisk.answer("Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"));
        assertFails(dial, "does not fit the request");
    }

    @Test
    void anAnswerWithoutTheSubprotocolIsNotBelieved() throws Exception {
        MediaDial dial = connector.connect(ID, listener);
        asterisk.send(RawAsterisk.answer(asterisk.accept()).replace("Protocol: media", "Protocol: ari"));
        assertFails(dial, "does not fit the request");
    }

    @Test
    void anAnswerWithoutEndIsBounded() throws Exception {
        MediaDial dial = connector.connect(ID, listener);
        asterisk.accept();
        asterisk.send("HTTP/1.1 101 Yes\r\n" + "X: y\r\n".repeat(2_000));
        assertFails(dial, "more than 8192 bytes");
    }

    @Test
    void anotherChannelThanAskedForIsRefused() throws Exception {
        MediaDial dial = connector.connect(ID, listener);
        asterisk.upgrade();
        asterisk.text(start("another-id"));
        assertThat(asterisk.read().closeCode()).isEqualTo(4403);
        asterisk.reset();
        assertFails(dial, "another channel: WebSocket/voxari/0x7f00");
    }

    @Test
    void aFrameThatIsMaskedEndsTheConnection() throws Exception {
        connected(PlayoutOptions.DEFAULT);
        asterisk.bytes(RawPeer.encode(0x82, new byte[] {1}));
        assertThat(asterisk.read().closeCode()).isEqualTo(1002);
        asterisk.reset();
        assertThat(listener.nextClose().kind()).isEqualTo(MediaClose.Kind.PROTOCOL);
        assertThat(listener.audio).isEmpty();
    }

    @Test
    void nobodyThereIsToldAtOnce() throws Exception {
        int port;
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = taken.getLocalPort();
        }
        try (MediaConnector other =
                MediaConnector.builder(URI.create("ws://localhost:" + port)).build()) {
            assertFails(other.connect(ID, listener), "refused");
            assertThat(other.stats()).isEqualTo(new MediaConnectorStats(0, 0, 1, 0, 1));
        }
    }

    @Test
    void aNameThatIsNotKnownIsTold() throws Exception {
        try (MediaConnector other = MediaConnector.builder(URI.create("ws://no-such-host.invalid:8088"))
                .limits(MediaLimits.DEFAULT.withTimes(Duration.ofMillis(300), SOON, SOON))
                .build()) {
            // Not known, or with a slow resolver not in time.
            assertFails(other.connect(ID, listener), "the host name no-such-host.invalid");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"handshake", "start"})
    void whoDoesNotAnswerIsGivenUp(String stage) throws Exception {
        Duration shortly = Duration.ofMillis(200);
        try (MediaConnector quick = MediaConnector.builder(asterisk.uri())
                .limits(MediaLimits.DEFAULT.withTimes(shortly, shortly, SOON))
                .build()) {
            MediaDial dial = quick.connect(ID, listener);
            if (stage.equals("start")) {
                asterisk.upgrade();
                assertThat(asterisk.read().closeCode()).isEqualTo(4408);
                asterisk.reset();
                assertFails(dial, "NO_MEDIA_START");
            } else {
                asterisk.accept();
                assertFails(dial, "Asterisk did not answer within 200 ms");
            }
        }
    }

    @Test
    void whoIsCancelledIsLeftAlone() throws Exception {
        MediaDial dial = connector.connect(ID, listener);
        asterisk.accept();
        dial.cancel();
        dial.cancel();
        assertFails(dial, "cancelled");
        assertThat(asterisk.ended()).isTrue();
        assertThat(listener.log).isEmpty();
        await().until(() -> connector.stats().equals(new MediaConnectorStats(0, 0, 1, 0, 1)));
    }

    @Test
    void closingTheConnectorClosesItsSessionsAndFailsItsDials() throws Exception {
        MediaSession session = connected(PlayoutOptions.DEFAULT);
        MediaDial dial = connector.connect(ID, new RecordingListener());
        CompletableFuture<Void> closing = CompletableFuture.runAsync(connector::close);
        assertThat(asterisk.read().closeCode()).isEqualTo(1001);
        asterisk.reset();
        closing.get(5, TimeUnit.SECONDS);
        assertThat(session.isOpen()).isFalse();
        assertThat(listener.nextClose().kind()).isEqualTo(MediaClose.Kind.SERVER_CLOSED);
        assertFails(dial, "the media connector was closed");
        assertThatThrownBy(() -> connector.connect(ID, listener)).isInstanceOf(IllegalStateException.class);
        connector.close();
    }

    @Test
    void aListenerMayCloseTheConnectorAndNobodyWaitsForHimself() throws Exception {
        CompletableFuture<Long> took = new CompletableFuture<>();
        MediaListener closes = new MediaListener() {
            @Override
            public void onAudio(MediaSession session, ByteBuffer audio) {
                long before = System.nanoTime();
                connector.close();
                took.complete(System.nanoTime() - before);
            }
        };
        MediaDial dial = connector.connect(ID, closes);
        asterisk.upgrade();
        asterisk.text(start(ID));
        get(dial);
        asterisk.frame(0x82, new byte[1]);
        assertThat(asterisk.read().closeCode()).isEqualTo(1001);
        assertThat(took.get(5, TimeUnit.SECONDS)).isLessThan(1_000_000_000L);
    }

    @Test
    void badInputIsNamed() {
        assertThatThrownBy(() -> connector.connect("../ari/events", listener))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("13 characters");
        assertThatThrownBy(() -> MediaConnector.builder(URI.create("ws://me:secret@host:1")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("credentials")
                .hasMessageNotContaining("secret");
        for (String bad : new String[] {"ftp://host", "host:8088", "ws:/media", "ws://host:1/x?y=z"}) {
            assertThatThrownBy(() -> MediaConnector.builder(URI.create(bad)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(bad);
        }
        assertThatThrownBy(() ->
                        MediaConnector.builder(URI.create("ws://host:1")).tls(javax.net.ssl.SSLContext.getDefault()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not wss://");
    }

    private MediaSession connected(PlayoutOptions options) throws Exception {
        MediaDial dial = connector.connect(ID, listener, options);
        asterisk.upgrade();
        asterisk.text(start(ID));
        return get(dial);
    }

    private static String start(String connectionId) {
        return RawPeer.startJson("chan-1")
                .replace("\"connection_id\":\"voxari\"", "\"connection_id\":\"" + connectionId + "\"");
    }

    private static MediaSession get(MediaDial dial) throws Exception {
        return dial.session().toCompletableFuture().get(5, TimeUnit.SECONDS);
    }

    /** It fails with this, says where, and tells nobody the id. */
    private static void assertFails(MediaDial dial, String why) throws IOException {
        assertThatThrownBy(() -> get(dial))
                .cause()
                .isInstanceOf(MediaException.class)
                .hasMessageContaining("/media/…")
                .hasMessageContaining(why)
                .hasMessageNotContaining(ID);
    }
}
