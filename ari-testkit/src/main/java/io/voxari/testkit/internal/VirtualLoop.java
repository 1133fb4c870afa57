package io.voxari.testkit.internal;

import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** A loop on the thread of a {@link World}, which it shares with all that lives there. Thread-safe. */
final class VirtualLoop implements Loop {
    private final World world;
    private volatile boolean closed;

    VirtualLoop(World world) {
        this.world = world;
    }

    @Override
    public long nowNanos() {
        return world.nowNanos();
    }

    @Override
    public Instant clock() {
        return world.instant();
    }

    @Override
    public void execute(Runnable task) {
        at(world.nowNanos(), task);
    }

    @Override
    public void at(long dueNanos, Runnable task) {
        var unused = world.at(dueNanos, () -> {
            if (!closed) {
                task.run();
            }
        });
    }

    @Override
    public <T> T call(Supplier<T> task) {
        if (world.isItsThread()) {
            return task.get();
        }
        CompletableFuture<T> result = new CompletableFuture<>();
        var unused = world.at(world.nowNanos(), () -> {
            try {
                if (closed) {
                    throw new IllegalStateException("the simulated Asterisk is closed");
                }
                result.complete(task.get());
            } catch (RuntimeException e) {
                result.completeExceptionally(e);
            }
        });
        return result.join();
    }

    @Override
    public void close() {
        closed = true;
    }
}
