package io.voxari.ari.internal;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * As many threads as there are tasks that block, and no more wake-ups than needed: waking a thread costs more than most
 * events do.
 *
 * <p>At most one thread at a time is <em>looking</em> for work: from the moment it is woken until it has found some. While
 * there is one, nobody else is woken; when it finds a task and there are more, it wakes the next before it begins. So a task
 * never waits for another task that blocks, only for a thread to wake. A thread that reads from a socket may hold its
 * wake-ups back until it has read all that was there.
 *
 * <p>If tasks never block, nobody need be woken for most of them: {@link #lent} threads, the one that reads and those to which
 * an answer came, do what they have brought when they have nothing else to do.
 *
 * <p>Thread-safe.
 */
final class LaneThreads extends AbstractExecutorService implements EventSocket.Reading {
    /** For a thread that is lent: what it is to do when it is done with its own. */
    private static final ThreadLocal<@Nullable Brought> BROUGHT = new ThreadLocal<>();

    private static final long KEPT_NANOS = TimeUnit.SECONDS.toNanos(60);

    /** So many tasks, and the thread that reads looks at its socket again. */
    private static final int MOST_BY_READER = 32;

    private final ThreadFactory factory;
    private final boolean lends;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();

    /** Whether a thread is looking for work. Only who sets it may wake one. */
    private final AtomicBoolean looking = new AtomicBoolean();

    /** Sleeping threads, the last one first. Guarded by itself. */
    private final ArrayDeque<Worker> asleep = new ArrayDeque<>();

    /** Guarded by {@link #asleep}. */
    private int alive;

    /** The thread whose wake-ups are held back. */
    private volatile @Nullable Thread holding;

    private volatile boolean shutdown;

    LaneThreads(ThreadFactory factory) {
        this(factory, false);
    }

    private LaneThreads(ThreadFactory factory, boolean lends) {
        this.factory = factory;
        this.lends = lends;
    }

    /** For tasks that never block. */
    static LaneThreads lent(ThreadFactory factory) {
        return new LaneThreads(factory, true);
    }

    /** The first task that a lent thread brought. */
    private static final class Brought {
        final LaneThreads to;

        @Nullable Runnable task;

        Brought(LaneThreads to) {
            this.to = to;
        }
    }

    /** Runs something that is no task, and then, if tasks never block, the first of those that it brought. */
    void lend(Runnable own) {
        if (!lends) {
            own.run();
            return;
        }
        Brought mine = new Brought(this);
        BROUGHT.set(mine);
        try {
            own.run();
        } finally {
            BROUGHT.remove();
            if (mine.task != null) {
                run(mine.task);
            }
        }
    }

    private static void run(Runnable task) {
        try {
            task.run();
        } catch (Throwable e) {
            Threads.failed(e);
        }
    }

    @Override
    public void execute(Runnable task) {
        if (shutdown) {
            throw new RejectedExecutionException("Shut down");
        }
        Brought mine = lends ? BROUGHT.get() : null;
        if (mine != null && mine.to == this && mine.task == null) {
            mine.task = task;
            return;
        }
        tasks.add(task);
        if (holding != Thread.currentThread()) {
            wake();
        }
    }

    @Override
    public void begins() {
        holding = Thread.currentThread();
    }

    @Override
    public void isDrained() {
        for (int done = 0; lends && done < MOST_BY_READER; done++) {
            Runnable task = tasks.poll();
            if (task == null) {
                return;
            }
            wakeForMore();
            run(task);
        }
        wakeForMore();
    }

    @Override
    public void ends() {
        if (holding == Thread.currentThread()) {
            holding = null;
        }
        wakeForMore();
    }

    private void wakeForMore() {
        if (!tasks.isEmpty()) {
            tryToWake();
        }
    }

    /** There may be no memory for one more thread: then those that there are do it, or the next attempt succeeds. */
    private void tryToWake() {
        try {
            wake();
        } catch (Throwable e) {
            Threads.failed(e);
        }
    }

    private void wake() {
        if (!looking.get() && looking.compareAndSet(false, true)) {
            Worker worker;
            synchronized (asleep) {
                worker = asleep.pollFirst();
                alive += worker == null ? 1 : 0;
            }
            if (worker == null) {
                start();
            } else {
                worker.wake();
            }
        }
    }

    private void start() {
        try {
            factory.newThread(new Worker()).start();
        } catch (Throwable e) {
            looking.set(false);
            synchronized (asleep) {
                alive--;
            }
            throw e;
        }
    }

    /** One thread. */
    private final class Worker implements Runnable {
        private volatile boolean woken = true;
        private volatile @Nullable Thread thread;

        @Override
        public void run() {
            thread = Thread.currentThread();
            while (isWanted()) {
                Runnable task = found();
                while (task != null) {
                    LaneThreads.run(task);
                    task = next();
                }
            }
        }

        /** Called by the thread that is looking, which then is not any more. */
        private @Nullable Runnable found() {
            while (true) {
                Runnable task = tasks.poll();
                looking.set(false);
                if (!tasks.isEmpty()) {
                    if (task != null) {
                        tryToWake();
                    } else if (looking.compareAndSet(false, true)) {
                        continue; // It came in between, and nobody was woken for it.
                    }
                }
                return task;
            }
        }

        /** Without looking: others are woken for what this thread leaves. */
        private @Nullable Runnable next() {
            Runnable task = tasks.poll();
            if (task != null && !tasks.isEmpty()) {
                tryToWake();
            }
            return task;
        }

        /** Sleeps until it is woken to look for work; false if it is not needed any more. */
        private boolean isWanted() {
            if (woken) {
                woken = false;
                return true;
            }
            synchronized (asleep) {
                asleep.addFirst(this);
            }
            if (!tasks.isEmpty()) {
                tryToWake();
            }
            for (int naps = 1; !woken; naps++) {
                if (!shutdown || !tasks.isEmpty()) {
                    LockSupport.parkNanos(this, KEPT_NANOS);
                }
                if (Thread.interrupted() || (naps == 1 && !shutdown)) {
                    continue; // An interrupt was meant for a task that is over; the first nap may have been none.
                }
                synchronized (asleep) {
                    if (asleep.remove(this)) {
                        alive--;
                        return false;
                    }
                }
                Thread.onSpinWait(); // Somebody is just waking it.
            }
            woken = false;
            return true;
        }

        void wake() {
            woken = true;
            LockSupport.unpark(thread);
        }
    }

    @Override
    public void shutdown() {
        shutdown = true;
        synchronized (asleep) {
            asleep.forEach(worker -> LockSupport.unpark(worker.thread));
        }
    }

    @Override
    public List<Runnable> shutdownNow() {
        shutdown();
        List<Runnable> left = List.copyOf(tasks);
        tasks.clear();
        return left;
    }

    @Override
    public boolean isShutdown() {
        return shutdown;
    }

    @Override
    public boolean isTerminated() {
        synchronized (asleep) {
            return shutdown && alive == 0;
        }
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
        for (long left = unit.toMillis(timeout); left > 0 && !isTerminated(); left -= 10) {
            LockSupport.parkNanos(this, TimeUnit.MILLISECONDS.toNanos(10));
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
        return isTerminated();
    }
}
