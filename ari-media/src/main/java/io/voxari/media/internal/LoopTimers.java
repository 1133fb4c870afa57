package io.voxari.media.internal;

import java.util.Arrays;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tasks of one thread, each to be called at a time: a binary heap of slots that know their place, so that nothing is
 * allocated for a call and nothing stale is left behind. Only its thread.
 */
final class LoopTimers {
    private static final Logger LOG = LoggerFactory.getLogger(LoopTimers.class);

    /** Something to be called. */
    interface Task {
        /** It is due. A task that wants to be called again schedules itself. */
        void due(long nowNanos);
    }

    /** A task's place; one a task. */
    static final class Slot {
        private final Task task;
        private long dueNanos;
        private int index = -1;

        Slot(Task task) {
            this.task = task;
        }
    }

    /** Where there is no slot, so that nothing that ended is kept. */
    private final Slot nothing = new Slot(now -> {});

    private Slot[] heap = new Slot[0];
    private int size;

    /** Calls the task at that time, instead of at any other. */
    void schedule(Slot slot, long dueNanos) {
        if (slot.index >= 0 && slot.dueNanos == dueNanos) {
            return;
        }
        cancel(slot);
        if (size == heap.length) {
            heap = Arrays.copyOf(heap, 2 * size + 16);
            Arrays.fill(heap, size, heap.length, nothing);
        }
        slot.dueNanos = dueNanos;
        place(slot, size++);
        up(slot);
    }

    void cancel(Slot slot) {
        int at = slot.index;
        if (at < 0) {
            return;
        }
        slot.index = -1;
        Slot last = heap[--size];
        heap[size] = nothing;
        if (last != slot) {
            place(last, at);
            up(last);
            down(last);
        }
    }

    /** When the next is due; {@link Long#MAX_VALUE} if none is. */
    long nextDueNanos() {
        return size == 0 ? Long.MAX_VALUE : heap[0].dueNanos;
    }

    void run(long nowNanos) {
        while (size > 0 && heap[0].dueNanos <= nowNanos) {
            Slot slot = heap[0];
            cancel(slot);
            try {
                slot.task.due(nowNanos);
            } catch (Throwable e) {
                LOG.error("A timed task failed; it is not called again by itself", e);
            }
        }
    }

    private void up(Slot slot) {
        while (slot.index > 0) {
            Slot parent = heap[(slot.index - 1) / 2];
            if (parent.dueNanos <= slot.dueNanos) {
                return;
            }
            swap(slot, parent);
        }
    }

    private void down(Slot slot) {
        while (true) {
            int child = 2 * slot.index + 1;
            if (child >= size) {
                return;
            }
            if (child + 1 < size && heap[child + 1].dueNanos < heap[child].dueNanos) {
                child++;
            }
            if (heap[child].dueNanos >= slot.dueNanos) {
                return;
            }
            swap(slot, heap[child]);
        }
    }

    private void swap(Slot a, Slot b) {
        int at = a.index;
        place(a, b.index);
        place(b, at);
    }

    private void place(Slot slot, int at) {
        heap[at] = slot;
        slot.index = at;
    }
}
