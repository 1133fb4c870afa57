package io.voxari.agent.runtime.functional;

import io.voxari.testkit.VirtualTime;
import java.util.List;
import java.util.Set;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Time cannot pass while a task of its threads blocks: some tasks are run on one that it does not see. */
final class UnseenThreads extends AbstractExecutorService {
    private final VirtualTime time;
    private final Predicate<Set<String>> unseen;

    /**
     * @param unseen which tasks, by the simple names of the classes from which they come
     */
    UnseenThreads(VirtualTime time, Predicate<Set<String>> unseen) {
        this.time = time;
        this.unseen = unseen;
    }

    @Override
    public void execute(Runnable task) {
        if (unseen.test(callers())) {
            Thread thread = new Thread(task, "unseen");
            thread.setDaemon(true);
            thread.start();
        } else {
            time.threads().execute(task);
        }
    }

    private static Set<String> callers() {
        return StackWalker.getInstance()
                .walk(frames -> frames.map(frame -> frame.getClassName().replaceAll(".*[.]", ""))
                        .collect(Collectors.toSet()));
    }

    @Override
    public void shutdown() {}

    @Override
    public List<Runnable> shutdownNow() {
        return List.of();
    }

    @Override
    public boolean isShutdown() {
        return false;
    }

    @Override
    public boolean isTerminated() {
        return false;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
        return true;
    }
}
