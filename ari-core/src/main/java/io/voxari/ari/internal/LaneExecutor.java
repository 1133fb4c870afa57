package io.voxari.ari.internal;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where lanes run. The executor may belong to someone else, and be full, shut down, or of the kind that runs what it is given
 * on the caller's thread. Thread-safe.
 */
final class LaneExecutor {
    /** When an executor that is full is asked again. */
    static final Duration RETRY = Duration.ofMillis(50);

    private static final Logger LOG = LoggerFactory.getLogger(LaneExecutor.class);

    private final Executor executor;
    private final Timers timers;
    private final BooleanSupplier closed;

    LaneExecutor(Executor executor, Timers timers, BooleanSupplier closed) {
        this.executor = executor;
        this.timers = timers;
        this.closed = closed;
    }

    /** Null, or why it was not taken. */
    @Nullable Throwable handOver(Runnable task) {
        Handover work = new Handover(task);
        try {
            executor.execute(work);
            return work.wasTaken() ? null : new RejectedExecutionException("It runs tasks on the caller's thread");
        } catch (Throwable e) {
            // Whatever it is, an OutOfMemoryError for want of a thread too: the reader must live.
            return work.withdraw() ? e : null;
        }
    }

    /** It is full: what waits is kept, and offered again. */
    void again(String lane, Runnable offer, Throwable why) {
        LOG.warn(
                "The executor took no work for lane {}; it is asked again in {} ms: {}",
                lane,
                RETRY.toMillis(),
                why.toString());
        timers.after(RETRY, offer);
    }

    /** Whether it will never take anything again. */
    boolean isShutDown() {
        return closed.getAsBoolean() || (executor instanceof ExecutorService service && service.isShutdown());
    }
}
