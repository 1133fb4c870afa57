package io.voxari.testkit.internal;

import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A loop on the thread of a {@link World}, which it shares with all that lives there. Thread-safe. */
final class VirtualLoop implements Loop {
    private static final Logger logger = LoggerFactory.getLogger(VirtualLoop.class);

    private final World world;
    private volatile boolean closed;
    private volatile Consumer<Throwable> onFailure = failure -> {};

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
                try {
                    task.run();
                } catch (Throwable e) {
                    logger.error("the simulation failed", e);
                    onFailure.accept(e);
                }
            }
        });
    }

    @Override
    public void onFailure(Consumer<Throwable> listener) {
        onFailure = listener;
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
