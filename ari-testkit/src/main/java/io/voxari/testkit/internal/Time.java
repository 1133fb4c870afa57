package io.voxari.testkit.internal;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;

/** The clock of a simulation, and how it waits. The seam at which a virtual clock takes the place of the real one. */
interface Time {
    long nowNanos();

    /** Waits until something signals, or that long; the lock of the condition is held. */
    void await(Condition signalled, long nanos) throws InterruptedException;

    static Time real() {
        return new Time() {
            @Override
            public long nowNanos() {
                return System.nanoTime();
            }

            @Override
            @SuppressWarnings("WaitNotInLoop") // The loop around it is the caller's.
            public void await(Condition signalled, long nanos) throws InterruptedException {
                boolean unused = signalled.await(nanos, TimeUnit.NANOSECONDS);
            }
        };
    }
}
