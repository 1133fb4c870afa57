package io.voxari.agent.runtime;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs tasks one at a time and in order, on threads where they may block. Thread-safe. */
final class InOrder {
    private static final Logger LOG = LoggerFactory.getLogger(InOrder.class);

    private final Executor threads;
    private final Consumer<Runnable> later;

    // Guarded by this.
    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private boolean running;

    /**
     * @param threads takes every task, unless no thread can be had
     * @param later runs what failed for want of a thread after a while
     */
    InOrder(Executor threads, Consumer<Runnable> later) {
        this.threads = threads;
        this.later = later;
    }

    void run(Runnable task) {
        synchronized (this) {
            tasks.add(task);
            if (running) {
                return;
            }
            running = true;
        }
        start();
    }

    private void start() {
        try {
            threads.execute(this::work);
        } catch (RuntimeException | Error noThread) {
            LOG.warn("No thread to tell listeners on; it is tried again", noThread);
            later.accept(this::start);
        }
    }

    private void work() {
        for (Runnable next = next(); next != null; next = next()) {
            try {
                next.run();
            } catch (Throwable failure) {
                LOG.error("Listeners could not be told", failure);
            }
        }
    }

    private synchronized @Nullable Runnable next() {
        Runnable next = tasks.poll();
        running = next != null;
        return next;
    }
}
