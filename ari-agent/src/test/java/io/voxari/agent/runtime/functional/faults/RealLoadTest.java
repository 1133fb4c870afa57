package io.voxari.agent.runtime.functional.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.voxari.agent.RefusalCause;
import io.voxari.agent.Resolution;
import io.voxari.agent.admission.ConcurrencyQuota;
import io.voxari.agent.runtime.AsteriskConfig;
import io.voxari.agent.runtime.Voxari;
import io.voxari.agent.runtime.VoxariStats;
import io.voxari.agent.runtime.WaitingSound;
import io.voxari.ari.AriClient;
import io.voxari.testkit.asterisk.CallOutcome;
import io.voxari.testkit.asterisk.CallPlan;
import io.voxari.testkit.asterisk.RealAsterisk;
import io.voxari.testkit.asterisk.SipCall;
import io.voxari.testkit.asterisk.SipCaller;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Many calls with all that may happen to one, on a real Asterisk: each ends with its cause, and nothing is left. */
@Tag("asterisk")
@Tag("real") // It looks at the open files of the process, which have to do with real sockets.
class RealLoadTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int AT_ONCE = 100;
    private static final int ONE_AFTER_ANOTHER = Integer.getInteger("voxari.load.calls", 500);

    private final ConcurrencyQuota quota = ConcurrencyQuota.of(AT_ONCE);
    private final FatedAgent agent = new FatedAgent((fate, caller) -> switch (fate) {
        case TARGET_IS_BUSY -> "Local/busy@inside";
        case GIVES_UP_WHILE_THE_TARGET_RINGS -> "Local/noanswer@inside";
        default -> "Local/silent@inside";
    });

    @Test
    void aHundredCallsAtOnceEndAsTheyShouldAndLeaveNothing() {
        load(1_000, calls -> calls.atOnce(AT_ONCE));
    }

    @Test
    void fiveHundredCallsOneAfterAnotherEndAsTheyShouldAndLeaveNothing() {
        load(40, calls -> calls.oneAfterAnother(ONE_AFTER_ANOTHER));
    }

    private void load(int atMostMillis, Consumer<FatedCalls> load) {
        long files = openFiles();
        try (RealAsterisk asterisk = RealAsterisk.builder().start();
                SipCaller telephones = SipCaller.to(asterisk.sipAddress());
                World world = new World(asterisk, telephones)) {
            FatedCalls calls = new FatedCalls(world, agent, 7, atMostMillis);
            try (Voxari voxari = Voxari.builder()
                    .asterisk(AsteriskConfig.builder()
                            .endpoint(asterisk.ariUri())
                            .app(asterisk.app())
                            .password(asterisk.password())
                            .build())
                    .listen("127.0.0.1", 0)
                    .resolver(offer -> offer.calledNumber().equals(Fate.IS_REFUSED.number)
                            ? Resolution.refuse(RefusalCause.BUSY, "not you")
                            : Resolution.accept("load"))
                    .quota(quota)
                    // No fate is that of a deadline, which a busy machine might miss.
                    .resolveDeadline(PATIENCE)
                    .quotaDeadline(PATIENCE)
                    .openDeadline(PATIENCE)
                    .mediaDeadline(PATIENCE)
                    .reattachMedia(PATIENCE, WaitingSound.MUSIC)
                    .listener(calls)
                    .agent(agent)
                    .build()) {
                voxari.start();
                asterisk.media("voxari", voxari.mediaUri());
                load.accept(calls);
                assertThat(calls.seen()).as("fates").hasSize(Fate.values().length);
                await().until(() -> voxari.stats().equals(new VoxariStats(0, 0, 0, 0, 0)));
                await().until(() -> agent.opened.get() == agent.closed.get() && quota.active() == 0);
                await().untilAsserted(() ->
                        assertThat(asterisk.cli("core show channels")).containsPattern("(?m)^0 active channels"));
                await().untilAsserted(() -> assertThat(
                                asterisk.cli("bridge show all").lines().skip(1))
                        .isEmpty());
            }
            calls.assertEndedOnce();
        }
        await().untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.startsWith("voxari-")));
        // Classes and libraries that were loaded meanwhile are some; what each tenth call keeps would be more.
        await().untilAsserted(() -> assertThat(openFiles()).isLessThan(files + 10));
    }

    /** Telephones at a real Asterisk. */
    private record World(SipCaller telephones, AriClient ari, ScheduledExecutorService timer)
            implements FatedCalls.World, AutoCloseable {
        World(RealAsterisk asterisk, SipCaller telephones) {
            this(
                    telephones,
                    AriClient.builder()
                            .endpoint(asterisk.ariUri())
                            .credentials(asterisk.user(), asterisk.password())
                            .build(),
                    Executors.newSingleThreadScheduledExecutor(task -> {
                        Thread thread = new Thread(task, "voxari-load");
                        thread.setDaemon(true);
                        return thread;
                    }));
        }

        @Override
        public FatedCalls.Telephone call(String from, String number) {
            return new Telephone(
                    telephones.place(CallPlan.to(number).from(from, "").limit(PATIENCE)));
        }

        @Override
        public void later(Duration delay, Runnable task) {
            var unused = timer.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
        }

        @Override
        public <T> T await(CompletionStage<T> stage) {
            return stage.toCompletableFuture()
                    .orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                    .join();
        }

        @Override
        public CompletionStage<Void> cutAudio(String callId, FatedCalls.Telephone caller) {
            return BridgedWith.hangUpMedia(ari, callId);
        }

        @Override
        public CompletionStage<Void> hangUpTarget(String callId) {
            return BridgedWith.hangUpTarget(ari, callId);
        }

        @Override
        public void close() {
            timer.shutdownNow();
            ari.close();
        }
    }

    private record Telephone(SipCall call) implements FatedCalls.Telephone {
        @Override
        public void hangUp() {
            call.hangUp();
        }

        @Override
        public void press(String keys) {
            // The runtime has its answer before the telephone has, where keys are lost until then.
            call.awaitAnswer(PATIENCE);
            call.press(keys);
        }

        @Override
        public void awaitRinging() {
            call.awaitRinging(PATIENCE);
        }

        @Override
        public FatedCalls.Farewell awaitEnd() {
            CallOutcome outcome = call.awaitEnd(PATIENCE);
            return new FatedCalls.Farewell(
                    outcome.endedBy(),
                    outcome.isAnswered(),
                    outcome.finalStatus(),
                    outcome.q850Cause().orElse(0),
                    // On a busy machine sipp says everything twice, and then does not like the second answer.
                    outcome.complaint() + outcome.trace());
        }
    }

    private static ConditionFactory await() {
        return Awaitility.await().atMost(PATIENCE);
    }

    private static long openFiles() {
        try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
            return files.count();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
