package io.voxari.ari.internal;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next attempt: decorrelated jitter, that is a random time between the least wait and three
 * times the wait before, capped. Clients that lost the same Asterisk thereby spread out.
 *
 * <p>Not thread-safe.
 */
final class Backoff {
    private final long leastMillis;
    private final long mostMillis;
    private final RandomGenerator random;
    private long lastMillis;

    Backoff(Duration least, Duration most, RandomGenerator random) {
        this.leastMillis = least.toMillis();
        this.mostMillis = most.toMillis();
        this.random = random;
        this.lastMillis = leastMillis;
    }

    Duration next() {
        long bound = Math.min(mostMillis, lastMillis * 3);
        lastMillis = bound <= leastMillis ? leastMillis : random.nextLong(leastMillis, bound + 1);
        return Duration.ofMillis(lastMillis);
    }

    void reset() {
        lastMillis = leastMillis;
    }
}
