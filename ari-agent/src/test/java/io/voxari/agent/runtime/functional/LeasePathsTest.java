package io.voxari.agent.runtime.functional;

import static org.assertj.core.api.Assertions.assertThat;

import io.voxari.agent.AgentPipeline;
import io.voxari.agent.AgentSession;
import io.voxari.agent.Lease;
import io.voxari.agent.QuotaDecision;
import io.voxari.agent.Resolution;
import io.voxari.agent.runtime.AsteriskConfig;
import io.voxari.agent.runtime.QuotaFailure;
import io.voxari.agent.runtime.Voxari;
import io.voxari.testkit.SimulatedAsterisk;
import io.voxari.testkit.SimulatedCaller;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** However a call goes, each lease that was granted for it is given back once. On the simulated Asterisk. */
class LeasePathsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(300);

    private final AtomicInteger granted = new AtomicInteger();
    private final AtomicInteger closed = new AtomicInteger();
    private final CompletableFuture<QuotaDecision> slow = new CompletableFuture<>();

    private final AgentPipeline echo = call -> CompletableFuture.completedFuture(audio -> {});

    @Test
    void callerHangsUpWhileTalking() {
        run(builder -> builder.agent(echo), SimulatedCallers::answeredThenHangsUp);
        gaveBack(1);
    }

    @Test
    void callerHangsUpWhileTheAgentOpens() {
        CompletableFuture<AgentSession> never = new CompletableFuture<>();
        run(builder -> builder.agent(call -> never), (caller, voxari) -> {
            caller.awaitRinging(PATIENCE);
            caller.hangUp();
        });
        gaveBack(1);
    }

    @Test
    void callerHangsUpWhileTheQuotaIsAskedAndTheLeaseComesAfterwards() {
        run(builder -> builder.agent(echo).quota((offer, workflow) -> slow), (caller, voxari) -> {
            Awaitility.await().until(() -> voxari.stats().calls() == 1);
            caller.hangUp();
            Awaitility.await().atMost(PATIENCE).until(() -> voxari.stats().calls() == 0);
            grantLate();
        });
        gaveBack(1);
    }

    @Test
    void leaseComesBehindTheDeadline() {
        run(builder -> builder.agent(echo).quota((offer, workflow) -> slow).quotaDeadline(SHORT), (caller, voxari) -> {
            assertThat(caller.awaitRefused(PATIENCE)).isEqualTo(38);
            grantLate();
        });
        gaveBack(1);
    }

    @Test
    void leaseComesBehindTheDeadlineToACallThatRunsWithoutIt() {
        run(
                builder -> builder.agent(echo)
                        .quota((offer, workflow) -> slow)
                        .quotaDeadline(SHORT)
                        .whenQuotaFails(QuotaFailure.ALLOW),
                (caller, voxari) -> {
                    caller.awaitAnswered(PATIENCE);
                    grantLate();
                    Awaitility.await().until(() -> voxari.stats().leases() == 1);
                    assertThat(closed).hasValue(0);
                    caller.hangUp();
                });
        gaveBack(1);
    }

    @Test
    void agentDoesNotOpen() {
        AgentPipeline broken = call -> {
            throw new IllegalStateException("no model");
        };
        run(
                builder -> builder.agent(broken),
                (caller, voxari) -> assertThat(caller.awaitRefused(PATIENCE)).isEqualTo(38));
        gaveBack(1);
    }

    @Test
    void agentHangsUp() {
        AgentPipeline brief = call -> {
            call.hangupWhenHeard();
            return CompletableFuture.completedFuture(audio -> {});
        };
        run(builder -> builder.agent(brief), (caller, voxari) -> caller.awaitEnded(PATIENCE));
        gaveBack(1);
    }

    @Test
    void agentFailsWhileTalking() {
        AgentPipeline fails = call -> CompletableFuture.completedFuture(audio -> {
            throw new IllegalStateException("the model hung up");
        });
        run(builder -> builder.agent(fails), (caller, voxari) -> caller.awaitEnded(PATIENCE));
        gaveBack(1);
    }

    @Test
    void audioDoesNotCome() {
        run(
                builder -> builder.agent(echo).mediaDeadline(SHORT),
                (caller, voxari) -> caller.awaitRefused(PATIENCE),
                URI.create("ws://127.0.0.1:1/media"));
        gaveBack(1);
    }

    @Test
    void applicationShutsDown() {
        run(builder -> builder.agent(echo), (caller, voxari) -> {
            caller.awaitAnswered(PATIENCE);
            voxari.close();
        });
        gaveBack(1);
    }

    @Test
    void brokenCheckGrantsNothing() {
        run(
                builder -> builder.agent(echo).quota((offer, workflow) -> {
                    throw new IllegalStateException("the counter is down");
                }),
                (caller, voxari) -> assertThat(caller.awaitRefused(PATIENCE)).isEqualTo(38));
        gaveBack(0);
    }

    private interface Plot {
        void play(SimulatedCaller caller, Voxari voxari);
    }

    private static final class SimulatedCallers {
        private SimulatedCallers() {}

        static void answeredThenHangsUp(SimulatedCaller caller, Voxari voxari) {
            caller.awaitAnswered(PATIENCE);
            assertThat(voxari.stats().leases()).isEqualTo(1);
            caller.hangUp();
        }
    }

    private void run(Consumer<Voxari.Builder> setting, Plot plot) {
        run(setting, plot, null);
    }

    private void run(Consumer<Voxari.Builder> setting, Plot plot, @Nullable URI elsewhere) {
        try (SimulatedAsterisk asterisk = SimulatedAsterisk.builder().start()) {
            Voxari.Builder builder = Voxari.builder()
                    .asterisk(AsteriskConfig.builder()
                            .endpoint(asterisk.ariUri())
                            .app(asterisk.app())
                            .user(asterisk.user())
                            .password(asterisk.password())
                            .build())
                    .listen("127.0.0.1", 0)
                    .resolver(offer -> Resolution.accept("x"))
                    .quota((offer, workflow) -> grant());
            setting.accept(builder);
            try (Voxari voxari = builder.build()) {
                voxari.start();
                asterisk.media(asterisk.app(), elsewhere == null ? voxari.mediaUri() : elsewhere);
                plot.play(asterisk.call("8000"), voxari);
                Awaitility.await().atMost(PATIENCE).untilAsserted(() -> {
                    assertThat(voxari.stats()).isEqualTo(Switchboard.QUIET);
                    assertThat(closed.get()).isEqualTo(granted.get());
                });
            }
        }
    }

    private CompletionStage<QuotaDecision> grant() {
        return QuotaDecision.grant(lease());
    }

    private void grantLate() {
        slow.complete(new QuotaDecision.Granted(lease()));
    }

    private Lease lease() {
        granted.incrementAndGet();
        return closed::incrementAndGet;
    }

    /** Once, also after the runtime is closed. */
    private void gaveBack(int leases) {
        assertThat(granted).hasValue(leases);
        assertThat(closed).hasValue(leases);
    }
}
