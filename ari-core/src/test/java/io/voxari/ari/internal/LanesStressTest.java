package io.voxari.ari.internal;

import static io.voxari.ari.ResourceId.channel;
import static org.assertj.core.api.Assertions.assertThat;

import io.voxari.ari.AriEvent;
import io.voxari.ari.AriListener;
import io.voxari.ari.EventLane;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real threads: what the deterministic tests say also holds when nothing waits for anything. */
class LanesStressTest {
    private static final int EVENTS = 200_000;

    private final Map<String, Queue<Integer>> seen = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> inside = new ConcurrentHashMap<>();
    private final AtomicInteger overlaps = new AtomicInteger();

    /** How many events may wait in all: moving them takes time in proportion. */
    private final Semaphore waiting = new Semaphore(1000);

    private final AtomicInteger handled = new AtomicInteger();

    private void handle(AriEvent event) {
        String channel = event.resources().get(0).id();
        AtomicInteger now = inside.computeIfAbsent(channel, id -> new AtomicInteger());
        if (now.incrementAndGet() > 1) {
            overlaps.incrementAndGet();
        }
        seen.computeIfAbsent(channel, id -> new ConcurrentLinkedQueue<>()).add(((FakeEvent) event).number());
        now.decrementAndGet();
        handled.incrementAndGet();
        waiting.release();
    }

    @ParameterizedTest
    @CsvSource({"1, 4", "20, 4", "2000, 4", "20, 1"})
    void nothingIsLostOrReorderedWhileHandlersBind(int channels, int threads) throws Exception {
        SplittableRandom random = new SplittableRandom(channels * 31L + threads);
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        Lanes lanes = new Lanes(
                new AriListener() {
                    @Override
                    public void onEvent(AriEvent event, EventLane lane) {
                        handle(event);
                        // Lanes take each other's channels away all the time.
                        int number = ((FakeEvent) event).number();
                        if (number % 7 == 0) {
                            lane.bind(channel("c" + number % channels));
                        }
                    }
                },
                executor,
                new FakeTimers(),
                Integer.MAX_VALUE);
        for (int i = 0; i < EVENTS; i++) {
            waiting.acquire();
            lanes.route(FakeEvent.on("c" + random.nextInt(channels), i));
        }
        await(EVENTS);
        executor.shutdown();
        assertThat(executor.awaitTermination(60, TimeUnit.SECONDS)).isTrue();

        assertThat(handled).hasValue(EVENTS);
        assertThat(overlaps).as("handlers of one channel at once").hasValue(0);
        assertThat(seen.values())
                .allSatisfy(numbers -> assertThat(List.copyOf(numbers)).isSorted());
        assertThat(lanes.lost()).isZero();
    }

    @Test
    void handlersMayWaitForAnswersOnOneThread() throws Exception {
        ExecutorService one = Executors.newSingleThreadExecutor();
        ExecutorService rest = Executors.newCachedThreadPool();
        CountDownLatch done = new CountDownLatch(2000);
        Lanes lanes = new Lanes(
                new AriListener() {
                    @Override
                    public void onEvent(AriEvent event, EventLane lane) {
                        for (int i = 0; i < 4; i++) {
                            CompletableFuture.supplyAsync(() -> "answer", rest).join();
                        }
                        CompletableFuture<String> unused = CompletableFuture.supplyAsync(() -> "answer", rest)
                                .whenCompleteAsync((answer, failure) -> done.countDown(), lane);
                    }
                },
                one,
                new FakeTimers(),
                100);
        for (int i = 0; i < 2000; i++) {
            lanes.route(FakeEvent.on("c" + i, i));
        }

        assertThat(done.await(60, TimeUnit.SECONDS)).isTrue();
        one.shutdown();
        rest.shutdown();
    }

    @Test
    void closingAndBindingFromEverywhereLeavesNothing() throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(4);
        AtomicInteger afterClose = new AtomicInteger();
        Lanes lanes = new Lanes(new AriListener() {}, executor, new FakeTimers(), 1000);
        for (int round = 0; round < 2000; round++) {
            EventLane lane = lanes.open("lane" + round);
            lane.onEvent(event -> {
                if (((FakeEvent) event).number() == 50) {
                    lane.close();
                } else if (((FakeEvent) event).number() > 50 && lane.isClosed()) {
                    afterClose.incrementAndGet();
                }
            });
            lane.bind(channel("c" + round));
            for (int i = 0; i < 60; i++) {
                lanes.route(FakeEvent.on("c" + round, i));
            }
            lanes.route(FakeEvent.of("ChannelDestroyed", 60, channel("c" + round)));
        }
        executor.shutdown();
        assertThat(executor.awaitTermination(60, TimeUnit.SECONDS)).isTrue();

        assertThat(afterClose).hasValue(0);
    }

    private void await(int count) {
        org.awaitility.Awaitility.await()
                .atMost(java.time.Duration.ofMinutes(2))
                .until(() -> handled.get() >= count);
    }
}
