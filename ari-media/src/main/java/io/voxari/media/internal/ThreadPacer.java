package io.voxari.media.internal;

import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A pacer with a thread of its own. Thread-safe. */
final class ThreadPacer implements Pacer {
    private static final Logger LOG = LoggerFactory.getLogger(ThreadPacer.class);

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

    ThreadPacer(String name, NanoClock clock) {
        this.clock = clock;
        thread = new Thread(this::run, name);
        thread.setDaemon(true);
    }

    @Override
    public void start() {
        thread.start();
    }

    @Override
    public void schedule(Slot slot, long dueNanos) {
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
