package io.voxari.agent.runtime;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Runs tasks one at a time and in order, on threads where they may block. What they throw is theirs to catch. Thread-safe. */
final class InOrder {
    private final Executor threads;

    // Guarded by this.
    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private boolean running;

    /** @param threads takes every task */
    InOrder(Executor threads) {
        this.threads = threads;
    }

    void run(Runnable task) {
        synchronized (this) {
            tasks.add(task);
            if (running) {
                return;
            }
            running = true;
        }
        threads.execute(this::work);
    }

    private void work() {
        for (Runnable next = next(); next != null; next = next()) {
            next.run();
        }
    }

    private synchronized @Nullable Runnable next() {
        Runnable next = tasks.poll();
        running = next != null;
        return next;
    }
}
