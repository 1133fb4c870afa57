package io.voxari.agent.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.voxari.agent.Lease;
import io.voxari.agent.Resolution;
import io.voxari.media.MediaServer;
import io.voxari.testkit.VirtualTime;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Delayed;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Renewed while it is held, given back once, whatever the host's code does. */
class HeldLeaseTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration LONG = Duration.ofHours(3);
    private static final Duration SHORT = Duration.ofMillis(60);

    private final ExecutorService executor = Executors.newCachedThreadPool();
    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1);
    private final MediaServer media = MediaServer.builder().port(0).build();
    private final CallHost host = new CallHost(
            Voxari.builder()
                    .resolver(offer -> Resolution.accept("x"))
                    .agent(call -> CompletableFuture.completedFuture(audio -> {})),
            media,
            new Ground(null, executor, null, timer, null));

    HeldLeaseTest() {
        timer.setRemoveOnCancelPolicy(true);
    }

    @AfterEach
    void stop() {
        executor.shutdownNow();
        timer.shutdownNow();
        media.close();
    }

    /** Writes down what is asked of it. */
    private static final class Recorder implements Lease {
        final List<String> asked = new CopyOnWriteArrayList<>();
        final Supplier<CompletionStage<Boolean>> renewal;
        final Duration ttl;

        Recorder(Duration ttl, Supplier<CompletionStage<Boolean>> renewal) {
            this.ttl = ttl;
            this.renewal = renewal;
        }

        @Override
        public Duration timeToLive() {
            return ttl;
        }

        @Override
        public CompletionStage<Boolean> renew() {
            asked.add("renew");
            return renewal.get();
        }

        @Override
        public void close() {
            asked.add("close");
        }

        long renewals() {
            return asked.stream().filter("renew"::equals).count();
        }
    }

    @Test
    void isRenewedAgainAndAgainAndThenGivenBackOnce() {
        Recorder lease = new Recorder(SHORT, () -> CompletableFuture.completedFuture(true));
        HeldLease held = HeldLease.take(host, "c", lease);
        Awaitility.await().until(() -> lease.renewals() >= 3);
        givenBack(held);
        givenBack(held);
        assertThat(lease.asked).endsWith("close").containsOnlyOnce("close");
        assertThat(timer.getQueue())
                .as("renewals of a lease that was given back")
                .isEmpty();
        assertThat(host.leases).hasValue(0);
    }

    @Test
    void leaseWithoutATimeToLiveIsNotRenewed() {
        Recorder lease = new Recorder(Duration.ZERO, () -> CompletableFuture.completedFuture(true));
        HeldLease held = HeldLease.take(host, "c", lease);
        givenBack(held);
        assertThat(lease.asked).containsExactly("close");
    }

    @Test
    void renewalThatFailsThrowsOrIsNullIsTriedAgain() {
        List<Supplier<CompletionStage<Boolean>>> answers = List.of(
                () -> CompletableFuture.failedFuture(new IllegalStateException("down")),
                () -> {
                    throw new NoClassDefFoundError("redis");
                },
                () -> null,
                CompletableFuture::new,
                () -> CompletableFuture.completedFuture(true));
        CopyOnWriteArrayList<Supplier<CompletionStage<Boolean>>> left = new CopyOnWriteArrayList<>(answers);
        Recorder lease = new Recorder(SHORT, () -> (left.size() > 1 ? left.remove(0) : left.get(0)).get());
        HeldLease held = HeldLease.take(host, "c", lease);
        Awaitility.await().until(() -> lease.renewals() >= 6);
        givenBack(held);
        assertThat(lease.asked).endsWith("close").containsOnlyOnce("close");
    }

    @Test
    void endOfTheCallDoesNotWaitForARenewalThatHangs() {
        try (VirtualTime time = VirtualTime.start()) {
            Recorder lease = new Recorder(Duration.ofHours(1), CompletableFuture::new);
            HeldLease held = HeldLease.take(hostIn(time), "c", lease);
            time.advance(Duration.ofMinutes(21));
            assertThat(time.await(held.release(), PATIENCE)).isNull();
            assertThat(lease.asked).containsExactly("renew");
            time.advance(Duration.ofMinutes(10));
            assertThat(lease.asked).containsExactly("renew", "close");
        }
    }

    /** Of an hour; counted by whoever keeps the slot. */
    @Test
    void slotIsKeptThoughThreeRenewalsHang() {
        try (VirtualTime time = VirtualTime.start()) {
            List<Long> minutes = new CopyOnWriteArrayList<>();
            Recorder lease = new Recorder(Duration.ofHours(1), () -> {
                minutes.add(time.passed().toMinutes());
                boolean hangs = minutes.size() > 1 && minutes.size() < 5;
                return hangs ? new CompletableFuture<>() : CompletableFuture.completedFuture(true);
            });
            HeldLease held = HeldLease.take(hostIn(time), "c", lease);
            time.advance(Duration.ofMinutes(95));
            assertThat(minutes).containsExactly(20L, 40L, 50L, 60L, 70L, 90L);
            assertThat(time.await(held.release(), PATIENCE)).isNull();
            assertThat(lease.asked).endsWith("close").containsOnlyOnce("close");
        }
    }

    @Test
    void slotThatIsLostIsAskedForNoMoreOftenThanUsual() {
        try (VirtualTime time = VirtualTime.start()) {
            List<Long> minutes = new CopyOnWriteArrayList<>();
            Recorder lease = new Recorder(Duration.ofHours(1), () -> {
                minutes.add(time.passed().toMinutes());
                return CompletableFuture.failedFuture(new IllegalStateException("down"));
            });
            HeldLease held = HeldLease.take(hostIn(time), "c", lease);
            time.advance(Duration.ofMinutes(105));
            assertThat(minutes).containsExactly(20L, 30L, 40L, 50L, 60L, 80L, 100L);
            assertThat(time.await(held.release(), PATIENCE)).isNull();
        }
    }

    private CallHost hostIn(VirtualTime time) {
        return new CallHost(
                Voxari.builder()
                        .resolver(offer -> Resolution.accept("x"))
                        .agent(call -> CompletableFuture.completedFuture(audio -> {})),
                media,
                new Ground(new Ground.Time(time.scheduler(), time.clock()), time.threads(), null, null, null));
    }

    @Test
    void lostLeaseIsNotRenewedAndStillGivenBack() {
        Recorder lease = new Recorder(SHORT, () -> CompletableFuture.completedFuture(false));
        HeldLease held = HeldLease.take(host, "c", lease);
        Awaitility.await().until(() -> lease.renewals() == 1);
        Awaitility.await().until(() -> timer.getQueue().isEmpty());
        givenBack(held);
        assertThat(lease.asked).containsExactly("renew", "close");
    }

    @Test
    void isNotGivenBackWhileItIsBeingRenewed() {
        CompletableFuture<Boolean> slow = new CompletableFuture<>();
        // A third of an hour for the answer; only the first pause is short.
        Recorder lease = new Recorder(LONG, () -> slow);
        HeldLease held = HeldLease.take(host, "c", lease);
        awaitPauseBeforeTheFirstRenewal();
        runTheNextRenewalNow();
        Awaitility.await().until(() -> lease.renewals() == 1);
        CompletableFuture<Void> released = held.release();
        assertThat(released).isNotDone();
        assertThat(lease.asked).containsExactly("renew");
        slow.complete(true);
        assertThat(released).succeedsWithin(PATIENCE);
        assertThat(lease.asked).containsExactly("renew", "close");
    }

    /** The deadline of the first question is gone then, and the long pause is what the timer has. */
    private void awaitPauseBeforeTheFirstRenewal() {
        Awaitility.await()
                .until(() ->
                        timer.getQueue().stream().anyMatch(task -> ((Delayed) task).getDelay(TimeUnit.MINUTES) > 1));
    }

    /** As the timer would when the pause is over. */
    private void runTheNextRenewalNow() {
        timer.getQueue().stream()
                .max(Comparator.comparing(task -> ((Delayed) task).getDelay(TimeUnit.SECONDS)))
                .orElseThrow()
                .run();
    }

    @Test
    void whatItThrowsStopsNothing() {
        Lease broken = new Lease() {
            @Override
            public Duration timeToLive() {
                throw new IllegalStateException("no time");
            }

            @Override
            public void close() {
                throw new NoClassDefFoundError("redis");
            }
        };
        HeldLease held = HeldLease.take(host, "c", broken);
        givenBack(held);
        assertThat(host.leases).hasValue(0);
    }

    @Test
    void endOfACallDoesNotWaitForEverForALeaseThatIsNotGivenBack() {
        CountDownLatch closing = new CountDownLatch(1);
        Lease stuck = () -> {
            try {
                closing.await();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        };
        CallHost hasty = new CallHost(
                Voxari.builder()
                        .resolver(offer -> Resolution.accept("x"))
                        .agent(call -> CompletableFuture.completedFuture(audio -> {}))
                        .closeDeadline(SHORT),
                media,
                new Ground(null, executor, null, timer, null));
        HeldLease held = HeldLease.take(hasty, "c", stuck);
        givenBack(held);
        assertThat(hasty.leases).as("it is still held").hasValue(1);
        closing.countDown();
        Awaitility.await().untilAsserted(() -> assertThat(hasty.leases).hasValue(0));
    }

    @Test
    void isGivenBackAfterTheShutdownToo() {
        Recorder lease = new Recorder(LONG, () -> CompletableFuture.completedFuture(true));
        HeldLease held = HeldLease.take(host, "c", lease);
        awaitPauseBeforeTheFirstRenewal();
        timer.shutdownNow();
        executor.shutdown();
        givenBack(held);
        assertThat(lease.asked).containsExactly("close");
    }

    @Test
    void slotOfAProcessThatDiedIsFreeAfterItsTimeToLive() {
        AtomicLong nanosSince = new AtomicLong();
        ExpiringSlots slots;
        try (VirtualTime process = VirtualTime.start()) {
            slots = new ExpiringSlots(() -> process.passed().toNanos() + nanosSince.get());
            HeldLease held = HeldLease.take(hostIn(process), "c", slots.take(Duration.ofMinutes(3)));
            process.advance(Duration.ofMinutes(20));
            assertThat(slots.taken()).as("renewed while its call lives").isOne();
            assertThat(held).isNotNull();
        }
        // The process is gone: nobody renews, and nobody gives back.
        assertThat(slots.taken()).isOne();
        nanosSince.set(Duration.ofMinutes(3).toNanos());
        assertThat(slots.taken()).isZero();
        assertThat(slots.closes()).isZero();
    }

    private static void givenBack(HeldLease held) {
        assertThat(held.release()).succeedsWithin(PATIENCE);
    }
}
