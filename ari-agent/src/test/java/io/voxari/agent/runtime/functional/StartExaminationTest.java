package io.voxari.agent.runtime.functional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.voxari.agent.Resolution;
import io.voxari.agent.runtime.AsteriskConfig;
import io.voxari.agent.runtime.AsteriskState;
import io.voxari.agent.runtime.Voxari;
import io.voxari.testkit.SimulatedAsterisk;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

/** The doctor at the start; a simulated Asterisk has no modules to show, which is as wrong as it can be. */
class StartExaminationTest {
    private final SimulatedAsterisk asterisk = SimulatedAsterisk.builder().start();

    private Voxari.Builder runtime(String name) {
        return Voxari.builder()
                .asterisk(AsteriskConfig.builder()
                        .name(name)
                        .endpoint(asterisk.ariUri())
                        .app(asterisk.app())
                        .user(asterisk.user())
                        .password(asterisk.password())
                        .build())
                .resolver(offer -> Resolution.accept("echo"))
                .agent(new TestAgent(new byte[0]))
                .examineAtStart(true);
    }

    @Test
    void whatFailsIsLoggedWithItsFixAndPreventsNothing() throws IOException {
        try (asterisk;
                Voxari voxari =
                        runtime("examined-one").listen("127.0.0.1", freePort()).build()) {
            voxari.start();
            assertThat(voxari.health().asterisks().get(0).state()).isEqualTo(AsteriskState.CONNECTED);
            assertThat(voxari.mediaUri()).isNotNull();
            assertThat(Switchboard.log())
                    .containsPattern(
                            "WARN .*Asterisk examined-one: Module chan_websocket: .*; fix: in Asterisk's console:"
                                    + " module load chan_websocket.so")
                    .doesNotContain("Asterisk examined-one: examined, nothing failed");
        }
    }

    @Test
    void portThatCannotBeComparedIsAMistake() {
        try (asterisk) {
            Voxari.Builder nowhere = runtime("examined-two").listen("127.0.0.1", 0);
            assertThatIllegalStateException().isThrownBy(nowhere::build).withMessageContaining("name a port");
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
