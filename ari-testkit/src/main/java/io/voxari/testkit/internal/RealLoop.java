package io.voxari.testkit.internal;

import java.time.Instant;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A loop in the machine's time, with a thread of its own. Thread-safe. */
final class RealLoop implements Loop {
    private static final Logger logger = LoggerFactory.getLogger(RealLoop.class);
    private static final long LONGEST_WAIT_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final Thread thread;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    /** Guarded by the lock. */
    private final PriorityQueue<Task> tasks = new PriorityQueue<>();
    /** Guarded by the lock. */
    private long order;
    /** Guarded by the lock. */
    private boolean closed;

    private volatile Consumer<Throwable> onFailure = failure -> {};
    /** Only the loop's thread. */
    private long nowNanos;

    RealLoop(String name) {
        this.nowNanos = System.nanoTime();
        this.thread = new Thread(this::run, name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public long nowNanos() {
        return nowNanos;
    }

    @Override
    public Instant clock() {
        return Instant.now();
    }

    @Override
    public void execute(Runnable task) {
        at(System.nanoTime(), task);
    }

    @Override
    public void at(long dueNanos, Runnable task) {
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

    @Override
    public void onFailure(Consumer<Throwable> listener) {
        onFailure = listener;
    }

    @Override
    public <T> T call(Supplier<T> task) {
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
            } catch (Throwable e) {
                logger.error("the simulation failed", e);
                onFailure.accept(e);
            }
        }
    }

    @org.jspecify.annotations.Nullable private Task next() {
        lock.lock();
        try {
            while (!closed) {
                Task first = tasks.peek();
                long wait = first == null ? LONGEST_WAIT_NANOS : first.dueNanos - System.nanoTime();
                if (first != null && wait <= 0) {
                    return tasks.poll();
                }
                long unused = changed.awaitNanos(wait);
            }
        } catch (InterruptedException e) {
            closed = true;
        } finally {
            lock.unlock();
        }
        return null;
    }

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
