package io.voxari.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.voxari.agent.Destination;
import io.voxari.agent.runtime.AsteriskConfig;
import io.voxari.agent.runtime.Voxari;
import io.voxari.testkit.SimulatedAsterisk;
import io.voxari.testkit.SimulatedCaller;
import io.voxari.testkit.Sound;
import io.voxari.testkit.asterisk.HeardAudio;
import io.voxari.testkit.asterisk.SpeechFixture;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReceptionistTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final SimulatedAsterisk asterisk = SimulatedAsterisk.builder().start();
    private final Voxari voxari = Receptionist.serving(Voxari.builder(), Destination.of("PJSIP/6001"))
            .asterisk(AsteriskConfig.builder()
                    .endpoint(asterisk.ariUri())
                    .app(asterisk.app())
                    .password(asterisk.password())
                    .build())
            .listen("127.0.0.1", 0)
            .build();

    @BeforeEach
    void start() {
        voxari.start();
        asterisk.media("voxari", voxari.mediaUri());
    }

    @AfterEach
    void nothingIsLeft() {
        asterisk.awaitQuiet(PATIENCE);
        voxari.close();
        asterisk.close();
    }

    @Test
    void callerIsTransferred() {
        SimulatedCaller caller = asterisk.call("8000")
                .waits(Duration.ofMillis(1_500))
                .presses("1")
                .says(SpeechFixture.noise(1, Duration.ofSeconds(15)));
        SimulatedCaller operator = asterisk.phone("6001").awaitCall(PATIENCE);
        operator.hears(Sound.anything(), Duration.ofSeconds(10))
                .waits(Duration.ofSeconds(1))
                .presses("1")
                .waits(Duration.ofSeconds(2))
                .hangsUp();
        caller.awaitEnded(PATIENCE);
        assertThat(operator.heard()
                        .find(Arrays.copyOf(bytes(Sounds.caller()), 4_000))
                        .isExact())
                .as("the announcement")
                .isTrue();
        HeardAudio last = operator.heard();
        assertThat(last.levelDbfs(last.samples() - 8_000, last.samples()))
                .as("the caller's voice")
                .isGreaterThan(-45);
        assertThat(caller.heard()
                        .find(Arrays.copyOf(bytes(Sounds.menu()), 2_000))
                        .isExact())
                .as("the menu, until the key cut it")
                .isTrue();
    }

    @Test
    void callerIsBackWhenTheOperatorIsBusy() {
        asterisk.phone("6001").isBusy();
        SimulatedCaller caller =
                asterisk.call("8000").waits(Duration.ofMillis(300)).presses("1");
        byte[] sorry = bytes(Sounds.sorry());
        caller.waits(Duration.ofSeconds(3)).presses("9");
        caller.awaitEnded(PATIENCE);
        HeardAudio heard = caller.heard();
        assertThat(heard.find(sorry).isExact()).as("sorry").isTrue();
        assertThat(heard.find(bytes(Sounds.goodbye())).isExact()).as("goodbye").isTrue();
    }

    @Test
    void otherNumbersHaveAnotherAgentOrNone() {
        SimulatedCaller caller = asterisk.call("8001").presses("#");
        assertThat(asterisk.call("8002").awaitRefused(PATIENCE)).isEqualTo(1);
        caller.awaitEnded(PATIENCE);
        assertThat(caller.heard().find(bytes(Sounds.greeting())).isExact()).isTrue();
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }
}
