package io.voxari.agent.runtime;

import io.voxari.agent.Lease;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/** Keeps slots as a store outside the process would: each until its time is over, unless it is renewed. Thread-safe. */
public final class ExpiringSlots {
    private final Map<Integer, Long> freeAt = new ConcurrentHashMap<>();
    private final AtomicInteger count = new AtomicInteger();
    private final AtomicInteger renewals = new AtomicInteger();
    private final AtomicInteger closes = new AtomicInteger();

    private final LongSupplier nanos;

    public ExpiringSlots() {
        this(System::nanoTime);
    }

    /** @param nanos the time of the store */
    public ExpiringSlots(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** {@return how many slots are taken now} */
    public int taken() {
        long now = nanos.getAsLong();
        freeAt.values().removeIf(end -> end - now <= 0);
        return freeAt.size();
    }

    public int renewals() {
        return renewals.get();
    }

    public int closes() {
        return closes.get();
    }

    public Lease take(Duration timeToLive) {
        int id = count.incrementAndGet();
        freeAt.put(id, nanos.getAsLong() + timeToLive.toNanos());
        return new Lease() {
            @Override
            public Duration timeToLive() {
                return timeToLive;
            }

            @Override
            public CompletionStage<Boolean> renew() {
                boolean kept = taken() > 0
                        && freeAt.computeIfPresent(id, (key, end) -> nanos.getAsLong() + timeToLive.toNanos()) != null;
                renewals.incrementAndGet();
                return CompletableFuture.completedFuture(kept);
            }

            @Override
            public void close() {
                closes.incrementAndGet();
                freeAt.remove(id);
            }
        };
    }
}
