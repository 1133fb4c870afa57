package io.voxari.ari.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.voxari.ari.internal.ClientSettings.Ground;
import io.voxari.ari.internal.ClientSettings.Time;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import javax.net.SocketFactory;
import org.junit.jupiter.api.Test;

class EngineThreadsTest {
    /** An Asterisk in a test's own time answers a ping in no time of it; a real one takes real time. */
    @Test
    void pingsGoInTheTimeOfTheOtherSide() {
        ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
        Time stands = new Time(scheduler, InstantSource.fixed(Instant.EPOCH));
        try (EngineThreads usual = EngineThreads.create(Ground.USUAL, false);
                EngineThreads real = EngineThreads.create(new Ground(stands, null, null), false);
                EngineThreads simulated =
                        EngineThreads.create(new Ground(stands, null, SocketFactory.getDefault()), false)) {
            assertThat(usual.pings()).isSameAs(usual.timers());
            assertThat(simulated.pings()).isSameAs(simulated.timers());
            assertThat(real.pings()).isNotSameAs(real.timers());
            CompletableFuture<String> rung = new CompletableFuture<>();
            real.pings().after(Duration.ofMillis(1), () -> rung.complete("in real time"));
            assertThat(rung).succeedsWithin(Duration.ofSeconds(30)).isEqualTo("in real time");
        } finally {
            scheduler.shutdownNow();
        }
    }
}
