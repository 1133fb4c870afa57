package io.voxari.agent.runtime;

import io.voxari.ari.AriClient;
import io.voxari.media.MediaServer;
import java.nio.channels.spi.SelectorProvider;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.net.SocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * What the runtime stands on: time, threads and sockets. Those of the system, unless the application brought others.
 *
 * @param time another time than the system's
 * @param executor other threads than ours
 * @param sockets other sockets than the system's
 * @param ownScheduler ours, which we close
 * @param ownExecutor ours, which we close
 */
record Ground(
        @Nullable Time time,
        @Nullable ExecutorService executor,
        @Nullable Sockets sockets,
        @Nullable ScheduledExecutorService ownScheduler,
        @Nullable ExecutorService ownExecutor)
        implements AutoCloseable {
    static final Ground USUAL = new Ground(null, null, null, null, null);

    /** Another time than the system's. */
    record Time(ScheduledExecutorService scheduler, InstantSource clock) {}

    /** Other sockets than the system's. */
    record Sockets(SocketFactory ari, SelectorProvider audio) {}

    Ground withTime(ScheduledExecutorService scheduler, InstantSource clock) {
        return new Ground(new Time(scheduler, clock), executor, sockets, null, null);
    }

    Ground withExecutor(ExecutorService threads) {
        return new Ground(time, threads, sockets, null, null);
    }

    Ground withSockets(SocketFactory ari, SelectorProvider audio) {
        return new Ground(time, executor, new Sockets(ari, audio), null, null);
    }

    /** With threads of our own for what is missing. */
    Ground filled() {
        ScheduledThreadPoolExecutor timer = null;
        if (time == null) {
            timer = new ScheduledThreadPoolExecutor(1, RuntimeThreads.daemons("voxari-timer"));
            timer.setRemoveOnCancelPolicy(true);
            // What is to be done next wakes the thread as soon as it is set, to wait for it. Most of what is set is a
            // deadline of some seconds that is never reached: behind a tick it wakes nobody.
            var unused = timer.scheduleWithFixedDelay(() -> {}, 1, 1, TimeUnit.SECONDS);
        }
        return new Ground(
                time, executor, sockets, timer, executor == null ? RuntimeThreads.perTask("voxari-host") : null);
    }

    ScheduledExecutorService scheduler() {
        return time == null ? filled(ownScheduler) : time.scheduler();
    }

    InstantSource clock() {
        return time == null ? InstantSource.system() : time.clock();
    }

    /** Nanoseconds on a line that does not go back, beginning anywhere. */
    long nanos() {
        return time == null
                ? System.nanoTime()
                : ChronoUnit.NANOS.between(Instant.EPOCH, time.clock().instant());
    }

    ExecutorService threads() {
        return executor == null ? filled(ownExecutor) : executor;
    }

    private static <T> T filled(@Nullable T own) {
        if (own == null) {
            throw new IllegalStateException("not filled");
        }
        return own;
    }

    MediaServer build(MediaServer.Builder media) {
        if (time != null) {
            media.time(time.scheduler(), time.clock());
        }
        if (sockets != null) {
            media.sockets(sockets.audio());
        }
        return media.build();
    }

    AriClient build(AriClient.Builder ari) {
        if (time != null) {
            ari.time(time.scheduler(), time.clock());
        }
        // Its own threads suit calls better than ours: they are woken once for all that came at a time.
        if (executor != null) {
            ari.executor(executor);
            ari.ioExecutor(executor);
        }
        if (sockets != null) {
            ari.sockets(sockets.ari());
        }
        return ari.build();
    }

    /** Runs what ends everything: not on a thread of ours that it would wait for. */
    void runLast(Runnable task) {
        if (executor != null) {
            executor.execute(task);
        } else {
            RuntimeThreads.daemons("voxari-last").newThread(task).start();
        }
    }

    /** Ends the threads that are ours; code of the host that still blocks a second later is interrupted. */
    @Override
    public void close() {
        if (ownScheduler != null) {
            ownScheduler.shutdownNow();
        }
        if (ownExecutor == null) {
            return;
        }
        ownExecutor.shutdown();
        try {
            if (!ownExecutor.awaitTermination(1, TimeUnit.SECONDS)) {
                ownExecutor.shutdownNow();
            }
        } catch (InterruptedException interrupted) {
            ownExecutor.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
