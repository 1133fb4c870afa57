package io.voxari.agent.runtime;

import io.voxari.agent.AgentPipeline;
import io.voxari.agent.CallObserver;
import io.voxari.agent.CallOffer;
import io.voxari.agent.OutboundRequest;
import io.voxari.agent.QuotaCheck;
import io.voxari.agent.RecordingTarget;
import io.voxari.agent.RefusalCause;
import io.voxari.agent.Workflow;
import io.voxari.agent.WorkflowResolver;
import io.voxari.media.MediaServer;
import java.net.URI;
import java.nio.channels.spi.SelectorProvider;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import javax.net.SocketFactory;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers the calls of one or more Asterisk servers with the agents of an application.
 *
 * <p>Give it an Asterisk, a {@link WorkflowResolver} and an {@link AgentPipeline}, and start it:
 *
 * <pre>{@code
 * Voxari voxari = Voxari.builder()
 *         .asterisk(AsteriskConfig.builder().endpoint(URI.create("http://pbx:8088")).password(secret).build())
 *         .listen("0.0.0.0", 8089)
 *         .resolver(offer -> Resolution.accept("reception"))
 *         .agent(new ReceptionAgent())
 *         .build();
 * voxari.start();
 * }</pre>
 *
 * <p>Thread-safe.
 */
public final class Voxari implements AutoCloseable {
    // Long by the settings of its builder, each with its Javadoc.
    private static final Logger LOG = LoggerFactory.getLogger(Voxari.class);

    static final Duration LONGEST = Duration.ofDays(10_000);

    private final MediaServer media;
    private final CallHost host;
    private final AsteriskLinks links;
    private final Ground ground;
    private final List<StartExamination> examinations;
    private final AtomicBoolean fresh = new AtomicBoolean(true);
    /** Whether audio is listened for. */
    private final AtomicBoolean serving = new AtomicBoolean();

    private final AtomicBoolean draining = new AtomicBoolean();

    private Voxari(Builder builder) {
        ground = builder.ground.filled();
        MediaServer.Builder server =
                MediaServer.builder().host(builder.host).port(builder.port).path(builder.path);
        if (builder.mediaUser != null && builder.mediaPassword != null) {
            server.credentials(builder.mediaUser, builder.mediaPassword);
        }
        if (builder.mediaTls != null) {
            server.tls(builder.mediaTls);
        }
        media = ground.build(server);
        host = new CallHost(builder, media, ground);
        links = new AsteriskLinks(host);
        builder.servers.forEach(links::put);
        examinations = builder.examining
                ? builder.servers.stream()
                        .map(config -> new StartExamination(config.name(), builder.doctor(config, ground)))
                        .toList()
                : List.of();
    }

    /**
     * {@return a builder}
     *
     * <p>Needed are an Asterisk, a resolver and an agent.
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Listens for audio and connects to every Asterisk; calls come from now on. Blocks until all are connected; one that
     * cannot be reached is tried for half a minute. What {@link Builder#examineAtStart} asks for comes first.
     *
     * <p>A process that is told to stop does not call {@link #close()} by itself, and its callers are left in silence: see
     * {@link #runUntilStopped()}.
     *
     * @throws java.io.UncheckedIOException if the media address cannot be listened on; everything is closed then
     * @throws IllegalStateException if an Asterisk is not reached, refuses the credentials or has no ARI, and everything is
     *     closed then; or if this was started or closed before
     */
    public void start() {
        if (!fresh.getAndSet(false)) {
            throw new IllegalStateException("this was started or closed before; build another one");
        }
        try {
            // It listens on the same port, so it has to be through before we do.
            examinations.forEach(StartExamination::run);
            media.start();
            LOG.info("listening for audio on {}", media.uri());
            links.connect();
            serving.set(true);
        } catch (RuntimeException failure) {
            close();
            throw failure;
        }
    }

    /**
     * Starts, waits until the process is told to stop (Ctrl-C, SIGTERM), and closes, so that callers are hung up; for a
     * main method that has nothing else to do.
     *
     * @throws InterruptedException if the thread is interrupted while it waits; everything is closed then
     * @throws java.io.UncheckedIOException as {@link #start()}
     * @throws IllegalStateException as {@link #start()}
     */
    public void runUntilStopped() throws InterruptedException {
        runUntilStopped(Duration.ZERO);
    }

