package io.voxari.testkit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.voxari.testkit.asterisk.SpeechFixture;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SilenceTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final byte[] WORDS = SpeechFixture.noise(3, Duration.ofMillis(500));

    @Test
    void longestSilenceIsFound() {
        try (VirtualTime time = VirtualTime.start();
                SimulatedAsterisk asterisk =
                        SimulatedAsterisk.builder().time(time).start()) {
            asterisk.call("echo", "1002", "")
                    .waits(Duration.ofSeconds(1))
                    .says(WORDS)
                    .waits(Duration.ofMillis(1_500))
                    .says(WORDS)
                    .waits(Duration.ofMillis(400))
                    .hangsUp()
                    .awaitEnded(PATIENCE);
            // The echo of the first words ends 20 ms after them.
            asterisk.assertNoSilenceLongerThan(Duration.ofMillis(1_480));
            assertThatThrownBy(() -> asterisk.assertNoSilenceLongerThan(Duration.ofMillis(1_479)))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("in the call of 1002")
                    .hasMessageContaining("nobody said anything for 1480 ms, from 1520 ms after the answer")
                    .hasMessageNotContaining("1000 ms, from 0");
        }
    }

    @Test
    void silenceThatGoesOnCounts() {
        try (VirtualTime time = VirtualTime.start();
                SimulatedAsterisk asterisk =
                        SimulatedAsterisk.builder().time(time).start()) {
            SimulatedCaller caller = asterisk.call("echo");
            caller.awaitAnswered(PATIENCE);
            time.advance(Duration.ofSeconds(3));
            asterisk.assertNoSilenceLongerThan(Duration.ofSeconds(3));
            assertThatThrownBy(() -> asterisk.assertNoSilenceLongerThan(Duration.ofMillis(2_999)))
                    .hasMessageContaining("3000 ms");
            caller.hangUp();
            caller.awaitEnded(PATIENCE);
        }
    }
}
