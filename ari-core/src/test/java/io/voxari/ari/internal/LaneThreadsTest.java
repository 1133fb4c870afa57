package io.voxari.ari.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LaneThreadsTest {
    private final Set<Thread> started = ConcurrentHashMap.newKeySet();
    private final LaneThreads threads = new LaneThreads(this::thread);
    private final LaneThreads lent = LaneThreads.lent(this::thread);

    private Thread thread(Runnable task) {
        Thread thread = Threads.daemons("voxari-test").newThread(task);
        started.add(thread);
        return thread;
    }

    @AfterEach
    void everyThreadEnds() throws InterruptedException {
        threads.shutdown();
        lent.shutdown();
        for (Thread thread : started) {
            thread.join(10_000);
            assertThat(thread.isAlive()).isFalse();
        }
        assertThat(threads.isTerminated()).isTrue();
        assertThat(lent.isTerminated()).isTrue();
    }

    @Test
    void taskNeverWaitsForOneThatBlocks() throws Exception {
        int tasks = 200;
        CountDownLatch all = new CountDownLatch(tasks);
        for (int i = 0; i < tasks; i++) {
            threads.execute(() -> {
                all.countDown();
                awaitQuietly(all);
            });
        }
        assertThat(all.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(started).hasSize(tasks);
    }

    @Test
    void manyShortTasksFromManyThreadsAllRunOnFewThreads() throws Exception {
        int each = 50_000;
        AtomicInteger ran = new AtomicInteger();
        CountDownLatch done = new CountDownLatch(4 * each);
        Thread[] givers = new Thread[4];
        for (int i = 0; i < givers.length; i++) {
            givers[i] = new Thread(() -> {
                for (int task = 0; task < each; task++) {
                    threads.execute(() -> {
                        ran.incrementAndGet();
                        done.countDown();
                    });
                }
            });
            givers[i].start();
        }
        assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(ran).hasValue(4 * each);
        assertThat(started).hasSizeLessThan(100);
    }

    @Test
    void taskGivenAfterSilenceIsTakenByAThreadThatSlept() throws Exception {
        for (int i = 0; i < 2_000; i++) {
            CountDownLatch ran = new CountDownLatch(1);
            threads.execute(ran::countDown);
            assertThat(ran.await(10, TimeUnit.SECONDS)).as("round %d", i).isTrue();
        }
        assertThat(started).hasSizeLessThan(20);
    }

    @Test
    void readerHoldsWakeUpsBackUntilItHasReadAll() throws Exception {
        CountDownLatch ran = new CountDownLatch(2);
        threads.begins();
        threads.execute(ran::countDown);
        threads.execute(ran::countDown);
        assertThat(started).isEmpty();
        threads.isDrained();
        assertThat(ran.await(10, TimeUnit.SECONDS)).isTrue();

        threads.ends();
        CountDownLatch after = new CountDownLatch(1);
        threads.execute(after::countDown);
        assertThat(after.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void taskThatFailsOrIsInterruptedStopsNothing() throws Exception {
        CountDownLatch ran = new CountDownLatch(1);
        threads.execute(() -> {
            throw new AssertionError("expected in the log");
        });
        threads.execute(() -> Thread.currentThread().interrupt());
        threads.execute(ran::countDown);
        assertThat(ran.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void lentReaderDoesItselfWhatItBroughtAndWakesOthersForTheRest() throws Exception {
        List<Thread> by = new CopyOnWriteArrayList<>();
        CompletableFuture<Thread> second = new CompletableFuture<>();
        lent.begins();
        lent.execute(() -> by.add(Thread.currentThread()));
        assertThat(by).isEmpty();
        lent.isDrained();
        assertThat(by).containsExactly(Thread.currentThread());
        assertThat(started).isEmpty();

        lent.execute(() -> second.orTimeout(10, TimeUnit.SECONDS).join());
        lent.execute(() -> second.complete(Thread.currentThread()));
        lent.isDrained(); // Returns, since somebody else does the second meanwhile.
        assertThat(second.join()).isNotSameAs(Thread.currentThread());
        lent.ends();
    }

    @Test
    void lentReaderLooksAtItsSocketAgainHoweverMuchThereIsToDo() throws Exception {
        AtomicInteger byReader = new AtomicInteger();
        Thread reader = Thread.currentThread();
        lent.begins();
        CountDownLatch stop = new CountDownLatch(1);
        Runnable[] again = new Runnable[1];
        again[0] = () -> {
            byReader.addAndGet(Thread.currentThread() == reader ? 1 : 0);
            if (stop.getCount() > 0) {
                lent.execute(again[0]);
            }
        };
        lent.execute(again[0]);
        lent.isDrained();
        stop.countDown();
        assertThat(byReader).hasPositiveValue();
        lent.ends();
    }

    @Test
    void lentThreadFirstEndsItsOwnWorkThenDoesWhatThatBrought() throws Exception {
        List<String> order = new CopyOnWriteArrayList<>();
        CountDownLatch others = new CountDownLatch(1);
        lent.lend(() -> {
            lent.execute(() -> order.add("brought by " + Thread.currentThread().getName()));
            lent.execute(others::countDown);
            order.add("own");
        });
        assertThat(order)
                .containsExactly("own", "brought by " + Thread.currentThread().getName());
        assertThat(others.await(10, TimeUnit.SECONDS)).isTrue();

        CountDownLatch later = new CountDownLatch(1);
        lent.execute(later::countDown); // No more than any other thread is this one lent now.
        assertThat(later.await(10, TimeUnit.SECONDS)).isTrue();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
