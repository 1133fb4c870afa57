package io.voxari.agent.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.voxari.ari.AriClient;
import io.voxari.testkit.SimulatedAsterisk;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the doctor leaves behind; what it finds is in its functional test. */
class MediaProbeTest {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    @Test
    void channelOfWhichAsteriskDidNotTellIsHungUp() throws IOException {
        // Asterisk dials somebody who says nothing, so that the channel does not end by itself.
        try (ServerSocket mute = new ServerSocket(0, 1, LOOPBACK);
                SimulatedAsterisk asterisk = SimulatedAsterisk.builder()
                        .media("voxari", URI.create("ws://127.0.0.1:" + mute.getLocalPort() + "/media"))
                        .start();
                AriClient ari = AriClient.builder()
                        .endpoint(asterisk.ariUri())
                        .credentials(asterisk.user(), asterisk.password())
                        .application("doctor")
                        .deadline(Duration.ofSeconds(2))
                        .build()) {
            ari.connect();
            AsteriskConfig config = AsteriskConfig.builder()
                    .endpoint(asterisk.ariUri())
                    .app(asterisk.app())
                    .password(asterisk.password())
                    .build();
            VoxariDoctor.Builder settings = VoxariDoctor.builder(config);
            settings.port = 0;
            Map<DoctorCheck, DoctorFinding> findings = new EnumMap<>(DoctorCheck.class);
            findings.put(DoctorCheck.WEBSOCKET_CLIENT, DoctorFinding.ok(DoctorCheck.WEBSOCKET_CLIENT, "it is there"));
            asterisk.faults().loseAnswers("POST /channels/externalMedia", 1);

            new MediaProbe(ari, settings, "voxari-doctor-1", findings)
                    .examine(Map.of("uri", "ws://127.0.0.1:8089/media"));

            assertThat(findings.get(DoctorCheck.MEDIA_CONNECTION)).matches(DoctorFinding::isFailed);
            assertThat(asterisk.requests())
                    .contains("POST /channels/externalMedia", "DELETE /channels/voxari-doctor-1");
            assertThat(ari.channels().list().send()).isEmpty();
        }
    }
}
