package io.voxari.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.voxari.ari.AriClient;
import io.voxari.ari.AriEvent;
import io.voxari.ari.AriListener;
import io.voxari.ari.EventLane;
import io.voxari.ari.event.StasisStart;
import io.voxari.testkit.asterisk.RealAsterisk;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
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
}
