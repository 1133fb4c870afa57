package io.voxari.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.voxari.testkit.asterisk.TestCertificates;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Both ends through TLS, against the JDK's own sockets. */
final class MediaTlsTest {
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final String ID = "3a3f8e4c-5d6f-4c49-9c55-8c4a35cdd0b2";

    @TempDir
    private static Path dir;

    private static TestCertificates certificates;
    private final RecordingListener listener = new RecordingListener();

    @BeforeAll
    static void makeCertificates() throws Exception {
        certificates = TestCertificates.make(dir, "ip:127.0.0.1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void theServerSpeaksTls(String protocol) throws Exception {
        try (MediaServer server = server(MediaLimits.DEFAULT)) {
            assertThat(server.uri().toString()).startsWith("wss://127.0.0.1:");
            MediaExpectation expected = server.expect("chan-1", listener, SOON);
            try (RawPeer peer = new RawPeer(trusted(server.port(), protocol))) {
                upgrade(peer);
                peer.text(RawPeer.startJson("chan-1"));
                MediaSession session = expected.session().toCompletableFuture().get(5, TimeUnit.SECONDS);
                // Several frames in one record and one in several: the socket says nothing of either.
                byte[] frame = RawPeer.encode(0x82, new byte[160]);
                ByteBuffer many = ByteBuffer.allocate(200 * frame.length);
                for (int i = 0; i < 200; i++) {
                    many.put(frame);
                }
                peer.send(many.array());
                await().until(() -> listener.audio.size() == 200);
                session.playout().open();
                byte[] audio = new byte[40_000];
                new java.util.Random(1).nextBytes(audio);
                session.playout().write(ByteBuffer.wrap(audio));
                ByteBuffer heard = ByteBuffer.allocate(audio.length);
                while (heard.position() < 4_000) {
                    RawPeer.Frame next = peer.read();
                    assertThat(next.opcode()).isEqualTo(RawPeer.BINARY);
                    heard.put(next.payload());
                }
                assertThat(java.util.Arrays.copyOf(heard.array(), heard.position()))
                        .isEqualTo(java.util.Arrays.copyOf(audio, heard.position()));
                session.close();
                RawPeer.Frame last = peer.read();
                while (last.opcode() != RawPeer.CLOSE) {
                    last = peer.read();
                }
                assertThat(last.closeCode()).isEqualTo(1000);
                assertThat(peer.ended()).isTrue();
            }
            assertThat(listener.nextClose().kind()).isEqualTo(MediaClose.Kind.LOCAL);
            assertThat(server.stats().refusals()).isEmpty();
        }
    }

    @Test
    void whatIsNotTlsIsRefusedAndCounted() throws Exception {
        try (MediaServer server = server(MediaLimits.DEFAULT)) {
            try (RawPeer peer = new RawPeer(server.port())) {
                peer.send(RawPeer.request("/media", "media", ""));
                assertThat(peer.ended()).isTrue();
            }
            await().until(() -> server.stats().connections() == 0);
            assertThat(server.stats().refusals()).containsOnly(java.util.Map.entry(MediaRefusal.TLS_FAILED, 1L));
        }
    }

    @Test
    void halfATlsHandshakeIsGivenUpAndDisturbsNobody() throws Exception {
        MediaLimits limits = MediaLimits.DEFAULT.withTimes(Duration.ofMillis(500), SOON, SOON);
        List<RawPeer> crowd = new ArrayList<>();
        try (MediaServer server = server(limits)) {
            MediaExpectation expected = server.expect("chan-1", listener, SOON);
            try (RawPeer peer = new RawPeer(trusted(server.port(), "TLSv1.3"))) {
                upgrade(peer);
                peer.text(RawPeer.startJson("chan-1"));
                expected.session().toCompletableFuture().get(5, TimeUnit.SECONDS);
                for (int i = 0; i < 300; i++) {
                    RawPeer half = new RawPeer(server.port());
                    crowd.add(half);
                    // The beginning of a record of 512 bytes.
                    half.send(new byte[] {0x16, 3, 1, 2, 0, 1, 0});
                }
                await().atMost(Duration.ofSeconds(10))
                        .until(() -> server.stats().connections() == 1);
                assertThat(server.stats().refusals()).containsOnlyKeys(MediaRefusal.HANDSHAKE_TIMEOUT);
                peer.binary(new byte[7]);
                assertThat(listener.nextAudio()).hasSize(7);
            }
        } finally {
            for (RawPeer each : crowd) {
                each.close();
            }
        }
    }

    @Test
    void theConnectorSpeaksTlsToACertificateOfItsAuthority() throws Exception {
        try (RawAsterisk asterisk = tlsAsterisk();
                MediaConnector connector = MediaConnector.builder(wss(asterisk, "127.0.0.1"))
                        .tls(MediaTls.trusting(certificates.authority()))
                        .build()) {
            MediaDial dial = connector.connect(ID, listener);
            asterisk.upgrade();
            asterisk.text(RawPeer.startJson("chan-1").replace("\"voxari\"", "\"" + ID + "\""));
            MediaSession session = dial.session().toCompletableFuture().get(5, TimeUnit.SECONDS);
            asterisk.frame(0x82, new byte[500]);
            assertThat(listener.nextAudio()).hasSize(500);
            session.playout().open();
            session.playout().write(ByteBuffer.wrap(new byte[160]));
            assertThat(asterisk.read().payload()).hasSize(160);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"an authority that is not trusted", "another host name"})
    void theConnectorBelievesNoOther(String what) throws Exception {
        boolean otherName = what.startsWith("another");
        try (RawAsterisk asterisk = tlsAsterisk()) {
            MediaConnector.Builder builder =
                    MediaConnector.builder(wss(asterisk, otherName ? "localhost" : "127.0.0.1"));
            if (otherName) {
                builder.tls(MediaTls.trusting(certificates.authority()));
            }
            try (MediaConnector connector = builder.build()) {
                MediaDial dial = connector.connect(ID, listener);
                CompletableFuture<String> seen = CompletableFuture.supplyAsync(() -> {
                    try {
                        return asterisk.accept();
                    } catch (java.io.IOException e) {
                        return "nothing";
                    }
                });
                assertThatThrownBy(() -> dial.session().toCompletableFuture().get(5, TimeUnit.SECONDS))
                        .cause()
                        .isInstanceOf(MediaException.class)
                        .hasMessageContaining(otherName ? "localhost" : "certification path")
                        .hasCauseInstanceOf(javax.net.ssl.SSLException.class);
                assertThat(seen.get(10, TimeUnit.SECONDS)).isEqualTo("nothing");
            }
        }
    }

    @Test
    void filesThatAreNotWhatTheyShouldBeAreNamed() throws Exception {
        Path empty = Files.createFile(dir.resolve("empty.pem"));
        Path missing = dir.resolve("missing.pem");
        assertThatThrownBy(() -> MediaTls.trusting(missing))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("missing.pem");
        assertThatThrownBy(() -> MediaTls.trusting(empty))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("empty.pem");
        assertThatThrownBy(() -> MediaTls.server(certificates.certificate(), certificates.authority()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("authority.pem")
                .hasMessageContaining("openssl pkcs8");
    }

    private static MediaServer server(MediaLimits limits) {
        MediaServer server = MediaServer.builder()
                .limits(limits)
                .tls(MediaTls.server(certificates.certificate(), certificates.key()))
                .build();
        server.start();
        return server;
    }

    private static SSLSocket trusted(int port, String protocol) throws Exception {
        SSLContext context = MediaTls.trusting(certificates.authority());
        SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port);
        socket.setEnabledProtocols(new String[] {protocol});
        return socket;
    }

    private static void upgrade(RawPeer peer) throws Exception {
        peer.send(RawPeer.request("/media", "media", ""));
        assertThat(peer.readHead()).startsWith("HTTP/1.1 101 ");
    }

    private static RawAsterisk tlsAsterisk() throws Exception {
        ServerSocket socket = MediaTls.server(certificates.certificate(), certificates.key())
                .getServerSocketFactory()
                .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        return new RawAsterisk(socket);
    }

    private static URI wss(RawAsterisk asterisk, String host) {
        return URI.create("wss://" + host + ":" + asterisk.uri().getPort());
    }
}
