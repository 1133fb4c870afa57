package io.voxari.agent.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.voxari.agent.AgentCall;
import io.voxari.agent.AgentSession;
import io.voxari.agent.CallContext;
import io.voxari.agent.CallOffer;
import io.voxari.agent.Direction;
import io.voxari.agent.EndCause;
import io.voxari.agent.Lease;
import io.voxari.agent.QuotaDecision;
import io.voxari.agent.RefusalCause;
import io.voxari.agent.Resolution;
import io.voxari.ari.AriClient;
import io.voxari.ari.BridgeGone;
import io.voxari.ari.ChannelGone;
import io.voxari.media.MediaCapabilities;
import io.voxari.media.MediaServer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One call against an ARI that only says yes or no: what its host's code and Asterisk may do to it. */
class CallTest {
    private static final String CALLER = "caller-1";

    private final AriStub asterisk = new AriStub();
    private final TestLane lane = new TestLane();
    private final ExecutorService executor = Executors.newCachedThreadPool();
    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1);
    private final MediaServer media = MediaServer.builder().port(0).build();
    private final AriClient ari = AriClient.builder()
            .endpoint(asterisk.uri())
            .credentials("u", "p")
            .application("app")
            .build();
    private final List<EndCause> ends = new CopyOnWriteArrayList<>();
    private final List<CallStep.Kind> steps = new CopyOnWriteArrayList<>();
    private boolean answered;
    private String release = "22.10.1";

    CallTest() {
        timer.setRemoveOnCancelPolicy(true);
    }

    private record Running(Call call, CallHost host, CallLegs legs) {}

    @AfterEach
    void stop() {
        ari.close();
        asterisk.close();
        lane.close();
        executor.shutdownNow();
        media.close();
        timer.shutdownNow();
    }

    @Test
    void errorOfAListenerStopsNothing() {
        Running running = start(builder -> builder.listener(new CallListener() {
            @Override
            public void onOffered(CallOffer offer) {
                throw new NoClassDefFoundError("metrics");
            }
        }));
        awaitStep(CallStep.Kind.AGENT_READY);
        lane.deliver(callerGone());
        assertThat(endOf(running).kind()).isEqualTo(EndCause.Kind.CALLER_HANGUP);
        assertThat(timer.getQueue()).as("deadlines of a call that is over").isEmpty();
    }

    @Test
    void errorOfALeaseStillEndsTheCall() {
        Lease broken = () -> {
            throw new NoClassDefFoundError("redis");
        };
        Running running = start(builder -> builder.quota((offer, workflow) -> QuotaDecision.grant(broken)));
        awaitStep(CallStep.Kind.GRANTED);
        lane.deliver(callerGone());
        assertThat(endOf(running).kind()).isEqualTo(EndCause.Kind.CALLER_HANGUP);
        assertThat(running.host.leases).hasValue(0);
    }

    @Test
    void leaseIsGivenBackThoughNothingElseCanEvenBeAskedFor() {
        AtomicInteger given = new AtomicInteger();
        Running running = start(
                builder -> builder.quota((offer, workflow) -> QuotaDecision.grant((Lease) given::incrementAndGet)));
        awaitStep(CallStep.Kind.AGENT_READY);
        ari.close();
        running.call.shutDown();
        Awaitility.await().untilAsserted(() -> assertThat(given).hasValue(1));
        assertThat(endOf(running).kind()).isEqualTo(EndCause.Kind.SHUTDOWN);
        assertThat(given).hasValue(1);
    }

    @Test
    void listenerForWhoAnsweredThatIsNotHungUpIsHungUpOnceMore() {
        asterisk.refuse("DELETE /ari/channels/voxari-app-call-");
        Running running = start(builder -> {});
        awaitStep(CallStep.Kind.AGENT_READY);
        CallAnswerProbe probe = running.legs.answerProbe(running.call, "amd", verdict -> {});
        CompletableFuture<Void> gone = new CompletableFuture<>();
        lane.execute(() -> {
            probe.begin();
            var unused = probe.close().thenRun(() -> gone.complete(null));
        });
        assertThat(gone).succeedsWithin(Duration.ofSeconds(5));
        assertThat(asterisk.requests)
                .filteredOn(request -> request.startsWith("DELETE /ari/channels/" + probe.channelId))
                .hasSize(2);
        running.call.shutDown();
        endOf(running);
    }

    @Test
    void leaseIsGivenBackWhenTheLaneIsGoneBeforeItComes() {
        CompletableFuture<QuotaDecision> slow = new CompletableFuture<>();
        AtomicInteger given = new AtomicInteger();
        Running running = start(builder -> builder.quota((offer, workflow) -> slow));
        awaitStep(CallStep.Kind.RESOLVED);
        lane.deliver(callerGone());
        endOf(running);
        lane.deaf = true;
        executor.shutdown();
        slow.complete(new QuotaDecision.Granted(given::incrementAndGet));
        Awaitility.await().untilAsserted(() -> assertThat(given).hasValue(1));
        assertThat(running.host.leases).hasValue(0);
    }

    @Test
    void agentThatOpensAfterTheShutdownIsClosed() {
        CompletableFuture<AgentSession> slow = new CompletableFuture<>();
        CompletableFuture<EndCause> closed = new CompletableFuture<>();
        Running running =
                start(builder -> builder.agent("slow", call -> slow).resolver(offer -> Resolution.accept("slow")));
        awaitStep(CallStep.Kind.GRANTED);
        running.call.shutDown();
        endOf(running);
        lane.deaf = true;
        executor.shutdown();
        slow.complete(closing(closed));
        assertThat(closed)
                .succeedsWithin(Duration.ofSeconds(5))
                .satisfies(cause -> assertThat(cause.kind()).isEqualTo(EndCause.Kind.SHUTDOWN));
        Awaitility.await().untilAsserted(() -> assertThat(running.host.agents).hasValue(0));
    }

    @Test
    void callThatIsAnsweredAlreadyDoesNotRing() {
        answered = true;
        Running running = start(builder -> {});
        awaitStep(CallStep.Kind.AGENT_READY);
        running.call.shutDown();
        endOf(running);
        assertThat(asterisk.requests).anyMatch(request -> request.contains("externalMedia"));
        assertThat(asterisk.requests).noneMatch(request -> request.contains("/ring"));
    }

    @Test
    void callerWhomTheDialplanDoesNotTakeIsHungUp() {
        asterisk.refuse("/continue");
        Running running = start(builder -> builder.resolver(offer -> Resolution.continueInDialplan()));
        assertThat(endOf(running).kind()).isEqualTo(EndCause.Kind.CONTINUED);
        assertThat(asterisk.requests)
                .anyMatch(request -> request.startsWith("DELETE /ari/channels/" + CALLER) && request.contains("38"));
    }

    @Test
    void destroyedBridgeEndsTheCall() {
        Running running = start(builder -> {});
        awaitStep(CallStep.Kind.AGENT_READY);
        lane.deliver(new BridgeGone("app", Instant.EPOCH, running.legs.bridgeId));
        assertThat(endOf(running).kind()).isEqualTo(EndCause.Kind.ASTERISK_FAILED);
        assertThat(asterisk.requests).anyMatch(request -> request.startsWith("DELETE /ari/channels/" + CALLER));
    }

    @Test
    void callerWhoCouldNotBeHungUpIsRemembered() {
        asterisk.refuse("DELETE /ari/channels/" + CALLER);
        Running running = start(builder -> builder.resolver(offer -> Resolution.refuse(RefusalCause.BUSY, "not now")));
        endOf(running);
        assertThat(running.legs.isCallerForsaken()).isTrue();
    }

    @Test
    void agentMayHangUpTwiceFailAndSayGoodbyeInAnyOrderFromAnyThread() throws InterruptedException {
        CompletableFuture<AgentCall> hands = new CompletableFuture<>();
        Running running = start(builder -> builder.agent("busy", call -> {
                    hands.complete(call);
                    call.hangupWhenHeard();
                    return CompletableFuture.completedFuture(audio -> {});
                })
                .resolver(offer -> Resolution.accept("busy")));
        AgentCall call = hands.join();
        Thread[] threads = new Thread[8];
        for (int i = 0; i < threads.length; i++) {
            int kind = i % 4;
            threads[i] = new Thread(() -> {
                switch (kind) {
                    case 0 -> call.hangup();
                    case 1 -> call.hangupWhenHeard();
                    case 2 -> call.fail(new IllegalStateException("no model"));
                    default -> call.speech().interrupt();
                }
            });
            threads[i].start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(endOf(running).kind()).isIn(EndCause.Kind.AGENT_HANGUP, EndCause.Kind.AGENT_FAILED);
        call.hangup();
        call.fail(new IllegalStateException("too late"));
        Awaitility.await().untilAsserted(() -> assertThat(running.host.agents).hasValue(0));
        assertThat(ends).hasSize(1);
    }

    /** Where there is no JSON, asking for it would make no channel at all. */
    @ParameterizedTest
    @CsvSource({"22.8.0, true", "22.7.9, false", "20.16.0, false", "GIT-master-0a1b2c3, false"})
    void mediaChannelSpeaksJsonWhereThereIsJson(String version, boolean json) {
        release = version;
        Running running = start(builder -> {});
        awaitStep(CallStep.Kind.AGENT_READY);
        running.call.shutDown();
        endOf(running);
        assertThat(asterisk.requests).anyMatch(request -> request.contains("externalMedia"));
        String asked = String.join("\n", asterisk.requests) + String.join("\n", asterisk.bodies);
        assertThat(asked.contains("transport_data")).isEqualTo(json);
    }

    private static AgentSession closing(CompletableFuture<EndCause> closed) {
        return new AgentSession() {
            @Override
            public void onAudio(io.voxari.agent.CallerAudio audio) {}

            @Override
            public CompletionStage<Void> close(EndCause cause) {
                closed.complete(cause);
                return CompletableFuture.completedFuture(null);
            }
        };
    }

    private Running start(Consumer<Voxari.Builder> setting) {
        Voxari.Builder builder = Voxari.builder()
                .resolver(offer -> Resolution.accept("echo"))
                .agent(call -> CompletableFuture.completedFuture(audio -> {}))
                .listener(new CallListener() {
                    @Override
                    public void onStep(CallStep step) {
                        steps.add(step.kind());
                    }

                    @Override
                    public void onEnded(CallOffer offer, EndCause cause) {
                        ends.add(cause);
                    }
                });
        setting.accept(builder);
        CallHost host = new CallHost(builder, media, new Ground(null, executor, null, timer, null));
        AsteriskConfig config = AsteriskConfig.builder()
                .endpoint(asterisk.uri())
                .app("app")
                .password("p")
                .build();
        CallContext context = new CallContext("", "s", Direction.INBOUND, CALLER, CallContext.PROVIDER);
        CallOffer offer = new CallOffer(
                context, config.name(), "", "from-external", List.of(), Map.of(), answered, Instant.EPOCH);
        CallLegs legs =
                new CallLegs(ari, config, host, new OwnIds("app"), MediaCapabilities.of(release), CALLER, () -> {});
        InOrder telling = new InOrder(host::run, task -> {});
        Call call = new Call(host, legs, lane, offer, null, telling, ended -> {}, event -> {});
        lane.execute(call::start);
        return new Running(call, host, legs);
    }

    private void awaitStep(CallStep.Kind kind) {
        Awaitility.await().until(() -> steps.contains(kind));
    }

    private EndCause endOf(Running running) {
        assertThat(running.call.ended().orTimeout(8, TimeUnit.SECONDS)).succeedsWithin(Duration.ofSeconds(10));
        assertThat(running.host.bridges).hasValue(0);
        assertThat(running.host.mediaChannels).hasValue(0);
        return ends.get(0);
    }

    private static ChannelGone callerGone() {
        return new ChannelGone("app", Instant.EPOCH, CALLER);
    }
}
