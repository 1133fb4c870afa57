package io.voxari.media.internal;

import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Calls tasks at points of an absolute line of time, for all sessions of a server. Tasks are short and never block.
 * Thread-safe.
 */
interface Pacer extends AutoCloseable {
    /** Something to be called. */
    interface Task {
        /** On the pacer's thread. A task that wants to be called again schedules itself. */
        void due();
    }

    /** A task's place in the queue; one a task. */
    final class Slot {
        final Task task;
        /** Guarded by the pacer's lock; {@link Long#MAX_VALUE} when not queued. */
        long dueNanos = Long.MAX_VALUE;
        /** Guarded by the pacer's lock: the timer that is set, where the pacer has one for each task. */
        @Nullable Future<?> timer;

        Slot(Task task) {
            this.task = task;
        }
    }

    void start();

    /** Calls the task at that time or, if it is to be called earlier already, then. */
    void schedule(Slot slot, long dueNanos);

    @Override
    void close();
}
