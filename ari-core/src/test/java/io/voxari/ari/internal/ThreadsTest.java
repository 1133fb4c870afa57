package io.voxari.ari.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ThreadsTest {
    @Test
    void tasksRunOnNamedDaemonsThatAreVirtualWhereTheJdkHasThem() throws Exception {
        ExecutorService executor = Threads.perTask("voxari-test");
        Thread thread =
                CompletableFuture.supplyAsync(Thread::currentThread, executor).get(10, TimeUnit.SECONDS);
        executor.shutdown();

        assertThat(thread.getName()).isEqualTo("voxari-test-1");
        assertThat(thread.isDaemon()).isTrue();
        if (Runtime.version().feature() >= 21) {
            assertThat(Thread.class.getMethod("isVirtual").invoke(thread)).isEqualTo(true);
        }
    }
}
