package io.voxari.media;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** How late this machine wakes a thread at worst: what a time measured on it may be off by. */
final class HiccupMeter implements AutoCloseable {
    private static final long STEP_NANOS = 5_000_000L;

    private volatile long worstNanos;
    private volatile boolean closed;

    HiccupMeter() {
        Thread thread = new Thread(this::run, "test-hiccups");
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        while (!closed) {
            long before = System.nanoTime();
            LockSupport.parkNanos(STEP_NANOS);
            worstNanos = Math.max(worstNanos, System.nanoTime() - before - STEP_NANOS);
        }
    }

    /** This and the worst so far. Two, because what is measured goes through two processes. */
    Duration onTopOf(Duration limit) {
        return limit.plusNanos(2 * worstNanos);
    }

    @Override
    public void close() {
        closed = true;
    }
}
