package io.voxari.testkit.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

/** Those who let the time of a {@link World} pass. Not thread-safe: under its lock. */
final class Waits {
    private final List<Wait> waits = new ArrayList<>();

    private record Wait(BooleanSupplier over, long limitNanos, CompletableFuture<Boolean> result) {}

    /** {@return whether it held, once it holds or the limit has come} */
    CompletableFuture<Boolean> add(BooleanSupplier over, long limitNanos) {
        CompletableFuture<Boolean> result = new CompletableFuture<>();
        waits.add(new Wait(over, limitNanos, result));
        return result;
    }

    boolean isEmpty() {
        return waits.isEmpty();
    }

    long firstLimitNanos() {
        long first = Long.MAX_VALUE;
        for (Wait wait : waits) {
            first = Math.min(first, wait.limitNanos);
        }
        return first;
    }

    /** Lets those go whose wait is over. */
    void settle(long nowNanos) {
        waits.removeIf(wait -> {
            try {
                boolean over = wait.over.getAsBoolean();
                return (over || nowNanos >= wait.limitNanos) && wait.result.complete(over);
            } catch (RuntimeException | Error e) {
                return wait.result.completeExceptionally(e);
            }
        });
    }

    /** Time passes no more. */
    void giveUp() {
        waits.forEach(wait -> wait.result.complete(false));
        waits.clear();
    }
}
