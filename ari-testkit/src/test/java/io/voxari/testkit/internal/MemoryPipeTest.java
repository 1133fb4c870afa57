package io.voxari.testkit.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What of a connection in memory holds time back. */
class MemoryPipeTest {
    /** It lies in a pool, and whoever has that may never look at it again. */
    @Test
    void endThatNobodyWaitsForDoesNot() {
        try (World world = new World(Instant.EPOCH)) {
            new MemoryPipe(world).end();
            new MemoryPipe(world).reset();
            assertThat(world.await(() -> false, Duration.ofSeconds(1))).isFalse();
            assertThat(world.nowNanos()).isEqualTo(1_000_000_000L);
        }
    }
}
