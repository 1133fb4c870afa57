package io.voxari.testkit.internal;

import java.time.Instant;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The one thread on which the simulated Asterisk lives; everything in it belongs to this thread.
 *
 * <p>A timed task sees the time at which it was due, not the time at which a busy machine came round to it: so audio keeps
 * its place, and the same script gives the same samples. Thread-safe.
 */
interface Loop extends AutoCloseable {
    /** The time at which the present task was due. Only the loop's thread. */
    long nowNanos();

    /** The time of day. */
    Instant clock();

    /** Runs a task soon; not at all when the loop is closed. From any thread. */
    void execute(Runnable task);

    /** Runs a task then; not at all when the loop is closed. From any thread. */
    void at(long dueNanos, Runnable task);

    /** Told of what tasks throw, on the loop's thread. */
    void onFailure(Consumer<Throwable> listener);

    /** Runs a task and waits for what it returns. From any thread but the loop's. */
    <T> T call(Supplier<T> task);

    /** Nothing more is run. Idempotent. */
    @Override
    void close();
}
