package io.voxari.agent.runtime;

import io.voxari.agent.CallContext;
import io.voxari.agent.CallOffer;
import io.voxari.agent.Direction;
import io.voxari.agent.EndCause;
import io.voxari.agent.Measure;
import io.voxari.agent.Measurement;
import io.voxari.agent.OutboundRequest;
import io.voxari.ari.AriClient;
import io.voxari.ari.AriEvent;
import io.voxari.ari.AriException;
import io.voxari.ari.AriListener;
import io.voxari.ari.AriResponseException;
import io.voxari.ari.ChannelGone;
import io.voxari.ari.ChannelResynced;
import io.voxari.ari.ConnectionState;
import io.voxari.ari.EventLane;
import io.voxari.ari.event.ChannelDestroyed;
import io.voxari.ari.event.StasisEnd;
import io.voxari.ari.event.StasisStart;
import io.voxari.ari.model.Channel;
import io.voxari.ari.model.ChannelState;
import io.voxari.ari.model.InfoSection;
import io.voxari.ari.model.SystemInfo;
import io.voxari.media.MediaCapabilities;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One Asterisk: its connection, and the calls that run on it.
 *
 * <p>Thread-safe.
 */
final class AsteriskLink implements AriListener, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AsteriskLink.class);
    /** How often calls are looked after while another client gets their events. */
    private static final Duration LOOK = Duration.ofSeconds(2);
    /** How long after there was no thread to tell listeners on it is tried again. */
    private static final Duration TELL_AGAIN = Duration.ofSeconds(1);
    /** How long after the last call should have ended it is waited for listeners. */
    private static final Duration TELL_AT_MOST = Duration.ofSeconds(10);

    private static final String SHUTTING_DOWN = "the application is shutting down";

    private final AsteriskConfig config;
    private final CallHost host;
    private final OwnIds ids;
    private final AriClient ari;
    private final UnusedEvents unwanted;
    private final Orphans orphans;
    /** What listeners are told: they may be slow. */
    private final InOrder telling;
    /** By the id of the caller's channel. */
    private final Map<String, Call> calls = new ConcurrentHashMap<>();
    /** The same, of calls that are over, and of which listeners are still being told. */
    private final Map<String, Call> untold = new ConcurrentHashMap<>();
    /** Offers callers who are back while their call still ends, on another lane. */
    private final Map<String, Runnable> late = new ConcurrentHashMap<>();
    /** What its media channels can do: as much as every Asterisk's, until it has said its version. */
    private volatile MediaCapabilities capabilities = MediaCapabilities.UNKNOWN;

    /** What was told last, so that each attempt to connect is not told again; only the lane of the connection's news. */
    private AsteriskState last = AsteriskState.IDLE;

    /** Guarded by this: after {@link #shutDown} no call is added. */
    private boolean accepting = true;

    /** Guarded by this: calls that come are refused. */
    private boolean draining;

    private volatile @Nullable String lastError;

    AsteriskLink(AsteriskConfig config, CallHost host) {
        this.config = config;
        this.host = host;
        this.ids = new OwnIds(config.app());
        this.ari = host.ground.build(
                config.client().application(config.app()).listener(this).handlersNeverBlock());
        this.telling = new InOrder(host::run, this::tellLater);
        this.unwanted = new UnusedEvents(ari, config.app());
        this.orphans = new Orphans(config, host, ari, ids, calls.values());
    }

    /** Cleans up behind a process that was here before, then takes calls. */
    void connect() {
        // Before we register, so that no call of ours can be among them.
        orphans.releaseAll();
        learnVersion();
        try {
            ari.connect();
        } catch (AriException failure) {
            throw notReached(config, failure);
        }
        LOG.info("calls of Asterisk {} come to application {}", config.name(), config.app());
    }

    /** {@return why an Asterisk does not let us in, with what to look at} */
    static IllegalStateException notReached(AsteriskConfig config, AriException failure) {
        String why = " cannot be reached; is http.conf enabled with an address and port that fit? ";
        if (failure instanceof AriResponseException refused) {
            why = refused.isDenied()
                    ? " refuses user \"" + config.user() + "\"; compare user and password with ari.conf: "
                    : " has no ARI there; is ari.conf enabled, and is this its HTTP port? ";
        }
        return new IllegalStateException("Asterisk at " + config.endpoint() + why + failure.getMessage(), failure);
    }

    String name() {
        return config.name();
    }

    /** {@return whether such a configuration is of the same application of the same Asterisk} */
    boolean isOfApplication(AsteriskConfig other) {
        return config.app().equals(other.app()) && config.endpoint().equals(other.endpoint());
    }

    /**
     * Places a call.
     *
     * @throws IllegalStateException after {@link #shutDown()}
     */
    OutboundCall dial(OutboundRequest request) {
        String id = ids.dialled(host.unguessable());
        OutboundCall placed = new OutboundCall(id, request, task -> host.run(() -> CallThread.run(id, task)));
        CallContext context = new CallContext(
                request.destination().callerNumber().orElseGet(config::fromNumber),
                request.destination().number(),
                Direction.OUTBOUND,
                id,
                CallContext.PROVIDER);
        CallOffer offer = new CallOffer(
                context,
                config.name(),
                request.destination().callerName(),
                "",
                List.of(),
                request.destination().variables(),
                false,
                host.now());
        EventLane lane = ari.openLane("outbound " + id);
        CallLegs legs = new CallLegs(ari, config, host, ids, capabilities, id, orphans::releaseLater);
        Call call =
                new Call(host, legs, lane, offer, placed, tellingOf(id), this::onEnded, event -> onReturn(event, lane));
        placed.onCancel(() -> call.post(call::cancel));
        synchronized (this) {
            if (!accepting || draining) {
                lane.close();
                throw new IllegalStateException("Asterisk " + config.name() + " takes no calls: it is "
                        + (accepting ? "draining" : "shutting down"));
            }
            calls.put(id, call);
            // Before a shutdown can see the call: it would end before it began.
            if (!call.post(call::start)) {
                calls.remove(id);
                throw new IllegalStateException("Asterisk " + config.name() + " takes no calls: the client is closed");
            }
        }
        return placed;
    }

    /** {@return how many calls there are; one is until listeners have been told that it is over} */
    int size() {
        return calls.size() + untold.size();
    }

    AsteriskHealth health() {
        ConnectionState state = ari.state();
        boolean refusing;
        synchronized (this) {
            refusing = draining || !accepting;
        }
        return new AsteriskHealth(
                config.name(), told(state.phase()), state.since(), Optional.ofNullable(lastError), size(), refusing);
    }

    /**
     * New calls are refused from now on; those that run may go on until the deadline.
     *
     * @return completes, when all of these have ended, with the number of those that did not end by themselves
     */
    CompletableFuture<Integer> drain(Duration deadline) {
        List<Call> running;
        List<CompletableFuture<EndCause>> ends;
        synchronized (this) {
            draining = true;
            running = List.copyOf(calls.values());
            ends = ends(running);
        }
        LOG.info(
                "Asterisk {}: draining {} calls for at most {} ms", config.name(), running.size(), deadline.toMillis());
        Future<?> alarm = host.later(deadline, () -> running.forEach(Call::shutDown));
        running.forEach(call -> call.drain(deadline));
        return all(ends, deadline).thenApply(done -> {
            if (alarm != null) {
                alarm.cancel(false);
            }
            return (int) running.stream()
                    .filter(call ->
                            !call.ended().isDone() || call.ended().join().kind() == EndCause.Kind.SHUTDOWN)
                    .count();
        });
    }

    /**
     * New calls are refused from now on, and those that run are ended.
     *
     * @return completes when that is done
     */
    CompletableFuture<Void> shutDown() {
        synchronized (this) {
            accepting = false;
        }
        List<Call> running = List.copyOf(calls.values());
        List<CompletableFuture<EndCause>> ends = ends(running);
        running.forEach(Call::shutDown);
        late.keySet().forEach(id -> {
            if (late.remove(id) != null) {
                orphans.hangUp(id, SHUTTING_DOWN);
            }
        });
        return all(ends, Duration.ZERO);
    }

    /**
     * Completes when all have ended, and listeners have been told. A listener that never returns must not keep an operator
     * waiting for ever: then it completes some time after the calls should have ended.
     */
    private CompletableFuture<Void> all(List<CompletableFuture<EndCause>> ends, Duration most) {
        CompletableFuture<Void> all = CompletableFuture.allOf(ends.toArray(CompletableFuture[]::new));
        Duration patience = most.plus(host.settings.closeDeadline()).plus(TELL_AT_MOST);
        Future<?> last = host.later(patience, () -> {
            if (all.complete(null)) {
                LOG.warn(
                        "Asterisk {}: not waiting any longer for {} calls: they have not ended, or a listener has not returned",
                        config.name(),
                        size());
            }
        });
        if (last != null) {
            var unused = all.thenRun(() -> last.cancel(false));
        }
        return all;
    }

    /** The ends of what runs, and of what is over and not yet told. */
    private List<CompletableFuture<EndCause>> ends(List<Call> running) {
        // A call that ends meanwhile is told of before it is forgotten: so it is in one of the two.
        return Stream.concat(running.stream(), untold.values().stream())
                .map(Call::ended)
                .toList();
    }

    @Override
    public void close() {
        // Callers that were turned away a moment ago: unanswered requests end with the client.
        orphans.awaitReleased();
        ari.close();
    }

    /** A caller whose call has ended on this lane is perhaps back; whoever is was heard to leave, and is no orphan. */
    private void onReturn(AriEvent event, EventLane lane) {
        if (event instanceof ChannelResynced missed
                && missed.inApplication()
                && ids.isDialled(missed.channel().id())
                && !orphans.isForsaken(missed.channel().id())) {
            offered(missed.channel(), arguments(missed.channel()), lane);
        } else {
            onEvent(event, lane);
        }
    }

    @Override
    public void onEvent(AriEvent event, EventLane lane) {
        if (event instanceof StasisStart start) {
            if (isBack(start.channel())) {
                offered(start.channel(), start.args(), lane);
            } else {
                arrived(start.channel(), start.args(), lane);
            }
        } else if (event instanceof ChannelResynced missed && missed.inApplication()) {
            // It came while we were not connected.
            arrived(missed.channel(), arguments(missed.channel()), lane);
        }
    }

    private void arrived(Channel channel, List<String> arguments, EventLane lane) {
        if (ids.isMedia(channel.id()) || ids.isDialled(channel.id())) {
            // Of a call that ended while Asterisk was still making it.
            orphans.hangUpOrphan(channel.id(), "a channel of ours without a call");
        } else if (orphans.isForsaken(channel.id())) {
            orphans.hangUpOrphan(channel.id(), "its call has ended");
        } else {
            offered(channel, arguments, lane);
        }
    }

    /**
     * Whether it is somebody whom we had called, who answered, was sent on to the dialplan, and comes from there as any caller
     * does. What else bears such an id enters before it is answered, or only listens.
     */
    private boolean isBack(Channel channel) {
        return ids.isDialled(channel.id())
                && channel.state() == ChannelState.UP
                && !channel.name().startsWith("Snoop/");
    }

    private void offered(Channel channel, List<String> arguments, EventLane lane) {
        try {
            offer(channel, arguments, lane);
        } catch (RuntimeException failure) {
            LOG.error("Asterisk {}: channel {} could not be offered", config.name(), channel.id(), failure);
            calls.remove(channel.id());
            orphans.hangUp(channel.id(), "it could not be offered");
        }
    }

    @Override
    public void onConnectionState(ConnectionState state) {
        AsteriskState told = told(state.phase());
        if (told == AsteriskState.REPLACED) {
            LOG.error(
                    "Asterisk {}: another client took over application {} and gets its calls from now on; {} calls go on"
                            + " here without events",
                    config.name(),
                    config.app(),
                    calls.size());
            lookAfterCalls();
        } else if (told != last) {
            LOG.info("Asterisk {}: {}{}", config.name(), told, state.cause() == null ? "" : ", " + state.cause());
        }
        AriException cause = state.cause();
        if (cause != null) {
            lastError = host.now() + ": " + cause.getMessage();
        } else if (told == AsteriskState.REPLACED) {
            lastError = host.now() + ": another client took over application " + config.app();
        } else if (told == AsteriskState.CONNECTING && last == AsteriskState.CONNECTED) {
            lastError = host.now() + ": the event connection was lost";
        }
        last = told;
        if (told == AsteriskState.CONNECTED) {
            var unused = unwanted.decline();
        }
        telling.run(() -> host.asterisk(config.name(), told));
        if (state.gap() != null) {
            host.measured(new Measurement(Measure.ARI_RECONNECT, 1, config.name(), "", "", ""));
            host.run(this::afterGap);
        }
    }

    private void afterGap() {
        try {
            // It may be another release than before.
            learnVersion();
            orphans.release();
        } catch (IllegalStateException closed) {
            LOG.debug("Asterisk {}: closed right after a gap", config.name(), closed);
        }
    }

    private void learnVersion() {
        try {
            SystemInfo system =
                    ari.asterisk().getInfo().only(InfoSection.SYSTEM).send().system();
            capabilities = MediaCapabilities.of(system == null ? "" : system.version());
        } catch (AriException unreachable) {
            LOG.debug("Asterisk {}: it did not tell its version", config.name(), unreachable);
        }
    }

    private static AsteriskState told(ConnectionState.Phase phase) {
        return switch (phase) {
            case IDLE -> AsteriskState.IDLE;
            case CONNECTING -> AsteriskState.CONNECTING;
            case OPEN -> AsteriskState.CONNECTED;
            case REFUSED -> AsteriskState.REFUSED;
            case REPLACED -> AsteriskState.REPLACED;
            case CLOSED -> AsteriskState.CLOSED;
        };
    }

    /** Without events nobody tells us that a caller hung up: asks for it until the last call is over. */
    private void lookAfterCalls() {
        List<Call> before = List.copyOf(calls.values());
        if (before.isEmpty() || ari.state().phase() != ConnectionState.Phase.REPLACED) {
            return;
        }
        var unused = ari.channels().list().sendAsync().whenComplete((channels, failure) -> {
            if (failure == null) {
                Set<String> there = channels.stream().map(Channel::id).collect(Collectors.toSet());
                before.stream().filter(call -> !there.contains(call.callerId())).forEach(Call::callerVanished);
            }
            var unusedAlarm = host.later(LOOK, this::lookAfterCalls);
        });
    }

    private void offer(Channel channel, List<String> arguments, EventLane lane) {
        CallContext context = new CallContext(
                channel.caller().number(),
                channel.dialplan().extension(),
                Direction.INBOUND,
                channel.id(),
                CallContext.PROVIDER);
        CallOffer offer = new CallOffer(
                context,
                config.name(),
                channel.caller().name(),
                channel.dialplan().context(),
                arguments,
                channel.channelVars(),
                channel.state() == ChannelState.UP,
                host.now());
        CallLegs legs = new CallLegs(ari, config, host, ids, capabilities, channel.id(), orphans::releaseLater);
        Call call = new Call(
                host, legs, lane, offer, null, tellingOf(channel.id()), this::onEnded, event -> onReturn(event, lane));
        @Nullable Call first = null;
        boolean accepted;
        boolean refused;
        synchronized (this) {
            refused = draining;
            accepted = accepting;
            if (accepted) {
                first = calls.putIfAbsent(channel.id(), call);
            }
        }
        if (!accepted) {
            orphans.hangUp(channel.id(), SHUTTING_DOWN);
        } else if (first != null) {
            cameLate(first, channel, arguments, lane);
        } else if (refused) {
            call.startRefused(host.drainCause, "new calls are refused: draining");
        } else {
            call.start();
        }
    }

    /** It came back so late that the lane of its call, which still ends, had been left: it is offered when that is over. */
    private void cameLate(Call first, Channel channel, List<String> arguments, EventLane lane) {
        String id = channel.id();
        late.put(id, () -> lane.execute(() -> offered(channel, arguments, lane)));
        lane.onEvent(event -> {
            if (event instanceof StasisEnd || event instanceof ChannelDestroyed || event instanceof ChannelGone) {
                late.remove(id);
            }
        });
        if (calls.get(id) != first) {
            offerLate(id);
        }
    }

    private void offerLate(String id) {
        Runnable offer = late.remove(id);
        if (offer != null) {
            offer.run();
        }
    }

    /** On which listeners are told of a call: behind what they are told of the call that its caller had before. */
    private InOrder tellingOf(String callId) {
        Call before = untold.get(callId);
        return before != null
                ? before.telling
                : new InOrder(task -> host.run(() -> CallThread.run(callId, task)), this::tellLater);
    }

    private void tellLater(Runnable task) {
        var unused = host.later(TELL_AGAIN, task);
    }

    private void onEnded(Call call) {
        untold.put(call.callerId(), call);
        // Before it is told to have ended.
        call.whenTold(() -> untold.remove(call.callerId(), call));
        if (call.legs.isCallerForsaken()) {
            orphans.forsake(call.callerId(), call.legs.callersCause());
        }
        calls.remove(call.callerId(), call);
        offerLate(call.callerId());
    }

    /** What the dialplan passed; known from its own words where the event that has it was missed. */
    private static List<String> arguments(Channel channel) {
        String[] words = channel.dialplan().appData().split(",", -1);
        return List.of(words).subList(1, words.length);
    }
}
