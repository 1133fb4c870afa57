package io.voxari.agent.runtime.functional;

import static org.assertj.core.api.Assertions.assertThat;

import io.voxari.agent.CallEvent;
import io.voxari.agent.Destination;
import io.voxari.agent.OutboundRequest;
import io.voxari.agent.Resolution;
import io.voxari.agent.TransferRequest;
import io.voxari.agent.Workflow;
import io.voxari.agent.runtime.AsteriskConfig;
import io.voxari.agent.runtime.CallListener;
import io.voxari.agent.runtime.CallNews;
import io.voxari.agent.runtime.CallStep;
import io.voxari.agent.runtime.EndedCall;
import io.voxari.agent.runtime.Voxari;
import io.voxari.testkit.SimulatedAsterisk;
import io.voxari.testkit.SimulatedCaller;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Operators and hosts on threads of their own, in the machine's time. */
class OperationThreadsTest {
    private static final Duration PATIENCE = Switchboard.PATIENCE;
    private final TestAgent agent = TestAgent.listening(new byte[0]);

    private Voxari start(SimulatedAsterisk asterisk, Consumer<Voxari.Builder> setting) {
        Voxari.Builder builder = Voxari.builder()
                .asterisk(VirtualBoard.config("first", asterisk))
                .listen("127.0.0.1", 0)
                .resolver(offer -> Resolution.accept("test"))
                .agent(agent);
        setting.accept(builder);
        Voxari voxari = builder.build();
        voxari.start();
        asterisk.media("voxari", voxari.mediaUri());
        return voxari;
    }

