package io.voxari.testkit.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Virtual time: one thread, a queue of what is to happen when, and a count of all that is under way.
 *
 * <p><b>The rule.</b> Time jumps to the next thing in the queue when, and only when, somebody waits for it to pass and nothing
 * is under way. Under way is
 *
 * <ul>
 *   <li>a task of {@link CountedThreads} that runs or is about to, unless it waits for bytes in a {@link MemoryPipe};
 *   <li>bytes, or the end of bytes, in a {@link MemoryPipe} or in front of a {@link MemorySelector} that its reader has not
 *       come back from: a reader that waits for more has dealt with all before;
 *   <li>what a {@linkplain #watch watched} queue still holds;
 *   <li>a task of this queue whose time has come.
 * </ul>
 *
 * <p>Whoever makes something happen counts it before he lets go of what he is counted for himself, so the count never touches
 * zero in between. Thread-safe.
 */
final class World implements AutoCloseable {
    private static final Logger logger = LoggerFactory.getLogger(World.class);
    /**
     * Of the machine's time: what is under way mostly ends within that, and to fall asleep and be woken takes longer. It is
     * yielded, so that whoever is awaited gets it where processors are few.
     */
    private static final long SOON_NANOS = TimeUnit.MICROSECONDS.toNanos(30);
    /** Of the machine's time: that long nothing has come to an end, and nothing will. */
    private static final long STUCK_NANOS = TimeUnit.SECONDS.toNanos(20);

    final CountedThreads threads;
    private final Instant origin;
    private final Thread thread;
    private final AtomicInteger underWay = new AtomicInteger();
    private final List<BooleanSupplier> watched = new CopyOnWriteArrayList<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    /** Guarded by the lock. */
    private final PriorityQueue<Task> tasks = new PriorityQueue<>();
    /** Written under the lock: something was added since it was last looked at. */
    private volatile boolean hasNew;
    /** Guarded by the lock. */
    private final Waits waits = new Waits();
    /** Guarded by the lock. */
    private long order;
    /** Guarded by the lock. */
    private boolean closed;
    /** Written under the lock. */
    private volatile long nowNanos;

    /** Something that happens at a time, unless it is cancelled. */
    final class Task implements Comparable<Task> {
        final long dueNanos;
        private final long order;
        private final Runnable work;

        private Task(long dueNanos, long order, Runnable work) {
            this.dueNanos = dueNanos;
            this.order = order;
            this.work = work;
        }

        boolean cancel() {
            lock.lock();
            try {
                return tasks.remove(this);
            } finally {
                lock.unlock();
            }
        }

        @Override
        public int compareTo(Task other) {
            int byTime = Long.compare(dueNanos, other.dueNanos);
            return byTime != 0 ? byTime : Long.compare(order, other.order);
        }
    }

    World(Instant origin) {
        this.origin = origin;
        this.threads = new CountedThreads(this);
        this.thread = new Thread(this::run, "voxari-sim-world");
        thread.setDaemon(true);
        thread.start();
    }

    long nowNanos() {
        return nowNanos;
    }

    Instant instant() {
        return origin.plusNanos(nowNanos);
    }

    boolean isItsThread() {
        return Thread.currentThread() == thread;
    }

    /** One more thing is under way. */
    void begin() {
        underWay.incrementAndGet();
    }

    /** One thing less. */
    void end() {
        if (underWay.decrementAndGet() == 0) {
            wake();
        }
    }

    /** Something that is under way while this holds; it is asked often, from the world's thread. */
    void watch(BooleanSupplier busy) {
        watched.add(busy);
    }

    void unwatch(BooleanSupplier busy) {
        watched.remove(busy);
    }

    private void wake() {
        lock.lock();
        try {
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Runs a short task then, or at once if that is past; never when the world is closed. */
    Task at(long dueNanos, Runnable work) {
        lock.lock();
        try {
            Task task = new Task(Math.max(dueNanos, nowNanos), order++, work);
            if (!closed) {
                tasks.add(task);
                hasNew = true;
                changed.signal();
            }
            return task;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Lets time pass until it holds, but no longer than that; it is asked on the world's thread between two tasks.
     *
     * @return whether it held
     */
    boolean await(BooleanSupplier over, Duration most) {
        CompletableFuture<Boolean> result;
        lock.lock();
        try {
            long nanos = most.compareTo(Duration.ofDays(36_500)) > 0 ? Long.MAX_VALUE / 2 : most.toNanos();
            result = waits.add(over, nowNanos + nanos);
            changed.signal();
        } finally {
            lock.unlock();
        }
        long before = -1;
        while (true) {
            try {
                return result.get(STUCK_NANOS, TimeUnit.NANOSECONDS);
            } catch (TimeoutException e) {
                if (nowNanos == before) {
                    throw new AssertionError("time stands still: " + underWay.get()
                            + " things are under way, among them " + threads.describe());
                }
                before = nowNanos;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", e);
            } catch (ExecutionException e) {
                throw new IllegalStateException(e.getCause());
            }
        }
    }

    private void run() {
        while (true) {
            Task task = next();
            if (task == null) {
                return;
            }
            try {
                task.work.run();
            } catch (Throwable e) {
                logger.error("the simulation failed", e);
            }
        }
    }

    private @Nullable Task next() {
        lock.lock();
        try {
            while (!closed) {
                hasNew = false;
                Task first = tasks.peek();
                if (first != null && first.dueNanos <= nowNanos) {
                    return tasks.poll();
                }
                settle();
                if (waits.isEmpty()) {
                    changed.await();
                } else if (underWay.get() != 0) {
                    if (!endsSoon()) {
                        changed.await();
                    }
                } else if (watched.stream().anyMatch(BooleanSupplier::getAsBoolean)) {
                    long unused = changed.awaitNanos(20_000);
                } else if (underWay.get() == 0 && tasks.peek() == first) {
                    // Asked again: what was watched a moment ago may have become bytes on their way.
                    jump(first);
                }
            }
        } catch (InterruptedException e) {
            closed = true;
        } finally {
            lock.unlock();
        }
        return null;
    }

    /** Whether all that is under way comes to an end, or a task is added, in no time. Holds the lock, but not meanwhile. */
    private boolean endsSoon() {
        Task first = tasks.peek();
        lock.unlock();
        try {
            soon(() -> underWay.get() == 0 || hasNew);
        } finally {
            lock.lock();
        }
        return underWay.get() == 0 || tasks.peek() != first;
    }

    /** Waits a moment that is shorter than it takes to fall asleep. */
    @SuppressWarnings("ThreadPriorityCheck") // Whether it yields or not, the result is the same.
    static void soon(BooleanSupplier over) {
        long start = System.nanoTime();
        while (!over.getAsBoolean() && System.nanoTime() - start < SOON_NANOS) {
            Thread.yield();
        }
    }

    private void jump(@Nullable Task first) {
        long next = Math.min(first == null ? Long.MAX_VALUE : first.dueNanos, waits.firstLimitNanos());
        nowNanos = Math.max(nowNanos, next);
    }

    /** Lets those go whose wait is over. What they see is settled: a wait ends when nothing more happens at its moment. */
    private void settle() {
        if (underWay.get() == 0) {
            waits.settle(nowNanos);
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            tasks.clear();
            waits.giveUp();
            changed.signal();
        } finally {
            lock.unlock();
        }
        threads.shutdown();
        if (!isItsThread()) {
            try {
                thread.join(5_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
