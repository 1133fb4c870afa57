package io.voxari.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxari.testkit.asterisk.CallPlan;
import io.voxari.testkit.asterisk.RealAsterisk;
import io.voxari.testkit.asterisk.SipCaller;
import io.voxari.testkit.asterisk.SpeechFixture;
import io.voxari.testkit.asterisk.TestCertificates;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** We dial a real Asterisk, in the clear and through TLS; and it dials us through TLS. */
@Tag("asterisk")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RealAsteriskConnectorTest {
    private static final Duration SOON = Duration.ofSeconds(10);

    private final AtomicInteger numbers = new AtomicInteger(2_000);
    private MediaServer server;
    private MediaConnector plain;
    private MediaConnector tls;
    private RealAsterisk asterisk;
    private TestAri ari;
    private SipCaller caller;

    @BeforeAll
    void startAsterisk(@TempDir Path dir) throws Exception {
        TestCertificates certificates = TestCertificates.make(dir, "ip:127.0.0.1,dns:localhost");
        server = MediaServer.builder()
                .credentials("voxari", "media password")
                .tls(MediaTls.server(certificates.certificate(), certificates.key()))
                .build();
        server.start();
        int tlsPort;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            tlsPort = free.getLocalPort();
        }
        Path conf = Files.createDirectory(dir.resolve("conf"));
        Files.writeString(conf.resolve("http.conf"), """
                [general]
                enabled = yes
                bindaddr = 127.0.0.1
                bindport = 8088
                sessionlimit = 100
                tlsenable = yes
                tlsbindaddr = 127.0.0.1:%d
                tlscertfile = %s
                tlsprivatekey = %s
                """.formatted(tlsPort, certificates.both(), certificates.both()));
        Files.writeString(conf.resolve("websocket_client.conf"), """
                [voxari]
                type = websocket_client
                connection_type = per_call_config
                uri = wss://127.0.0.1:1/media
                protocols = media
                ;username = asterisk
                ;password = change-me
                tls_enabled = yes
                ca_list_file = %s
                """.formatted(certificates.authority()));
        asterisk = RealAsterisk.builder()
                .conf(conf)
                // Asterisk compares the name in the address with the names in the certificate, and no addresses.
                .media("voxari", URI.create(server.uri().toString().replace("127.0.0.1", "localhost")))
                .mediaCredentials("voxari", "media password")
                .start();
        ari = new TestAri(asterisk);
        plain = MediaConnector.builder(asterisk.ariUri()).build();
        tls = MediaConnector.builder(URI.create("wss://localhost:" + tlsPort))
                .tls(MediaTls.trusting(certificates.authority()))
                .build();
    }

    @AfterAll
    void stopAsterisk() throws Exception {
        ari.close();
        plain.close();
        tls.close();
        asterisk.close();
        server.close();
        assertThat(asterisk.log()).doesNotContain("media password");
    }

    @BeforeEach
    void takeUpReceiver() {
        caller = SipCaller.to(asterisk.sipAddress());
    }

    @AfterEach
    void nothingIsLeft() {
        caller.close();
        await().atMost(SOON)
                .until(() -> ari.call("GET", "channels").isEmpty()
                        && server.stats().connections() == 0
                        && plain.stats().connections() == 0
                        && tls.stats().connections() == 0);
        assertThat(server.stats().refusals()).isEmpty();
    }

    /** The caller's own speech comes back exactly, a flush is acknowledged, and a long utterance is whole. */
    @ParameterizedTest
    @ValueSource(strings = {"we dial", "we dial through TLS", "Asterisk dials through TLS"})
    void everyWayCarriesACall(String way) throws Exception {
        byte[] speech = SpeechFixture.noise(11, Duration.ofSeconds(2));
        MediaListener echo = new MediaListener() {
            @Override
            public void onAudio(MediaSession session, ByteBuffer audio) {
                session.playout().write(audio);
            }
        };
        try (TestLine line = TestLine.open(ari, caller, CallPlan.to(number()), end(way, echo))) {
            line.sip().say(speech);
            await().atMost(SOON)
                    .until(() -> HeardWalk.of(line.sip().heard(), speech).matched() == speech.length);
            HeardWalk walk = HeardWalk.of(line.sip().heard(), speech);
            // Echo has nothing ahead to bridge what this machine stands still, so a hole is only told, and bounded.
            Duration hole = line.sip().heard().longestHoleWithin(walk.begin(), walk.last());
            System.out.printf(
                    "%s: echo, longest hole %d ms, %s%n",
                    way, hole.toMillis(), line.session().stats());
            assertThat(hole).isLessThan(Duration.ofSeconds(1));
        }
        byte[] agent = SpeechFixture.noise(12, Duration.ofSeconds(18));
        try (TestLine line = TestLine.open(ari, caller, CallPlan.to(number()), end(way, new MediaListener() {}))) {
            Playout playout = line.session().playout();
            playout.write(ByteBuffer.wrap(agent));
            await().pollInterval(Duration.ofMillis(2))
                    .atMost(SOON)
                    .until(() -> playout.position().played().toMillis() >= 1_000);
            FlushAck ack =
                    playout.interrupt().acknowledged().toCompletableFuture().get(2, TimeUnit.SECONDS);
            assertThat(ack.measured()).isTrue();
            byte[] next = SpeechFixture.noise(13, Duration.ofMillis(500));
            playout.write(ByteBuffer.wrap(next));
            playout.drained().toCompletableFuture().get(5, TimeUnit.SECONDS);
            await().atMost(SOON)
                    .until(() -> HeardWalk.of(line.sip().heard(), next).matched() == next.length);
            long heard = HeardWalk.of(line.sip().heard(), agent).matched() / 8L;
            System.out.printf(
                    "%s: interrupted, heard %d ms, told %d ms, acknowledged in %.2f ms%n",
                    way, heard, ack.heardUntil().toMillis(), ack.took().toNanos() / 1e6);
            assertThat(heard).isCloseTo(ack.heardUntil().toMillis(), within(40L));
        }
    }

    private TestLine.End end(String way, MediaListener listener) {
        return switch (way) {
            case "we dial" -> TestLine.weDial(plain, "ulaw", "f(json)", listener, PlayoutOptions.DEFAULT);
            case "we dial through TLS" -> TestLine.weDial(tls, "ulaw", "f(json)", listener, PlayoutOptions.DEFAULT);
            default -> TestLine.asteriskDials(server, "ulaw", "f(json)", listener, PlayoutOptions.DEFAULT);
        };
    }

    @Test
    void plainTextAndLinearFormatsToo() throws Exception {
        RecordingListener listener = new RecordingListener();
        TestLine.End end = TestLine.weDial(plain, "slin16", "f(plain-text)", listener, PlayoutOptions.DEFAULT);
        try (TestLine line = TestLine.open(ari, caller, CallPlan.to(number()), end)) {
            assertThat(line.session().start().controlFormat()).isEqualTo(ControlFormat.PLAIN_TEXT);
            assertThat(line.session().start().channelId()).isEqualTo(line.mediaId());
            Playout playout = line.session().playout();
            playout.write(ByteBuffer.wrap(new byte[12_800]));
            MarkOutcome mark = playout.mark().reached().toCompletableFuture().get(5, TimeUnit.SECONDS);
            assertThat(mark.kind()).isEqualTo(MarkOutcome.Kind.REACHED);
            assertThat(listener.nextAudio()).hasSize(640);
        }
    }

    @Test
    void refusalsAreTheRealOnes() throws Exception {
        assertFails(plain.connect("3a3f8e4c-5d6f-4c49-9c55-8c4a35cdd0b2", new RecordingListener()), "404");
        String mediaId = "media-" + java.util.UUID.randomUUID();
        String connectionId = ari.waitingMedia(mediaId, "ulaw", "f(json)");
        RecordingListener listener = new RecordingListener();
        MediaSession session = plain.connect(connectionId, listener)
                .session()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
        assertFails(plain.connect(connectionId, new RecordingListener()), "409");
        assertThat(session.isOpen()).isTrue();
        ari.awaitOfChannel("StasisStart", mediaId);
        session.close();
        // Cause 0, as nobody is at the other end; in a call it is 16.
        ari.awaitOfChannel("ChannelDestroyed", mediaId);
        assertThat(listener.nextClose().kind()).isEqualTo(MediaClose.Kind.LOCAL);

        // Asterisk's web server speaks no TLS there.
        URI http = asterisk.ariUri();
        try (MediaConnector wrong = MediaConnector.builder(URI.create("wss://127.0.0.1:" + http.getPort()))
                .build()) {
            assertFails(wrong.connect(connectionId, new RecordingListener()), "wss://");
        }
    }

    @Test
    void weHangUp() throws Exception {
        RecordingListener listener = new RecordingListener();
        TestLine.End end = TestLine.weDial(plain, "ulaw", "f(json)", listener, PlayoutOptions.DEFAULT);
        try (TestLine line = TestLine.open(ari, caller, CallPlan.to(number()), end)) {
            line.session().close();
            JsonNode destroyed = ari.awaitOfChannel("ChannelDestroyed", line.mediaId());
            assertThat(destroyed.path("cause").asInt()).isEqualTo(16);
            assertThat(listener.nextClose().kind()).isEqualTo(MediaClose.Kind.LOCAL);
        }
    }

    @Test
    void asteriskHangsUp() throws Exception {
        RecordingListener listener = new RecordingListener();
        TestLine.End end = TestLine.weDial(plain, "ulaw", "f(json)", listener, PlayoutOptions.DEFAULT);
        try (TestLine line = TestLine.open(ari, caller, CallPlan.to(number()), end)) {
            line.session().playout().write(ByteBuffer.wrap(SpeechFixture.noise(8, Duration.ofSeconds(10))));
            ari.call("DELETE", "channels/" + line.mediaId());
            MediaClose close = listener.nextClose();
            System.out.println("hung up by ARI: " + close);
            assertThat(close.kind()).isIn(MediaClose.Kind.ASTERISK, MediaClose.Kind.LOST);
        }
    }

    private static void assertFails(MediaDial dial, String why) {
        assertThatThrownBy(() -> dial.session().toCompletableFuture().get(10, TimeUnit.SECONDS))
                .cause()
                .isInstanceOf(MediaException.class)
                .hasMessageContaining(why);
    }

    private String number() {
        return String.valueOf(numbers.getAndIncrement());
    }
}
