package io.voxari.agent.runtime.functional.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.voxari.agent.QuotaDecision;
import io.voxari.agent.RefusalCause;
import io.voxari.agent.Resolution;
import io.voxari.agent.runtime.Voxari;
import io.voxari.agent.runtime.VoxariStats;
import io.voxari.ari.AriClient;
import io.voxari.testkit.SimulatedAsterisk;
import io.voxari.testkit.SimulatedCaller;
import io.voxari.testkit.SimulatedPhone;
import io.voxari.testkit.VirtualTime;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Many calls with all that may happen to one, in virtual time: each ends with its cause, and nothing is left. */
class CallLoadTest implements FatedCalls.World {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final VirtualTime time = VirtualTime.start();
    private final SimulatedAsterisk asterisk =
            SimulatedAsterisk.builder().time(time).start();
    private final FatedAgent agent = new FatedAgent((fate, caller) -> "PJSIP/" + caller);
    private final AtomicInteger leases = new AtomicInteger();
    private final FatedCalls calls = new FatedCalls(this, agent, 6, 500);
    private final Voxari voxari = start();
    private final AriClient observer = AriClient.builder()
            .endpoint(asterisk.ariUri())
            .credentials(asterisk.user(), asterisk.password())
            .executor(time.threads())
            .ioExecutor(time.threads())
            .time(time.scheduler(), time.clock())
            .sockets(time.sockets())
            .build();

    private Voxari start() {
        Voxari built = Desk.in(time, Voxari.builder())
                .asterisk(Desk.at(asterisk).build())
                .resolver(offer -> offer.calledNumber().equals(Fate.IS_REFUSED.number)
                        ? Resolution.refuse(RefusalCause.BUSY, "not you")
                        : Resolution.accept("load"))
                .quota((offer, workflow) -> {
                    leases.incrementAndGet();
                    return QuotaDecision.grant(leases::decrementAndGet);
                })
                .openDeadline(PATIENCE)
                .listener(calls)
                .agent(agent)
                .build();
        built.start();
        asterisk.media("voxari", built.mediaUri());
        return built;
    }

    @Test
    void fiveHundredCallsOneAfterAnotherLeaveNothing() {
        calls.oneAfterAnother(500);
    }

    @Test
    void aHundredCallsAtOnceLeaveNothing() {
        asterisk.faults().slowRequests(Duration.ofMillis(15));
        calls.atOnce(100);
    }

    @Override
    public FatedCalls.Telephone call(String from, String number) {
        SimulatedPhone phone = asterisk.phone(from);
        switch (Fate.of(number)) {
            case TARGET_IS_BUSY -> phone.isBusy();
            case GIVES_UP_WHILE_THE_TARGET_RINGS -> phone.isNotAnswered();
            default -> phone.answersAfter(Duration.ofMillis(100));
        }
        return new Telephone(asterisk.call(number, from, ""));
    }

    @Override
    public void later(Duration delay, Runnable task) {
        var unused = time.scheduler().schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public <T> T await(CompletionStage<T> stage) {
        return time.await(stage, PATIENCE);
    }

    @Override
    public CompletionStage<Void> cutAudio(String callId, FatedCalls.Telephone caller) {
        asterisk.faults().dropMediaOf(((Telephone) caller).caller);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<Void> hangUpTarget(String callId) {
        return BridgedWith.hangUpTarget(observer, callId);
    }

    private record Telephone(SimulatedCaller caller) implements FatedCalls.Telephone {
        @Override
        public void hangUp() {
            caller.hangUp();
        }

        @Override
        public void press(String keys) {
            var unused = caller.presses(keys);
        }

        @Override
        public void awaitRinging() {
            caller.awaitRinging(PATIENCE);
        }

        @Override
        public FatedCalls.Farewell awaitEnd() {
            int cause = caller.awaitEnded(PATIENCE);
            return new FatedCalls.Farewell(caller.endedBy(), caller.isAnswered(), 0, cause, "");
        }
    }

    @AfterEach
    void nothingIsLeft() {
        try (time;
                asterisk;
                voxari;
                observer) {
            assertThat(calls.seen()).as("fates").hasSize(Fate.values().length);
            time.awaitUntil(() -> voxari.stats().equals(new VoxariStats(0, 0, 0, 0, 0)), PATIENCE);
            time.awaitUntil(() -> agent.opened.get() == agent.closed.get(), PATIENCE);
            asterisk.awaitQuiet(PATIENCE);
            assertThat(leases).as("leases").hasValue(0);
            // The runtime goes on; what still comes of a call that is over is known for half a minute.
            time.advance(Duration.ofMinutes(1));
            assertThat(agent.seen).as("a tenth of the calls").hasSizeGreaterThan(10);
            Awaitility.await().atMost(Duration.ofMinutes(1)).until(this::isForgotten);
        }
        calls.assertEndedOnce();
        Awaitility.await()
                .untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                        .extracting(Thread::getName)
                        .noneMatch(name -> name.startsWith("voxari-")));
    }

    private boolean isForgotten() {
        System.gc();
        return agent.seen.stream().allMatch(reference -> reference.get() == null);
    }
}
