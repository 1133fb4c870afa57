package io.voxari.ari;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.voxari.ari.event.ChannelDestroyed;
import io.voxari.ari.event.StasisStart;
import io.voxari.testkit.asterisk.RealAsterisk;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real Asterisk that connects to us with TLS, and both look at the other's certificate. */
@Tag("asterisk")
class AriServerTlsAsteriskTest {
    private static final HeldCertificate CA =
            new HeldCertificate.Builder().certificateAuthority(0).build();
    private static final HeldCertificate OURS = named("localhost").build();
    private static final HeldCertificate ASTERISK = named("asterisk").build();

    private static HeldCertificate.Builder named(String host) {
        return new HeldCertificate.Builder()
                .signedBy(CA)
                .rsa2048()
                .commonName(host)
                .addSubjectAlternativeName(host);
    }

    private static AriServer server(int port, HeldCertificate certificate) {
        HandshakeCertificates certificates = new HandshakeCertificates.Builder()
                .addTrustedCertificate(CA.certificate())
                .heldCertificate(certificate)
                .build();
        return AriServer.builder()
                .host("localhost")
                .port(port)
                .credentials("asterisk", "secret of a test")
                .tls(certificates.sslContext(), true)
                .build();
    }

    private static AriClient client(AriServer server) {
        AriClient client =
                AriClient.builder().server(server, "/pbx1").application("all").build();
        server.start();
        return client;
    }

    @Test
    void callsGoThroughTlsAndAnotherCertificateIsNotTakenForOurs(@TempDir Path dir) throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName("localhost"))) {
            port = free.getLocalPort();
        }
        try (RealAsterisk asterisk = asterisk(dir, port)) {
            try (AriServer other = server(port, named("elsewhere").build());
                    AriClient ari = client(other)) {
                var unused = ari.connectAsync();
                await().until(() -> asterisk.log().contains("did not match (localhost)"));
                assertThat(ari.state().isOpen()).isFalse();
            }
            try (AriServer ours = server(port, OURS);
                    AriClient ari = client(ours)) {
                ari.connect();
                List<AriEvent> events = new CopyOnWriteArrayList<>();
                ari.openLane("call").bind(ResourceId.channel("c")).onEvent(events::add);
                ari.channels()
                        .create("Local/silent@inside", "all")
                        .channelId("c")
                        .send();
                await().until(() -> events.stream().anyMatch(StasisStart.class::isInstance));
                ari.channels().hangup("c").send();
                await().until(() -> events.stream().anyMatch(ChannelDestroyed.class::isInstance));
            }
            assertThat(asterisk.log()).doesNotContain("secret of a test");
        }
    }

    private static RealAsterisk asterisk(Path dir, int port) throws IOException {
        Path authority = Files.writeString(dir.resolve("ca.pem"), CA.certificatePem());
        Path own = Files.writeString(dir.resolve("own.pem"), ASTERISK.certificatePem());
        Path key = Files.writeString(dir.resolve("key.pem"), ASTERISK.privateKeyPkcs8Pem());
        return RealAsterisk.builder()
                .configuration("ari.conf", text -> text + """

                        [persistent]
                        type = outbound_websocket
                        websocket_client_id = persistent
                        apps = all
                        local_ari_user = voxari
                        """)
                .configuration("websocket_client.conf", text -> """
                        [persistent]
                        type = websocket_client
                        connection_type = persistent
                        uri = wss://localhost:%d/pbx1
                        protocols = ari
                        username = asterisk
                        password = secret of a test
                        connection_timeout = 500
                        reconnect_interval = 200
                        reconnect_attempts = 100
                        tls_enabled = yes
                        ca_list_file = %s
                        cert_file = %s
                        priv_key_file = %s

                        """.formatted(port, authority, own, key) + text)
                .start();
    }
}
