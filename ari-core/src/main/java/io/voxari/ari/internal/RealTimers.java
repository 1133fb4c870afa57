package io.voxari.ari.internal;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The system's clocks and one daemon thread, or those of somebody else. Thread-safe. */
public final class RealTimers implements Timers, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RealTimers.class);

    private final ScheduledExecutorService executor;
    private final boolean isOurs;
    private final LongSupplier nanos;
    private final InstantSource clock;

    public RealTimers() {
        ScheduledThreadPoolExecutor own = new ScheduledThreadPoolExecutor(1, Threads.daemons("voxari-ari-timer"));
        own.setRemoveOnCancelPolicy(true);
        executor = own;
        isOurs = true;
        nanos = System::nanoTime;
        clock = InstantSource.system();
    }

    private RealTimers(ClientSettings.Time time) {
        executor = time.scheduler();
        isOurs = false;
        clock = time.clock();
        nanos = () -> ChronoUnit.NANOS.between(Instant.EPOCH, clock.instant());
    }

    /** The system's time if there is no other. */
    static RealTimers of(ClientSettings.@Nullable Time time) {
        return time == null ? new RealTimers() : new RealTimers(time);
    }

    /** For who has no timers at hand. */
    static long systemNanos() {
        return System.nanoTime();
    }

    @Override
    public long nanos() {
        return nanos.getAsLong();
    }

    @Override
    public Instant now() {
        return clock.instant();
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

    /** Drops what has not begun; with a scheduler of somebody else it is whoever set a timer that cancels it. */
    @Override
    public void close() {
        if (isOurs) {
            executor.shutdownNow();
        }
    }
}
