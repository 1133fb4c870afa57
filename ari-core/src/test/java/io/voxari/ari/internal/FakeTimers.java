package io.voxari.ari.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Time that passes when the test says so. Thread-safe. */
final class FakeTimers implements Timers {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final List<Due> due = new ArrayList<>();
    private long nanos;
    private Duration set = Duration.ZERO;

    private record Due(long at, Runnable task) {}

    @Override
    public synchronized long nanos() {
        return nanos;
    }

    @Override
    public synchronized Instant now() {
        return START.plus(set).plusNanos(nanos);
    }

    @Override
    public synchronized Timer after(Duration delay, Runnable task) {
        Due one = new Due(nanos + delay.toNanos(), task);
        due.add(one);
        return () -> {
            synchronized (this) {
                due.remove(one);
            }
        };
    }

    /** Someone sets the time of day. */
    synchronized void setClock(Duration by) {
        set = set.plus(by);
    }

    /** Lets time pass, and runs what is due in its order. */
    void advance(Duration time) {
        long end = nanos() + time.toNanos();
        for (Due next = next(end); next != null; next = next(end)) {
            next.task().run();
        }
        synchronized (this) {
            nanos = end;
        }
    }

    private synchronized @Nullable Due next(long end) {
        Due first = due.stream().min(Comparator.comparingLong(Due::at)).orElse(null);
        if (first == null || first.at() > end) {
            return null;
        }
        due.remove(first);
        nanos = Math.max(nanos, first.at());
        return first;
    }

    synchronized int pending() {
        return due.size();
    }

    /** How long until the next task. */
    synchronized Duration untilNext() {
        return Duration.ofNanos(due.stream().mapToLong(Due::at).min().orElseThrow() - nanos);
    }
}
