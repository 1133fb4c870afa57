package io.voxari.media.internal;

import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A pacer on the time and the scheduler of somebody else. Thread-safe. */
final class ScheduledPacer implements Pacer {
    private static final Logger LOG = LoggerFactory.getLogger(ScheduledPacer.class);

    private final ScheduledExecutorService scheduler;
    private final NanoClock clock;
    private final Object lock = new Object();
    /** Guarded by the lock. */
    private boolean closed;

    /**
     * @param clock the scheduler's time
     */
    ScheduledPacer(ScheduledExecutorService scheduler, NanoClock clock) {
        this.scheduler = scheduler;
        this.clock = clock;
    }

    @Override
    public void start() {}

    @Override
    public void schedule(Slot slot, long dueNanos) {
        if (dueNanos == Long.MAX_VALUE) {
            return;
        }
        synchronized (lock) {
            if (closed || slot.dueNanos <= dueNanos) {
                return;
            }
            Future<?> later = slot.timer;
            if (later != null) {
                later.cancel(false);
            }
            slot.dueNanos = dueNanos;
            try {
                long delay = Math.max(0, dueNanos - clock.nanos());
                slot.timer = scheduler.schedule(() -> run(slot, dueNanos), delay, TimeUnit.NANOSECONDS);
            } catch (RejectedExecutionException e) {
                LOG.warn("The scheduler was shut down before the media server: audio stands still");
            }
        }
    }

    private void run(Slot slot, long dueNanos) {
        synchronized (lock) {
            // Else it was cancelled too late, or the server is closed.
            if (closed || slot.dueNanos != dueNanos) {
                return;
            }
            slot.dueNanos = Long.MAX_VALUE;
            slot.timer = null;
        }
        try {
            slot.task.due();
        } catch (Throwable e) {
            LOG.error("A paced task failed; it is not called again by itself", e);
        }
    }

    @Override
    public void close() {
        synchronized (lock) {
            closed = true;
        }
    }
}
