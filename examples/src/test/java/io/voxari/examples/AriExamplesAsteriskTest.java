package io.voxari.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.voxari.ari.AriClient;
import io.voxari.ari.AriEvent;
import io.voxari.ari.AriListener;
import io.voxari.ari.EventLane;
import io.voxari.ari.event.StasisStart;
import io.voxari.testkit.asterisk.RealAsterisk;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("asterisk")
class AriExamplesAsteriskTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

    private String printed() {
        String text = bytes.toString(StandardCharsets.UTF_8);
        bytes.reset();
        return text;
    }

    @Test
    void examplesDoWhatTheySay() throws InterruptedException {
        CountDownLatch started = new CountDownLatch(1);
        try (RealAsterisk asterisk = RealAsterisk.builder().start();
                AriClient ari = AriClient.builder()
                        .endpoint(asterisk.ariUri())
                        .credentials(asterisk.user(), asterisk.password())
                        .application(asterisk.app())
                        .listener(new AriListener() {
                            @Override
                            public void onEvent(AriEvent event, EventLane lane) {
                                if (event instanceof StasisStart) {
                                    started.countDown();
                                }
                            }
                        })
                        .build()) {
            ari.connect();
            ListChannels.list(ari, out);
            assertThat(printed()).isEqualToNormalizingNewlines("0 channels\n");

            boolean played = DialAndPlay.call(ari, asterisk.app(), "Local/silent@inside", "sound:hello-world", out);
            assertThat(printed())
                    .contains("dialing    Local/silent@inside", "answered   Local/", "played     sound", "ended  ");
            assertThat(played).isTrue();

            boolean nonsense = DialAndPlay.call(ari, asterisk.app(), "Local/silent@inside", "sound:no-such", out);
            assertThat(printed()).contains("not played sound:no-such");
            assertThat(nonsense).isFalse();

            ari.channels().originate("Local/silent@inside").app(asterisk.app()).send();
            assertThat(started.await(10, TimeUnit.SECONDS)).isTrue();
            ListChannels.list(ari, out);
            assertThat(printed()).contains("Local/silent@inside", "Stasis(" + asterisk.app(), "2 channels");
        }
    }

    /** The mains of the programs that listen for audio, on a port that Asterisk knows. */
    @Test
    void doctorAndOutboundCallEndWithTheirCodes() throws IOException {
        try (RealAsterisk asterisk = RealAsterisk.builder().start()) {
            int port = freePort();
            asterisk.media(asterisk.websocketClient(), URI.create("ws://127.0.0.1:" + port + "/media"));
            String[] access = {
                "--endpoint=" + asterisk.ariUri(),
                "--app=" + asterisk.app(),
                "--user=" + asterisk.user(),
                "--password=" + asterisk.password(),
                "--websocket-client=" + asterisk.websocketClient(),
                "--listen-port=" + port
            };
            assertThat(Doctor.run(with(access, "--extension=8000@from-external"), out, out))
                    .as(bytes.toString(StandardCharsets.UTF_8))
                    .isZero();
            assertThat(printed()).contains("ok       Media connection", "ok       Stasis application");
            assertThat(Doctor.run(with(access, "--app=other", "--extension=8000@from-external"), out, out))
                    .isEqualTo(1);
            assertThat(printed()).contains("FAILED   Stasis application", "fix: ");
            assertThat(Doctor.run(with(access, "--password=wrong"), out, out)).isEqualTo(1);
            assertThat(printed()).contains("FAILED   ARI user and password", "status 401");

            assertThat(OutboundCall.run(calling("Local/prompt@from-external", access), out, out))
                    .as(bytes.toString(StandardCharsets.UTF_8))
                    .isZero();
            assertThat(printed()).contains("Local/prompt@from-external: answered", "CALLER_HANGUP");
            assertThat(OutboundCall.run(calling("Local/busy@inside", access), out, out))
                    .isEqualTo(1);
            assertThat(printed()).contains("Local/busy@inside: busy: cause 17");
            assertThat(OutboundCall.run(calling("Local/busy@inside", with(access, "--password=wrong")), out, out))
                    .isEqualTo(1);
            assertThat(printed()).contains("OutboundCall: ", "401");
        }
    }

    private static String[] calling(String endpoint, String... options) {
        return Stream.concat(Stream.of(endpoint), Arrays.stream(options)).toArray(String[]::new);
    }

    private static String[] with(String[] options, String... more) {
        return Stream.concat(Arrays.stream(options), Arrays.stream(more)).toArray(String[]::new);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
