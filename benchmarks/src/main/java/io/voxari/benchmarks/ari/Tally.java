package io.voxari.benchmarks.ari;

import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts a burst as it comes to the handler: how much, how late, and in which order. Thread-safe. */
final class Tally {
    static final String VARIABLE = "NUMBER";
    static final String CHANNEL = "channel-";

    private final int[] latest;
    private final Object[] locks;
    private final long[] delays;
    private final AtomicInteger count = new AtomicInteger();
    private final AtomicInteger reordered = new AtomicInteger();
    private final CountDownLatch all = new CountDownLatch(1);
    private volatile long lastNanos;

    Tally(int events, int channels) {
        this.delays = new long[events];
        this.latest = new int[channels];
        this.locks = new Object[channels];
        Arrays.fill(latest, -1);
        Arrays.setAll(locks, channel -> new Object());
    }

    /** An event that nobody has looked into has no channel, and is counted only. */
    void accept(String channelId, String value) {
        long now = System.nanoTime();
        int place = count.getAndIncrement();
        if (!channelId.isEmpty()) {
            look(place, channelId, value, now);
        }
        lastNanos = now;
        if (place == delays.length - 1) {
            all.countDown();
        }
    }

    private void look(int place, String channelId, String value, long now) {
        int colon = value.indexOf(':');
        int number = Integer.parseInt(value, 0, colon, 10);
        int channel = Integer.parseInt(channelId, CHANNEL.length(), channelId.length(), 10);
        synchronized (locks[channel]) {
            if (number < latest[channel]) {
                reordered.incrementAndGet();
            } else {
                latest[channel] = number;
            }
        }
        delays[place] = now - Long.parseLong(value, colon + 1, value.length(), 10);
    }

    /** Waits for all, or until nothing has come for a while. */
    void await() throws InterruptedException {
        int before = -1;
        while (!all.await(2, TimeUnit.SECONDS) && count.get() != before) {
            before = count.get();
        }
    }

    /** When the last came; the time after it, spent waiting for more, is nobody's. */
    long lastNanos() {
        return lastNanos;
    }

    int missing() {
        return delays.length - count.get();
    }

    int reordered() {
        return reordered.get();
    }

    long delay(double quantile) {
        return quantile(Arrays.copyOf(delays, count.get()), quantile);
    }

    static long quantile(long[] values, double quantile) {
        long[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted.length == 0 ? 0 : sorted[Math.min(sorted.length - 1, (int) (quantile * sorted.length))];
    }
}
