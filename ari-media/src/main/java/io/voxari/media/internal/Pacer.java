package io.voxari.media.internal;

import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread that calls tasks at points of an absolute line of time, for all sessions of a server. Tasks are short and
 * never block. Thread-safe.
 */
final class Pacer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Pacer.class);

    /** Something to be called. */
    interface Task {
        /** On the pacer's thread. A task that wants to be called again schedules itself. */
        void due();
    }

    /** A task's place in the queue; one a task. */
    static final class Slot {
        private final Task task;
        /** Guarded by the pacer's lock; {@link Long#MAX_VALUE} when not queued. */
        private long dueNanos = Long.MAX_VALUE;

        Slot(Task task) {
            this.task = task;
        }
    }

    private record Entry(long dueNanos, Slot slot) implements Comparable<Entry> {
        @Override
        public int compareTo(Entry other) {
            return Long.compare(dueNanos, other.dueNanos);
        }
    }

    private final NanoClock clock;
    private final Thread thread;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    /** Guarded by the lock. Entries whose slot has another time are stale. */
    private final PriorityQueue<Entry> queue = new PriorityQueue<>();

    private boolean closed;

    Pacer(String name, NanoClock clock) {
        this.clock = clock;
        thread = new Thread(this::run, name);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Calls the task at that time or, if it is to be called earlier already, then. */
    void schedule(Slot slot, long dueNanos) {
        if (dueNanos == Long.MAX_VALUE) {
            return;
        }
        lock.lock();
        try {
            if (closed || slot.dueNanos <= dueNanos) {
                return;
            }
            slot.dueNanos = dueNanos;
            Entry first = queue.peek();
            queue.add(new Entry(dueNanos, slot));
            if (first == null || dueNanos < first.dueNanos) {
                changed.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    boolean isCurrent() {
        return Thread.currentThread() == thread;
    }

    private void run() {
        while (true) {
            Slot slot;
            try {
                slot = next();
            } catch (InterruptedException e) {
                return;
            }
            if (slot == null) {
                return;
            }
            try {
                slot.task.due();
            } catch (Throwable e) {
                LOG.error("A paced task failed; it is not called again by itself", e);
            }
        }
    }

    /** Waits for the next task that is due; null when closed. */
    private @Nullable Slot next() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (!closed) {
                Entry entry = queue.peek();
                if (entry == null) {
                    changed.await();
                    continue;
                }
                if (entry.slot.dueNanos != entry.dueNanos) {
                    queue.remove();
                    continue;
                }
                long wait = entry.dueNanos - clock.nanos();
                if (wait > 0) {
                    changed.awaitNanos(wait);
                    continue;
                }
                queue.remove();
                entry.slot.dueNanos = Long.MAX_VALUE;
                return entry.slot;
            }
            return null;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            queue.clear();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        if (Thread.currentThread() != thread && thread.isAlive()) {
            try {
                thread.join(TimeUnit.SECONDS.toMillis(2));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
