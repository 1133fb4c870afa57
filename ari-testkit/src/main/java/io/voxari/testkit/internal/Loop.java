package io.voxari.testkit.internal;

import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread on which the simulated Asterisk lives; everything in it belongs to this thread.
 *
 * <p>A timed task sees the time at which it was due, not the time at which a busy machine came round to it: so audio keeps
 * its place, and the same script gives the same samples. Thread-safe.
 */
final class Loop implements AutoCloseable {
    private static final Logger logger = LoggerFactory.getLogger(Loop.class);
    private static final long LONGEST_WAIT_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final Time time;
    private final Thread thread;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    /** Guarded by the lock. */
    private final PriorityQueue<Task> tasks = new PriorityQueue<>();
    /** Guarded by the lock. */
    private long order;
    /** Guarded by the lock. */
    private boolean closed;
    /** Only the loop's thread. */
    private long nowNanos;

    Loop(Time time, String name) {
        this.time = time;
        this.nowNanos = time.nowNanos();
        this.thread = new Thread(this::run, name);
        thread.setDaemon(true);
        thread.start();
    }

    /** The time at which the present task was due. Only the loop's thread. */
    long nowNanos() {
        return nowNanos;
    }

    /** Runs a task soon; not at all when the loop is closed. From any thread. */
    void execute(Runnable task) {
        at(time.nowNanos(), task);
    }

    /** Runs a task then; not at all when the loop is closed. From any thread. */
    void at(long dueNanos, Runnable task) {
        lock.lock();
        try {
            if (!closed) {
                tasks.add(new Task(dueNanos, order++, task));
                changed.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Runs a task and waits for what it returns. From any thread but the loop's. */
    <T> T call(Supplier<T> task) {
        CompletableFuture<T> result = new CompletableFuture<>();
        execute(() -> {
            try {
                result.complete(task.get());
            } catch (RuntimeException e) {
                logger.error("the simulation failed", e);
                result.completeExceptionally(e);
            }
        });
        lock.lock();
        try {
            if (closed) {
                result.completeExceptionally(new IllegalStateException("the simulated Asterisk is closed"));
            }
        } finally {
            lock.unlock();
        }
        return result.join();
    }

    private void run() {
        while (true) {
            Task task = next();
            if (task == null) {
                return;
            }
            nowNanos = task.dueNanos;
            try {
                task.work.run();
            } catch (RuntimeException e) {
                logger.error("the simulation failed", e);
            }
        }
    }

    @org.jspecify.annotations.Nullable private Task next() {
        lock.lock();
        try {
            while (!closed) {
                Task first = tasks.peek();
                long wait = first == null ? LONGEST_WAIT_NANOS : first.dueNanos - time.nowNanos();
                if (first != null && wait <= 0) {
                    return tasks.poll();
                }
                time.await(changed, wait);
            }
        } catch (InterruptedException e) {
            closed = true;
        } finally {
            lock.unlock();
        }
        return null;
    }

    /** Nothing more is run. Idempotent. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            tasks.clear();
            changed.signal();
        } finally {
            lock.unlock();
        }
        if (Thread.currentThread() != thread) {
            try {
                thread.join(5_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private record Task(long dueNanos, long order, Runnable work) implements Comparable<Task> {
        @Override
        public int compareTo(Task other) {
            int byTime = Long.compare(dueNanos - other.dueNanos, 0);
            return byTime != 0 ? byTime : Long.compare(order, other.order);
        }
    }
}
