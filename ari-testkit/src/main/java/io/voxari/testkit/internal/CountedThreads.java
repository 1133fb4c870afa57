package io.voxari.testkit.internal;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * As many threads as there are tasks; each task is under way in its {@link World} from its handing in. Who has just done one
 * stays awake for a moment: with a call every frame is a task, and to wake somebody takes longer than to do it. Thread-safe.
 */
final class CountedThreads extends AbstractExecutorService {
    private static final Logger logger = LoggerFactory.getLogger(CountedThreads.class);

    private final World world;
    /** All there are. */
    private final Set<Worker> workers = ConcurrentHashMap.newKeySet();
    /** Those without a task, who worked last first: he may be awake. Who takes one from here gives it a task. */
    private final ConcurrentLinkedDeque<Worker> idle = new ConcurrentLinkedDeque<>();

    private final AtomicInteger count = new AtomicInteger();
    private volatile boolean closed;

    CountedThreads(World world) {
        this.world = world;
    }

    /** A thread whose task is counted. */
    private final class Worker extends Thread {
        private volatile @Nullable Runnable task;
        private volatile boolean asleep;

        Worker(Runnable first) {
            super("voxari-sim-thread-" + count.incrementAndGet());
            task = first;
            setDaemon(true);
        }

        void take(Runnable next) {
            task = next;
            if (asleep) {
                LockSupport.unpark(this);
            }
        }

        @Override
        public void run() {
            try {
                while (hasNext()) {
                    work();
                }
            } finally {
                workers.remove(this);
            }
        }

        /** In a frame of its own: a thread that waits for its next task keeps nothing of the last. */
        private void work() {
            try {
                Objects.requireNonNull(task).run();
            } catch (Throwable e) {
                logger.error("a task failed", e);
            } finally {
                // An interrupt was meant for the task, and not for the next.
                boolean unused = Thread.interrupted();
                task = null;
                idle.addFirst(this);
                world.end();
            }
        }

        private boolean hasNext() {
            if (task == null) {
                World.soon(() -> task != null);
            }
            asleep = true;
            while (task == null) {
                if (closed && idle.remove(this)) {
                    return false;
                }
                LockSupport.park(this);
            }
            asleep = false;
            return true;
        }
    }

    /** Whether the present thread is one of them. */
    static boolean isCounted() {
        return Thread.currentThread() instanceof Worker;
    }

    /** The tasks that run, and where they are. */
    String describe() {
        List<String> found = workers.stream()
                .filter(worker -> worker.task != null)
                .map(worker -> worker.getName() + " at "
                        + Arrays.stream(worker.getStackTrace()).limit(8).toList())
                .toList();
        return found.isEmpty() ? "none of the application's tasks" : String.join("; ", found);
    }

    @Override
    public void execute(Runnable command) {
        if (closed) {
            throw new RejectedExecutionException("the virtual time is over");
        }
        world.begin();
        Worker free = idle.pollFirst();
        if (free != null) {
            free.take(command);
        } else {
            Worker made = new Worker(command);
            workers.add(made);
            made.start();
        }
    }

    @Override
    public void shutdown() {
        closed = true;
        workers.forEach(LockSupport::unpark);
    }

    @Override
    public List<Runnable> shutdownNow() {
        shutdown();
        workers.forEach(Thread::interrupt);
        return List.of();
    }

    @Override
    public boolean isShutdown() {
        return closed;
    }

    @Override
    public boolean isTerminated() {
        return closed && workers.isEmpty();
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
        long deadline = System.nanoTime() + unit.toNanos(timeout);
        for (Worker worker : workers) {
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (left > 0) {
                worker.join(left);
            }
        }
        return isTerminated();
    }
}
