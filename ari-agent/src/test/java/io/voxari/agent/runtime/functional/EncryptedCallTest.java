package io.voxari.agent.runtime.functional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.voxari.agent.Resolution;
import io.voxari.agent.Utterance;
import io.voxari.agent.runtime.AsteriskConfig;
import io.voxari.agent.runtime.DoctorCheck;
import io.voxari.agent.runtime.DoctorFinding;
import io.voxari.agent.runtime.Voxari;
import io.voxari.agent.runtime.VoxariDoctor;
import io.voxari.media.MediaTls;
import io.voxari.testkit.asterisk.CallPlan;
import io.voxari.testkit.asterisk.RealAsterisk;
import io.voxari.testkit.asterisk.SipCall;
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
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A call with nothing in the clear between Asterisk and us. */
@Tag("asterisk")
@Tag("real") // It is Asterisk's TLS that is tried.
class EncryptedCallTest {
    private static final Duration SOON = Duration.ofSeconds(10);

    @Test
    void callGoesThroughTlsBothWays(@TempDir Path dir) throws Exception {
        TestCertificates certificates = TestCertificates.make(dir, "dns:localhost");
        int port = freePort();
        Path conf = conf(dir, certificates, port);
        try (RealAsterisk asterisk = RealAsterisk.builder()
                        .conf(conf)
                        .media("voxari", URI.create("wss://localhost:9/media"))
                        .start();
                SipCaller phones = SipCaller.to(asterisk.sipAddress())) {
            AsteriskConfig config = config(asterisk, port, certificates.trust());
            SSLContext ours = MediaTls.server(certificates.certificate(), certificates.key());
            byte[] greeting = SpeechFixture.noise(5, Duration.ofSeconds(1));
            try (Voxari voxari = Voxari.builder()
                    .asterisk(config)
                    .listen("127.0.0.1", 0)
                    .mediaTls(ours)
                    .resolver(offer -> Resolution.accept("greeter"))
                    .agent(call -> {
                        Utterance utterance = call.speech().begin();
                        utterance.write(ByteBuffer.wrap(greeting));
                        utterance.end();
                        return CompletableFuture.completedFuture(audio -> {});
                    })
                    .build()) {
                voxari.start();
                assertThat(voxari.mediaUri().getScheme()).isEqualTo("wss");
                asterisk.media(
                        "voxari",
                        URI.create("wss://localhost:" + voxari.mediaUri().getPort() + "/media"));
                SipCall call = phones.place(CallPlan.to("8000").limit(Duration.ofSeconds(10)));
                call.awaitAnswer(SOON);
                await().atMost(SOON).until(() -> call.heard().find(greeting).isExact());
                call.hangUp();
                call.awaitEnd(SOON);
                await().atMost(SOON).until(() -> voxari.stats().calls() == 0);
            }
            int mediaPort = freePort();
            asterisk.media("voxari", URI.create("wss://localhost:" + mediaPort + "/media"));
            var report = VoxariDoctor.builder(config)
                    .listen("127.0.0.1", mediaPort)
                    .mediaTls(ours)
                    .build()
                    .examine();
            assertThat(report.of(DoctorCheck.ENDPOINT).verdict()).isEqualTo(DoctorFinding.Verdict.OK);
            assertThat(report.of(DoctorCheck.MEDIA_CONNECTION).verdict()).isEqualTo(DoctorFinding.Verdict.OK);
        }
    }

    private static Path conf(Path dir, TestCertificates certificates, int port) throws Exception {
        Path conf = Files.createDirectory(dir.resolve("conf"));
        Files.writeString(conf.resolve("http.conf"), """
                [general]
                enabled = yes
                bindaddr = 127.0.0.1
                bindport = 8088
                tlsenable = yes
                tlsbindaddr = 127.0.0.1:%d
                tlscertfile = %s
                tlsprivatekey = %s
                """.formatted(port, certificates.both(), certificates.both()));
        Files.writeString(conf.resolve("websocket_client.conf"), """
                [voxari]
                type = websocket_client
                connection_type = per_call_config
                uri = wss://127.0.0.1:1/media
                protocols = media
                tls_enabled = yes
                ca_list_file = %s
                """.formatted(certificates.authority()));
        return conf;
    }

    private static AsteriskConfig config(RealAsterisk asterisk, int port, X509TrustManager trust) throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {trust}, null);
        return AsteriskConfig.builder()
                .endpoint(URI.create("https://localhost:" + port))
                .app(asterisk.app())
                .user(asterisk.user())
                .password(asterisk.password())
                .websocketClient("voxari")
                .tls(context, trust)
                .build();
    }

    private static int freePort() throws Exception {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }
}
