package io.voxari.ari.internal;

import java.util.ArrayDeque;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/** Runs what it was given when the test says so, on the test's thread. */
final class StepExecutor implements Executor {
    private final ArrayDeque<Runnable> tasks = new ArrayDeque<>();
    boolean rejects;

    @Override
    public void execute(Runnable task) {
        if (rejects) {
            throw new RejectedExecutionException("by test");
        }
        tasks.add(task);
    }

    void runAll() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
    }

    void runOne() {
        tasks.remove().run();
    }

    int waiting() {
        return tasks.size();
    }
}
