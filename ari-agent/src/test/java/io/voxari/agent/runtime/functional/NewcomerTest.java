package io.voxari.agent.runtime.functional;

import static org.assertj.core.api.Assertions.assertThat;

import io.voxari.agent.Resolution;
import io.voxari.agent.runtime.AsteriskConfig;
import io.voxari.agent.runtime.Voxari;
import io.voxari.testkit.SimulatedAsterisk;
import io.voxari.testkit.SimulatedCaller;
import io.voxari.testkit.Sound;
import io.voxari.testkit.asterisk.SpeechFixture;
import io.voxari.testkit.junit.AsteriskExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The test that the README of {@code ari-testkit} shows, and that it shows this one. */
class NewcomerTest {
    @Nested
    // begin
    @ExtendWith(AsteriskExtension.class)
    class MyAgentTest {
        @Test
        void saysHello(SimulatedAsterisk asterisk, SimulatedCaller ann) {
            AsteriskConfig config = AsteriskConfig.builder()
                    .endpoint(asterisk.ariUri())
                    .app(asterisk.app())
                    .password(asterisk.password())
                    .build();
            try (Voxari voxari = Voxari.builder()
                    .asterisk(config)
                    .listen("127.0.0.1", 0)
                    .resolver(offer -> Resolution.accept("hello"))
                    .agent(new TestAgent(SpeechFixture.tone(440, Duration.ofSeconds(1))))
                    .build()) {
                voxari.start();
                asterisk.media("voxari", voxari.mediaUri());
                ann.calls("8000").hears(Sound.tone(440), Duration.ofSeconds(2)).hangsUp();
                ann.awaitEnded(Duration.ofSeconds(10));
                assertThat(ann.heard().samples()).isPositive();
            }
        }
    }
    // end

    @Test
    void readmeShowsIt() throws IOException {
        String source = Files.readString(Path.of("src/test/java/io/voxari/agent/runtime/functional/NewcomerTest.java"));
        String shown = source.substring(source.indexOf("    // begin\n") + 13, source.indexOf("    // end\n"))
                .replaceAll("(?m)^ {4}", "");
        assertThat(Files.readString(Path.of("../ari-testkit/README.md"))).contains(shown);
    }
}