    /**
     * As {@link #runUntilStopped()}, but the calls that run when the process is told to stop may end by themselves first: see
     * {@link #drain}. Whoever stops the process must leave it that time.
     *
     * @param drain how long these calls may still last
     * @throws InterruptedException if the thread is interrupted while it waits; everything is closed then
     * @throws java.io.UncheckedIOException as {@link #start()}
     * @throws IllegalStateException as {@link #start()}
     */
    public void runUntilStopped(Duration drain) throws InterruptedException {
        notNegative(drain);
        CountDownLatch closed = new CountDownLatch(1);
        Thread hook = RuntimeThreads.daemons("voxari-shutdown").newThread(() -> {
            if (!drain.isZero()) {
                int cut = drain(drain).toCompletableFuture().join();
                LOG.info("drained; {} calls were cut", cut);
            }
            close();
            closed.countDown();
        });
        start();
        Runtime.getRuntime().addShutdownHook(hook);
        LOG.info("waiting for calls; Ctrl-C stops");
        try {
            closed.await();
        } catch (InterruptedException interrupted) {
            Runtime.getRuntime().removeShutdownHook(hook);
            close();
            throw interrupted;
        }
    }

    /**
     * {@return where this media server listens, for {@code uri} in {@code websocket_client.conf}}
     *
     * @throws IllegalStateException before {@link #start()}
     */
    public URI mediaUri() {
        return media.uri();
    }

    /**
     * Places a call: asks the quota check, opens the agent of the request's workflow and its audio, and then has somebody
     * called. The agent is ready before the other side answers.
     *
     * <p>Returns at once; what becomes of it is told by the call's stages and, as of every call, to listeners.
     *
     * @param request whom to call, and what is to happen then
     * @return the call
     * @throws IllegalArgumentException if the request names an Asterisk that is not configured, or none where there are
     *     several
     * @throws IllegalStateException before {@link #start()} and after {@link #close()}
     */
    public OutboundCall dial(OutboundRequest request) {
        started("dial(...)");
        return links.dial(request);
    }

    /** {@return what is held now} */
    public VoxariStats stats() {
        int calls = links.all().stream().mapToInt(AsteriskLink::size).sum();
        return new VoxariStats(
                calls, host.agents.get(), host.leases.get(), host.mediaChannels.get(), host.bridges.get());
    }

    /** {@return how everything stands now} Asks nobody and does not block. */
    public VoxariHealth health() {
        List<AsteriskHealth> asterisks =
                links.all().stream().map(AsteriskLink::health).toList();
        VoxariStats now = stats();
        boolean refusing = draining.get();
        return new VoxariHealth(
                serving.get()
                        && !refusing
                        && asterisks.stream()
                                .anyMatch(one -> one.state() == AsteriskState.CONNECTED && !one.draining()),
                refusing,
                refusing && now.calls() == 0,
                serving.get(),
                media.stats().sessions(),
                asterisks,
                now);
    }

    /**
     * Adds an Asterisk while others run, and connects to it; blocks as {@link #start()} does.
     *
     * @param config how it is reached
     * @throws IllegalArgumentException if there is one of that name, or one with the same endpoint and application
     * @throws IllegalStateException if it is not reached, or refuses: it is not there then; if it is still being removed; or
     *     before {@link #start()}, or when this is drained or closed
     */
    public void addAsterisk(AsteriskConfig config) {
        started("addAsterisk(...)");
        links.add(config);
    }

    /**
     * Removes an Asterisk while others run: its new calls are refused as {@link Builder#refuseWhileDraining} says, those that
     * run may end by themselves until the deadline.
     *
     * @param name its name
     * @param deadline how long its calls may still last; zero ends them now
     * @return completes on a thread of the runtime's executor, when nothing of it is left, with the number of calls that were
     *     ended by the deadline
     * @throws IllegalArgumentException if there is none of that name
     * @throws IllegalStateException before {@link #start()}
     */
    public CompletionStage<Integer> removeAsterisk(String name, Duration deadline) {
        started("removeAsterisk(...)");
        return links.remove(name, notNegative(deadline)).minimalCompletionStage();
    }

