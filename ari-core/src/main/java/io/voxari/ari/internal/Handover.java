package io.voxari.ari.internal;

import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * One piece of work on its way to an executor that belongs to someone else, and may be full, shut down, or run what it is
 * given on the caller's thread. Runs at most once, whatever the executor does.
 */
final class Handover implements Runnable {
    private final Runnable work;
    private final AtomicBoolean settled = new AtomicBoolean();

    /** The thread that hands over, until it has. Written and compared on that thread alone. */
    private volatile @Nullable Thread giver = Thread.currentThread();

    /** Written and read by the giver alone. */
    private boolean ranHere;

    Handover(Runnable work) {
        this.work = work;
    }

    /** The thread that offers may be the reader, and may hold a monitor: it is not the place to work. */
    @Override
    public void run() {
        if (giver == Thread.currentThread()) {
            ranHere = true;
        } else if (settled.compareAndSet(false, true)) {
            work.run();
        }
    }

    /** Called by the giver after the executor returned: false if it ran the task there and then, which did nothing. */
    boolean wasTaken() {
        giver = null;
        return !ranHere;
    }

    /** Called by the giver when the executor threw: false if the task has begun all the same. */
    boolean withdraw() {
        return settled.compareAndSet(false, true);
    }
}