    private static <T> T within(CompletableFuture<T> stage) {
        return stage.orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS).join();
    }

    @Test
    void listenerThatBlocksHoldsUpNoCall() {
        CountDownLatch free = new CountDownLatch(1);
        List<String> held = new CopyOnWriteArrayList<>();
        List<String> told = new CopyOnWriteArrayList<>();
        CallListener blocks = new CallListener() {
            @Override
            public void onStep(CallStep step) {
                if (step.kind() == CallStep.Kind.RESOLVED && held.isEmpty()) {
                    held.add(step.callId());
                    awaitUninterruptibly(free);
                }
            }

            @Override
            public void onEnded(EndedCall call) {
                told.add(call.offer().callId());
            }
        };
        try (SimulatedAsterisk asterisk = SimulatedAsterisk.builder().start();
                Voxari voxari = start(asterisk, builder -> builder.listener(blocks))) {
            SimulatedCaller ann = asterisk.call("8000");
            Awaitility.await().atMost(PATIENCE).until(() -> held.size() == 1);
            SimulatedCaller bob = asterisk.call("8000");
            bob.awaitAnswered(PATIENCE);
            assertThat(voxari.health().ready()).isTrue();
            ann.awaitAnswered(PATIENCE);
            ann.hangUp();
            bob.hangUp();
            // The other counts until all of it is told.
            Awaitility.await().atMost(PATIENCE).until(() -> voxari.stats().calls() == 1 && told.size() == 1);
            assertThat(told).doesNotContain(held.get(0));
            free.countDown();
            Awaitility.await().atMost(PATIENCE).until(() -> told.size() == 2);
            Awaitility.await().atMost(PATIENCE).until(() -> voxari.stats().equals(Switchboard.QUIET));
        }
    }

    /** A process may end when it is drained: all that was to be written has been written by then. */
    @Test
    void drainWaitsUntilListenersHaveBeenTold() throws Exception {
        CountDownLatch telling = new CountDownLatch(1);
        CountDownLatch free = new CountDownLatch(1);
        List<String> told = new CopyOnWriteArrayList<>();
        CallListener writes = new CallListener() {
            @Override
            public void onEnded(EndedCall call) {
                telling.countDown();
                awaitUninterruptibly(free);
                told.add(call.offer().callId());
            }
        };
        try (SimulatedAsterisk asterisk = SimulatedAsterisk.builder().start();
                Voxari voxari = start(asterisk, builder -> builder.listener(writes))) {
            SimulatedCaller caller = asterisk.call("8000");
            caller.awaitAnswered(PATIENCE);
            caller.hangUp();
            awaitUninterruptibly(telling);
            CompletableFuture<Integer> drained =
                    voxari.drain(Duration.ofSeconds(1)).toCompletableFuture();
            assertThat(voxari.health().drained()).isFalse();
            assertThat(drained).isNotDone();
            free.countDown();
            assertThat(within(drained)).isZero();
            assertThat(told).hasSize(1);
            assertThat(voxari.health().drained()).isTrue();
        }
    }

    /** Books that are kept by the id of a call see one after the other, however slow they are. */
    @Test
    void callerWhoComesBackIsToldOfAfterTheFirstCall() {
        CountDownLatch free = new CountDownLatch(1);
        List<String> told = new CopyOnWriteArrayList<>();
        CallListener slow = new CallListener() {
            @Override
            public void onNews(CallNews news) {
                if (news instanceof CallNews.Ended && told.size() == 1) {
                    awaitUninterruptibly(free);
                }
                if (news instanceof CallNews.Offered || news instanceof CallNews.Ended) {
                    told.add(news.getClass().getSimpleName());
                }
            }
        };
        try (SimulatedAsterisk asterisk = SimulatedAsterisk.builder().start();
                Voxari voxari = start(asterisk, builder -> builder.listener(slow))) {
            SimulatedCaller caller = asterisk.call("8000");
            Awaitility.await().atMost(PATIENCE).until(() -> agent.events.contains(new CallEvent.Answered()));
            var unused = agent.calls.get(0).transfer(new TransferRequest.Dialplan("from-external", "8001", 1));
            Awaitility.await().atMost(PATIENCE).until(() -> agent.calls.size() == 2);
            Awaitility.await().atMost(PATIENCE).until(() -> told.equals(List.of("Offered")));
            free.countDown();
            caller.hangUp();
            Awaitility.await().atMost(PATIENCE).until(() -> voxari.stats().equals(Switchboard.QUIET));
            assertThat(told).containsExactly("Offered", "Ended", "Offered", "Ended");
        }
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            assertThat(latch.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void whatIsDoneAtTheSameMomentLeavesNothing() {
        AtomicInteger ended = new AtomicInteger();
        CallListener counts = new CallListener() {
            @Override
            public void onEnded(EndedCall call) {
                ended.incrementAndGet();
            }
        };
        try (SimulatedAsterisk asterisk = SimulatedAsterisk.builder().start();
                SimulatedAsterisk second = SimulatedAsterisk.builder().start();
                Voxari voxari = start(asterisk, builder -> builder.listener(counts))) {
            second.media("voxari", voxari.mediaUri());
            AsteriskConfig other = VirtualBoard.config("second", second);
            List<CompletableFuture<Void>> operators = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                Random random = new Random(i);
                operators.add(CompletableFuture.runAsync(
                        () -> {
                            for (int n = 0; n < 12; n++) {
                                operate(voxari, other, random.nextInt(6));
                                asterisk.call("8000").hangsUp();
                                second.call("8000").hangsUp();
                            }
                        },
                        task -> new Thread(task, "operator").start()));
            }
            CompletableFuture<Integer> drained = CompletableFuture.supplyAsync(
                            () -> voxari.drain(Duration.ofSeconds(3)),
                            CompletableFuture.delayedExecutor(300, TimeUnit.MILLISECONDS))
                    .thenCompose(done -> done);
            operators.forEach(OperationThreadsTest::within);
            within(drained);
            assertThat(voxari.health().drained()).isTrue();
            assertThat(voxari.health().listening()).isFalse();
            assertThat(voxari.stats()).isEqualTo(Switchboard.QUIET);
            assertThat(ended.get()).isPositive();
            assertThat(asterisk.requests()).isNotEmpty();
        }
    }

    /** Whatever comes of it is a failure that says what it is, or nothing. */
    private static void operate(Voxari voxari, AsteriskConfig other, int what) {
        try {
            switch (what) {
                case 0 -> voxari.addAsterisk(other);
                case 1 -> {
                    var unused = voxari.removeAsterisk("second", Duration.ofMillis(50));
                }
                case 2 -> {
                    var unused = voxari.changeAsterisk(other, Duration.ofMillis(20));
                }
                case 3 ->
                    voxari.dial(OutboundRequest.of(Destination.of("PJSIP/6001"), Workflow.of("test"))
                                    .via("first"))
                            .cancel();
                case 4 ->
                    voxari.dial(OutboundRequest.of(Destination.of("PJSIP/6001"), Workflow.of("test"))
                            .via("second"));
                default -> assertThat(voxari.health().toString()).isNotEmpty();
            }
        } catch (IllegalStateException | IllegalArgumentException told) {
            assertThat(told.getMessage()).isNotBlank();
        }
    }
}