    /**
     * Changes how an Asterisk is reached while others run: asks whether it lets us in by the new settings, removes the one of
     * the same name as {@link #removeAsterisk} does, then adds it as it is to be. In between its calls are refused.
     *
     * @param config how it is reached from now on; the name says which is meant
     * @param deadline how long its calls may still last; zero ends them now
     * @return as {@link #removeAsterisk}, when it is connected again; exceptionally with an {@link IllegalStateException} if it
     *     is not reached by the new settings or refuses them: then all is as it was. Should it refuse only after the removal, the
     *     Asterisk is not there any more, as {@link #health()} tells
     * @throws IllegalArgumentException if there is none of that name, or another one with the same endpoint and application
     * @throws IllegalStateException before {@link #start()}
     */
    public CompletionStage<Integer> changeAsterisk(AsteriskConfig config, Duration deadline) {
        started("changeAsterisk(...)");
        return links.change(config, notNegative(deadline)).minimalCompletionStage();
    }

    /**
     * Lets the calls come to their ends, for a deployment: new ones are refused as {@link Builder#refuseWhileDraining} says,
     * agents are told by {@link io.voxari.agent.CallEvent.Draining}, and when the last call has ended, or the deadline has
     * ended it, everything is closed as by {@link #close()}. Returns at once. A listener that never returns is waited for until
     * some seconds after the deadline; one that waits for this itself waits as long.
     *
     * @param deadline how long calls may still last; zero ends them now
     * @return completes when all is closed, with the number of calls that did not end by themselves; on no particular thread
     * @throws IllegalArgumentException if the deadline is negative
     * @throws IllegalStateException before {@link #start()}
     */
    public CompletionStage<Integer> drain(Duration deadline) {
        started("drain(...)");
        Duration longest = notNegative(deadline);
        draining.set(true);
        CompletableFuture<Integer> closed = new CompletableFuture<>();
        var unused = links.drain(longest)
                .whenComplete((cut, failure) -> ground.runLast(() -> {
                    close();
                    closed.complete(failure == null ? cut : 0);
                }));
        return closed.minimalCompletionStage();
    }

    private void started(String what) {
        if (fresh.get()) {
            throw new IllegalStateException("not started; call start() before " + what);
        }
    }

    private static Duration notNegative(Duration deadline) {
        if (deadline.isNegative()) {
            throw new IllegalArgumentException("a deadline of " + deadline + " is negative; zero ends calls now");
        }
        // Who means "for ever" may say so; nanoseconds have an end.
        return deadline.compareTo(LONGEST) < 0 ? deadline : LONGEST;
    }

    /**
     * Refuses new calls, ends those that run, and lets go of everything; waits for that, but not for ever: some seconds
     * more than {@code closeDeadline}. Host code that still blocks then is interrupted. Further calls do nothing.
     *
     * <p>Not to be called in a callback of a call, whose end it awaits.
     */
    @Override
    public void close() {
        fresh.set(false);
        serving.set(false);
        awaitCalls();
        links.close();
        media.close();
        ground.close();
    }

