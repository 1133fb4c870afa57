package io.voxari.agent.runtime;

import io.voxari.agent.CallObserver;
import io.voxari.agent.CallOffer;
import io.voxari.agent.Measurement;
import io.voxari.agent.QuotaCheck;
import io.voxari.agent.RecordingTarget;
import io.voxari.agent.RefusalCause;
import io.voxari.agent.Workflow;
import io.voxari.agent.WorkflowResolver;
import io.voxari.media.MediaServer;
import io.voxari.media.PlayoutOptions;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What all calls share.
 *
 * <p>Thread-safe.
 */
final class CallHost {
    private static final Logger LOG = LoggerFactory.getLogger(CallHost.class);

    final WorkflowResolver resolver;
    final QuotaCheck quota;
    final QuotaFailure quotaFailure;
    final Settings settings;
    final Rescue rescue;
    final @Nullable BiFunction<CallOffer, Workflow, Optional<RecordingTarget>> recordings;
    final PlayoutOptions playout;
    final MediaServer media;
    final Ground ground;
    final Executor executor;
    final Questions questions;
    final AtomicInteger agents = new AtomicInteger();
    final AtomicInteger leases = new AtomicInteger();
    final AtomicInteger bridges = new AtomicInteger();
    final AtomicInteger mediaChannels = new AtomicInteger();

    private final ThreadFactory lateThreads = RuntimeThreads.daemons("voxari-late");
    private final SecureRandom random = new SecureRandom();
    private final ScheduledExecutorService timer;
    private final InstantSource clock;
    private final Map<String, RegisteredAgent> agentsByWorkflow;
    private final @Nullable RegisteredAgent agentOfAll;
    private final List<CallListener> listeners;
    private final List<CallObserver> observers;
    /** What the caller is told while we drain. */
    final RefusalCause drainCause;

    CallHost(Voxari.Builder builder, MediaServer media, Ground ground) {
        this.resolver = builder.resolver();
        this.quota = builder.quota();
        this.quotaFailure = builder.quotaFailure;
        this.settings = builder.settings;
        this.rescue = builder.rescue;
        this.recordings = builder.recordings;
        this.playout = PlayoutOptions.DEFAULT.withComfortSilence(builder.comfortSilence);
        this.agentsByWorkflow = Map.copyOf(builder.agentsByWorkflow);
        this.agentOfAll = builder.agentOfAll();
        this.listeners = List.copyOf(builder.listeners);
        this.observers = List.copyOf(builder.observers);
        this.drainCause = builder.drainCause;
        this.media = media;
        this.ground = ground;
        this.executor = ground.threads();
        this.timer = ground.scheduler();
        this.clock = ground.clock();
        this.questions = new Questions(executor, timer);
    }

    Optional<RegisteredAgent> agentFor(Workflow workflow) {
        return Optional.ofNullable(agentsByWorkflow.getOrDefault(workflow.id(), agentOfAll));
    }

    /** 128 bits that nobody guesses: who knows a media channel's id may send and hear its audio. */
    String unguessable() {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /**
     * Runs what may block. After the shutdown each task has a thread of its own, so that what comes late is still given
     * back, and never on the thread of whoever brings it.
     */
    void run(Runnable task) {
        try {
            executor.execute(task);
        } catch (RejectedExecutionException shutDown) {
            lateThreads.newThread(task).start();
        }
    }

    /** {@return the time of day} */
    Instant now() {
        return clock.instant();
    }

    /** Nanoseconds on a line that does not go back, beginning anywhere. */
    long nanos() {
        return ground.nanos();
    }

    /** Runs a short task later; after the shutdown never. */
    @Nullable Future<?> later(Duration delay, Runnable task) {
        try {
            Duration longest = delay.compareTo(Voxari.LONGEST) > 0 ? Voxari.LONGEST : delay;
            return timer.schedule(task, longest.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException shutDown) {
            return null;
        }
    }

    /** Whether anybody is told what becomes of calls. */
    boolean isListened() {
        return !listeners.isEmpty();
    }

    void asterisk(String name, AsteriskState state) {
        tell("of Asterisk " + name, listener -> listener.onAsterisk(name, state));
    }

    void news(CallNews news) {
        tell(news.moment().call().callId(), listener -> listener.onNews(news));
    }

    void step(CallStep step) {
        tell(step.callId(), listener -> listener.onStep(step));
    }

    private void tell(String callId, Consumer<CallListener> news) {
        for (CallListener listener : listeners) {
            try {
                news.accept(listener);
            } catch (Throwable failure) {
                LOG.warn("call {}: a listener threw; all goes on", callId, failure);
            }
        }
    }

    boolean isObserved() {
        return !observers.isEmpty();
    }

    void measured(Measurement measurement) {
        for (CallObserver observer : observers) {
            try {
                observer.onMeasured(measurement);
            } catch (Throwable failure) {
                LOG.warn("call {}: an observer threw; all goes on", measurement.callId(), failure);
            }
        }
    }
}
