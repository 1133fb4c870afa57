package io.voxari.testkit.internal;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** As many threads as there are tasks; each task is under way in its {@link World} from its handing in. Thread-safe. */
final class CountedThreads extends AbstractExecutorService {
    private final World world;
    private final ExecutorService pool;
    private final Set<Thread> working = ConcurrentHashMap.newKeySet();

    /** A thread whose task is counted. */
    private static final class Worker extends Thread {
        Worker(Runnable task, String name) {
            super(task, name);
            setDaemon(true);
        }
    }

    CountedThreads(World world) {
        this.world = world;
        AtomicInteger count = new AtomicInteger();
        this.pool =
                Executors.newCachedThreadPool(task -> new Worker(task, "voxari-sim-thread-" + count.incrementAndGet()));
    }

    /** Whether the present thread is one of them. */
    static boolean isCounted() {
        return Thread.currentThread() instanceof Worker;
    }

    /** The tasks that run, and where they are. */
    String describe() {
        List<String> found = working.stream()
                .map(worker -> worker.getName() + " at "
                        + Arrays.stream(worker.getStackTrace()).limit(8).toList())
                .toList();
        return found.isEmpty() ? "none of the application's tasks" : String.join("; ", found);
    }

    @Override
    public void execute(Runnable command) {
        world.begin();
        try {
            pool.execute(() -> {
                Thread worker = Thread.currentThread();
                working.add(worker);
                try {
                    command.run();
                } finally {
                    working.remove(worker);
                    world.end();
                }
            });
        } catch (RuntimeException | Error refused) {
            world.end();
            throw refused;
        }
    }

    @Override
    public void shutdown() {
        pool.shutdown();
    }

    @Override
    public List<Runnable> shutdownNow() {
        return pool.shutdownNow();
    }

    @Override
    public boolean isShutdown() {
        return pool.isShutdown();
    }

    @Override
    public boolean isTerminated() {
        return pool.isTerminated();
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
        return pool.awaitTermination(timeout, unit);
    }
}