    private void awaitCalls() {
        long patience = host.settings.closeDeadline().plusSeconds(10).toMillis();
        try {
            links.shutDown().get(patience, TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException late) {
            LOG.warn("closing with calls that did not end within {} ms: {}", patience, stats());
        }
    }

    /** Collects what the runtime needs. Not thread-safe. */
    public static final class Builder {
        final List<AsteriskConfig> servers = new ArrayList<>();
        final Map<String, RegisteredAgent> agentsByWorkflow = new HashMap<>();
        final List<CallListener> listeners = new ArrayList<>();
        final List<CallObserver> observers = new ArrayList<>();
        RefusalCause drainCause = RefusalCause.CONGESTION;

        QuotaFailure quotaFailure = QuotaFailure.REFUSE;
        Settings settings = Settings.DEFAULTS;
        Rescue rescue = Rescue.DEFAULTS;
        boolean comfortSilence;
        private boolean examining;

        @Nullable BiFunction<CallOffer, Workflow, Optional<RecordingTarget>> recordings;

        Ground ground = Ground.USUAL;
        private @Nullable RegisteredAgent agentOfAll;
        private @Nullable WorkflowResolver resolver;
        private @Nullable QuotaCheck quota;
        private String host = "127.0.0.1";
        private int port = 8089;
        private String path = "/media";
        private @Nullable String mediaUser;
        private @Nullable String mediaPassword;
        private @Nullable SSLContext mediaTls;

        private Builder() {}

        /**
         * Adds an Asterisk.
         *
         * @param config how it is reached
         * @return this builder
         */
        public Builder asterisk(AsteriskConfig config) {
            servers.add(Objects.requireNonNull(config, "config"));
            return this;
        }

        /**
         * Sets where Asterisk's audio connections are listened for.
         *
         * @param host an address of this machine; {@code 127.0.0.1} unless set
         * @param port a port; 0 for any free one; 8089 unless set
         * @return this builder
         */
        public Builder listen(String host, int port) {
            this.host = Objects.requireNonNull(host, "host");
            this.port = port;
            return this;
        }

        /**
         * Sets the path of the audio connections.
         *
         * @param value the path in {@code websocket_client.conf}'s {@code uri}; {@code /media} unless set
         * @return this builder
         */
        public Builder mediaPath(String value) {
            this.path = Objects.requireNonNull(value, "path");
            return this;
        }

        /**
         * Asks Asterisk to sign in to the media server.
         *
         * @param user {@code username} in {@code websocket_client.conf}
         * @param password {@code password} there; never logged
         * @return this builder
         */
        public Builder mediaCredentials(String user, String password) {
            this.mediaUser = Objects.requireNonNull(user, "user");
            this.mediaPassword = Objects.requireNonNull(password, "password");
            return this;
        }

        /**
         * Lets Asterisk connect through TLS only: {@code uri} in {@code websocket_client.conf} begins with {@code wss} then,
         * and has a host name that the certificate is for.
         *
         * @param value presents this media server's certificate; {@link io.voxari.media.MediaTls} makes one of PEM files
         * @return this builder
         */
        public Builder mediaTls(SSLContext value) {
            this.mediaTls = Objects.requireNonNull(value, "mediaTls");
            return this;
        }

        /**
         * Sets who finds the workflow of a call.
         *
         * @param value the resolver; the one that {@link java.util.ServiceLoader} finds unless set
         * @return this builder
         */
        public Builder resolver(WorkflowResolver value) {
            this.resolver = Objects.requireNonNull(value, "resolver");
            return this;
        }

        /**
         * Sets who allows a call to run.
         *
         * @param value the check; the one that {@link java.util.ServiceLoader} finds unless set, and if there is none,
         *     every call is allowed
         * @return this builder
         */
        public Builder quota(QuotaCheck value) {
            this.quota = Objects.requireNonNull(value, "quota");
            return this;
        }

        /**
         * Sets what becomes of a call when the quota check throws, fails, or gives no answer within
         * {@link #quotaDeadline}.
         *
         * @param value {@link QuotaFailure#REFUSE} unless set
         * @return this builder
         */
        public Builder whenQuotaFails(QuotaFailure value) {
            this.quotaFailure = Objects.requireNonNull(value, "quotaFailure");
            return this;
        }

        /**
         * Sets who talks on every call whose workflow has no agent of its own. When no agent is set at all, it is the one
         * that {@link java.util.ServiceLoader} finds.
         *
         * @param value the agent's pipeline; its profile is asked for here
         * @return this builder
         * @throws IllegalArgumentException if Asterisk has no format as the profile wants it
         */
        public Builder agent(AgentPipeline value) {
            this.agentOfAll = RegisteredAgent.of(Objects.requireNonNull(value, "agent"));
            return this;
        }

        /**
         * Sets who talks on the calls of one workflow.
         *
         * @param workflowId the workflow's name
         * @param value the agent's pipeline; its profile is asked for here
         * @return this builder
         * @throws IllegalArgumentException if the workflow has an agent already, or Asterisk has no format as the
         *     profile wants it
         */
        public Builder agent(String workflowId, AgentPipeline value) {
            if (agentsByWorkflow.putIfAbsent(workflowId, RegisteredAgent.of(Objects.requireNonNull(value, "agent")))
                    != null) {
                throw new IllegalArgumentException("workflow \"" + workflowId + "\" has two agents");
            }
            return this;
        }

        /**
         * Adds somebody who is told what happens to all calls.
         *
         * @param value the listener
         * @return this builder
         */
        public Builder listener(CallListener value) {
            listeners.add(Objects.requireNonNull(value, "listener"));
            return this;
        }

        /**
         * Adds somebody who is told what is measured.
         *
         * @param value the observer
         * @return this builder
         */
        public Builder observer(CallObserver value) {
            observers.add(Objects.requireNonNull(value, "observer"));
            return this;
        }

        /**
         * Sets what callers are told who call while we drain.
         *
         * @param value {@link RefusalCause#CONGESTION} unless set
         * @return this builder
         */
        public Builder refuseWhileDraining(RefusalCause value) {
            this.drainCause = Objects.requireNonNull(value, "cause");
            return this;
        }

        /**
         * Sets how long the resolver may take before the call is refused.
         *
         * @param value 5 seconds unless set
         * @return this builder
         */
        public Builder resolveDeadline(Duration value) {
            return with(value, settings -> settings.withResolve(value));
        }

        /**
         * Sets how long the quota check may take before the call is refused.
         *
         * @param value 5 seconds unless set
         * @return this builder
         */
        public Builder quotaDeadline(Duration value) {
            return with(value, settings -> settings.withQuota(value));
        }

        /**
         * Sets how long an agent may take to open before the call is refused.
         *
         * @param value 15 seconds unless set
         * @return this builder
         */
        public Builder openDeadline(Duration value) {
            return with(value, settings -> settings.withOpen(value));
        }

        /**
         * Sets how long Asterisk may take to connect a call's audio before the call is refused.
         *
         * @param value 10 seconds unless set
         * @return this builder
         */
        public Builder mediaDeadline(Duration value) {
            return with(value, settings -> settings.withMedia(value));
        }

        /**
         * Sets how long {@code hangupWhenHeard} waits for the end of what the agent said.
         *
         * @param value a minute unless set
         * @return this builder
         */
        public Builder drainDeadline(Duration value) {
            return with(value, settings -> settings.withDrain(value));
        }

        /**
         * Sets how long the end of a call waits for its agent to let go.
         *
         * @param value 5 seconds unless set
         * @return this builder
         */
        public Builder closeDeadline(Duration value) {
            return with(value, settings -> settings.withClose(value));
        }

        /**
         * Sets how much of the caller's audio waits for a slow agent before the oldest is dropped.
         *
         * @param value 2 seconds unless set
         * @return this builder
         */
        public Builder audioBacklog(Duration value) {
            return with(value, settings -> settings.withBacklog(value));
        }

        /**
         * Sets whether callers get silence while their agent says nothing. Asterisk sends their side no RTP at all then:
         * that saves 25 messages a second and a call, and leaves it to the caller's telephone what its line sounds like.
         * With this their RTP never stops while they are with their agent; the first word after a pause comes up to 60 ms later.
         *
         * <p>To be set where a trunk hangs up calls on which it gets nothing for some time (often 30 or 60 seconds), or where
         * callers take a line without any sound for a dead one.
         *
         * @param value false unless set: the delay is on each answer, and few trunks mind
         * @return this builder
         */
        public Builder comfortSilence(boolean value) {
            comfortSilence = value;
            return this;
        }

        /**
         * Sets whether {@link Voxari#start()} lets a {@link VoxariDoctor} look at each Asterisk first, one after the other, by
         * the settings made here. What failed is logged as a warning, with its fix, and what may fail as information; nothing
         * of it prevents the start, nor changes how that ends. It takes some tenths of a second for each, and up to half a
         * minute for one that is silent. Asterisks that are added later are not examined.
         *
         * @param value false unless set; the media server's port must be named by {@link #listen} then, since it is compared
         *     with {@code websocket_client.conf}
         * @return this builder
         */
        public Builder examineAtStart(boolean value) {
            examining = value;
            return this;
        }

        private VoxariDoctor doctor(AsteriskConfig server, Ground basis) {
            VoxariDoctor.Builder doctor = VoxariDoctor.builder(server)
                    .listen(host, port)
                    .mediaPath(path)
                    .ground(basis);
            if (mediaUser != null && mediaPassword != null) {
                doctor.mediaCredentials(mediaUser, mediaPassword);
            }
            if (mediaTls != null) {
                doctor.mediaTls(mediaTls);
            }
            return doctor.build();
        }

        /**
         * Sets what becomes of a call whose audio connection breaks in mid-call: once in a call another one is asked for. The
         * agent is told by {@link io.voxari.agent.CallEvent.MediaLost} and {@link io.voxari.agent.CallEvent.MediaRestored}.
         * When there is no other one in time the call ends as {@link io.voxari.agent.EndCause.Kind#MEDIA_FAILED}.
         *
         * @param deadline how long the caller waits at most; 5 seconds unless set; zero ends such calls at once
         * @param sound what the caller hears meanwhile; {@link WaitingSound#MUSIC} unless set
         * @return this builder
         * @throws IllegalArgumentException if the deadline is negative
         */
        public Builder reattachMedia(Duration deadline, WaitingSound sound) {
            rescue = rescue.withReattach(notNegative(deadline), Objects.requireNonNull(sound, "sound"));
            return this;
        }

        /**
         * Sets what becomes of a caller whose agent throws or gives up in mid-call. Before the answer the call is refused, and
         * an agent that has taken its leave is heard to its end.
         *
         * @param value {@link AgentFallback#hangUp()} unless set
         * @return this builder
         */
        public Builder whenAgentFails(AgentFallback value) {
            rescue = rescue.withFailure(Objects.requireNonNull(value, "fallback"));
            return this;
        }

        /**
         * Sets when an agent is held to have failed though it says nothing of that: a callback of it has not returned for so
         * long, or the caller has spoken or pressed a key and got no word for so long, by Asterisk's talk detection.
         * What an agent does that the caller notices is an answer too: a transfer or a hold that has begun, keys that were
         * sent, a hang-up, and words that go on after a pause. Unless set, only {@link #answerOwed} and {@link #callbackDeadline}
         * hold: there are agents that listen and do not answer.
         *
         * @param patience how long; zero for not at all
         * @param value what becomes of the caller then
         * @return this builder
         * @throws IllegalArgumentException if the patience is negative
         */
        public Builder whenAgentStalls(Duration patience, AgentFallback value) {
            rescue = rescue.withStall(notNegative(patience), Objects.requireNonNull(value, "fallback"));
            return this;
        }

        /**
         * Sets how long an agent may say nothing to a caller whom it has back: from a transfer that failed, or from a
         * connection that broke in the middle of its words, of which at least 100 ms were not heard. Then it has failed, as
         * {@link #whenAgentFails} says; where {@link #whenAgentStalls} is set, that holds in place of this.
         *
         * <p>What is an answer is as there. The time begins anew when the caller has spoken or pressed a key: from such a return
         * on Asterisk listens for speech ({@code func_talkdetect.so}), though the agent is told nothing of it where it finds
         * that out itself. Where Asterisk cannot, nothing is held against the agent, and a warning is logged.
         *
         * @param patience how long; 15 seconds unless set; zero for ever, in which a caller may be left in silence
         * @return this builder
         * @throws IllegalArgumentException if it is negative
         */
        public Builder answerOwed(Duration patience) {
            rescue = rescue.withOwed(notNegative(patience));
            return this;
        }

        /**
         * Sets how long a callback of an agent may last while its caller hears nothing. Then it has failed, as {@link
         * #whenAgentFails} says; where {@link #whenAgentStalls} is set, that holds in place of this. Time in which the agent is
         * heard, or the caller is on hold or on its way elsewhere, does not count: an agent may wait in a callback for the
         * end of its words.
         *
         * @param patience how long, and up to a quarter more; 30 seconds unless set; zero for ever, in which a caller may be left
         *     in silence
         * @return this builder
         * @throws IllegalArgumentException if it is negative
         */
        public Builder callbackDeadline(Duration patience) {
            rescue = rescue.withCallback(notNegative(patience));
            return this;
        }

        /**
         * Sets which calls are recorded from the answer on, and where to; an agent may record too.
         *
         * @param target asked once for every call that is answered, on a thread of the runtime's executor; what it throws is
         *     logged, and the call is not recorded
         * @return this builder
         */
        public Builder recordCalls(BiFunction<CallOffer, Workflow, Optional<RecordingTarget>> target) {
            recordings = Objects.requireNonNull(target, "target");
            return this;
        }

        /**
         * Sets where time comes from, in place of the system's: every deadline and all playing of audio follow it. For
         * tests that do not wait.
         *
         * @param scheduler runs short tasks after delays of that time; stays open when this closes
         * @param clock the same time; must never go back
         * @return this builder
         */
        public Builder time(ScheduledExecutorService scheduler, InstantSource clock) {
            ground = ground.withTime(
                    Objects.requireNonNull(scheduler, "scheduler"), Objects.requireNonNull(clock, "clock"));
            return this;
        }

        /**
         * Sets where the application's code runs and connections to Asterisk are served, in place of threads of our own.
         *
         * @param threads takes every task at once, on another thread than the caller's, however many block; stays open when
         *     this closes
         * @return this builder
         */
        public Builder executor(ExecutorService threads) {
            ground = ground.withExecutor(Objects.requireNonNull(threads, "threads"));
            return this;
        }

        /**
         * Sets who makes the sockets, in place of the system: in memory, for tests.
         *
         * @param ari makes those to Asterisk's HTTP server
         * @param audio makes those of the media server
         * @return this builder
         */
        public Builder sockets(SocketFactory ari, SelectorProvider audio) {
            ground = ground.withSockets(Objects.requireNonNull(ari, "ari"), Objects.requireNonNull(audio, "audio"));
            return this;
        }

        /**
         * {@return the runtime, not yet started}
         *
         * <p>A resolver, a quota check and an agent that were not set are looked for by {@link java.util.ServiceLoader},
         * with the class loader of the current thread: a jar that brings one needs only to be there.
         *
         * @throws IllegalStateException if an Asterisk, the resolver or the agent is missing, or more than one is found of
         *     what was not set, or there is to be an examination and {@link #listen} names no port; the message says which
         */
        public Voxari build() {
            if (servers.isEmpty()) {
                throw new IllegalStateException("no Asterisk: call asterisk(...)");
            }
            if (examining && port == 0) {
                throw new IllegalStateException(
                        "examineAtStart compares the port with websocket_client.conf, and 0 is any"
                                + " free one: name a port in listen(...)");
            }
            // Before anything is made that would have to be closed again.
            resolver();
            quota();
            agentOfAll();
            return new Voxari(this);
        }

        WorkflowResolver resolver() {
            if (resolver == null) {
                resolver = DroppedIn.find(WorkflowResolver.class)
                        .orElseThrow(() -> new IllegalStateException("nobody finds the workflow of a call: call"
                                + " resolver(...), or add a jar that provides one"));
            }
            return resolver;
        }

        QuotaCheck quota() {
            if (quota == null) {
                quota = DroppedIn.find(QuotaCheck.class).orElseGet(QuotaCheck::unlimited);
            }
            return quota;
        }

        /** Null when each workflow that has an agent was given its own. */
        @Nullable RegisteredAgent agentOfAll() {
            if (agentOfAll == null && agentsByWorkflow.isEmpty()) {
                agentOfAll = RegisteredAgent.of(DroppedIn.find(AgentPipeline.class)
                        .orElseThrow(() -> new IllegalStateException(
                                "nobody talks: call agent(...), or add a jar that provides one")));
            }
            return agentOfAll;
        }

        private Builder with(Duration value, UnaryOperator<Settings> change) {
            if (value.isNegative() || value.isZero()) {
                throw new IllegalArgumentException("a deadline of " + value + " is not positive");
            }
            settings = change.apply(settings);
            return this;
        }
    }
}
