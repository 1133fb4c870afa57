package io.voxari.ari.internal;

import java.time.Duration;
import java.time.Instant;

/** The time, and things to do later: the seam that lets tests run without waiting. Thread-safe. */
public interface Timers {
    /** {@return a monotonic time in nanoseconds} */
    long nanos();

    /** {@return the time of day} */
    Instant now();

    /** Runs a short task once after a delay, on a thread of the timers; it must not block. */
    Timer after(Duration delay, Runnable task);

    /** A task to come. */
    interface Timer {
        /** Keeps the task from running, unless it began already. */
        void cancel();
    }
}
