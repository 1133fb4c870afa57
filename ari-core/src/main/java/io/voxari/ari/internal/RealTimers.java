package io.voxari.ari.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The system's clocks and one daemon thread. Thread-safe. */
public final class RealTimers implements Timers, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RealTimers.class);

    private final ScheduledThreadPoolExecutor executor;

    public RealTimers() {
        executor = new ScheduledThreadPoolExecutor(1, Threads.daemons("voxari-ari-timer"));
        executor.setRemoveOnCancelPolicy(true);
    }

    /** For who has no timers at hand. */
    static long systemNanos() {
        return System.nanoTime();
    }

    @Override
    public long nanos() {
        return systemNanos();
    }

    @Override
    public Instant now() {
        return Instant.now();
    }

    @Override
    public Timer after(Duration delay, Runnable task) {
        try {
            Future<?> future = executor.schedule(() -> run(task), delay.toNanos(), TimeUnit.NANOSECONDS);
            return () -> future.cancel(false);
        } catch (RejectedExecutionException closed) {
            return () -> {};
        }
    }

    private static void run(Runnable task) {
        try {
            task.run();
        } catch (Throwable e) {
            LOG.error("A timed task failed", e);
        }
    }

    /** Drops what has not begun. */
    @Override
    public void close() {
        executor.shutdownNow();
    }
}
