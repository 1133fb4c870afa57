package io.voxari.agent.runtime;

import io.voxari.agent.AgentSession;
import io.voxari.agent.CallEvent;
import io.voxari.agent.CallOffer;
import io.voxari.agent.EndCause;
import io.voxari.agent.RefusalCause;
import io.voxari.agent.Resolution;
import io.voxari.agent.TransferOutcome;
import io.voxari.agent.TransferRequest;
import io.voxari.ari.AriEvent;
import io.voxari.ari.BridgeGone;
import io.voxari.ari.ChannelGone;
import io.voxari.ari.EventLane;
import io.voxari.ari.ResourceId;
import io.voxari.ari.event.BridgeDestroyed;
import io.voxari.ari.event.ChannelDestroyed;
import io.voxari.ari.event.ChannelDtmfReceived;
import io.voxari.ari.event.ChannelHangupRequest;
import io.voxari.ari.event.ChannelTalkingFinished;
import io.voxari.ari.event.ChannelTalkingStarted;
import io.voxari.ari.event.StasisEnd;
import io.voxari.ari.event.StasisStart;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * One call, from its StasisStart until nothing of it is left: the shell around {@link CallTransitions}.
 *
 * <p>The call's lane is its mailbox: ARI events, answers to requests, news of the audio connection, commands of the agent
 * and deadlines all run there, one after another, and every field belongs to it. Nothing on it blocks. The host's own code
 * runs on the host's executor.
 *
 * <p>Long, because states, events and ends are read in one place; what is done in them is in {@link CallAdmission}, {@link
 * CallSetup}, {@link CallOutbound}, {@link CallClock}, {@link CallCommands} and {@link CallTransfer}.
 */
final class Call {
    private static final Logger LOG = LoggerFactory.getLogger(Call.class);

    /** How long after a refused request the event that explains it may take. */
    private static final Duration GRACE = Duration.ofSeconds(1);

    /** The Q.850 cause of a media channel whose connection Asterisk could not make. */
    private static final int NO_ROUTE = 3;

    final CallHost host;
    final EventLane lane;
    final CallOffer offer;
    final CallLegs legs;
    final CallAdmission admission;
    final CallCommands commands;
    private final CallSetup setup;
    private final CallClock clock;
    private final CallTransfer transfer;
    private final @Nullable CallOutbound outbound;
    private final Consumer<Call> onEnded;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final long offeredNanos;
    private final List<Future<?>> alarms = new ArrayList<>();

    private CallState state = CallState.RESOLVING;
    private @Nullable EndCause end;
    /** Why it will have ended when all was heard. */
    private EndCause.Kind drainedAs = EndCause.Kind.AGENT_HANGUP;

    private boolean callerGone;
    /** Completes when the dialplan has the caller again, or the caller was hung up; null unless that was asked for. */
    private @Nullable CompletableFuture<Void> handedBack;
    /** Completes when the agent's goodbye was heard; null until the agent takes its leave. */
    private @Nullable CompletableFuture<Void> goodbye;

    private boolean connected;
    private boolean answered;
    private boolean agentSpoke;
    private boolean hangupRequested;
    private int hangupCause;

    /**
     * @param placed the call if we place it; null if it came to us
     */
    Call(
            CallHost host,
            CallLegs legs,
            EventLane lane,
            CallOffer offer,
            @Nullable OutboundCall placed,
            Consumer<Call> onEnded) {
        this.host = host;
        this.offeredNanos = host.nanos();
        this.legs = legs;
        this.lane = lane;
        this.offer = offer;
        this.onEnded = onEnded;
        this.admission = new CallAdmission(this, host, offer);
        this.setup = new CallSetup(this);
        this.clock = new CallClock(this);
        this.commands = new CallCommands(this);
        this.transfer = new CallTransfer(this);
        this.outbound = placed == null ? null : new CallOutbound(this, placed);
    }

    /** Completes when nothing of the call is left; never exceptionally. */
    CompletableFuture<Void> ended() {
        return ended;
    }

    /** Begins; on the lane, as the first step of the call. */
    void start() {
        lane.onEvent(this::onAriEvent);
        lane.bind(ResourceId.channel(offer.callId()));
        host.offered(offer);
        step(CallStep.Kind.OFFERED, offer.callerNumber() + " calls " + offer.calledNumber());
        if (outbound == null) {
            admission.resolve();
        } else {
            outbound.accept();
        }
    }

    /**
     * Runs a step of the call on its lane. From any thread.
     *
     * @return false if the client is closed and the step will not run
     */
    boolean post(Runnable task) {
        try {
            lane.execute(() -> guarded(task));
            return true;
        } catch (RejectedExecutionException closed) {
            return false;
        }
    }

    /** A step that fails must not leave the caller where nothing more happens. */
    private void guarded(Runnable task) {
        try {
            task.run();
        } catch (Throwable failure) {
            LOG.error("call {}: a step failed in {}", offer.callId(), state, failure);
            asteriskFailed("a step failed: " + told(failure));
        }
    }

    /** Goes on with the call on its lane when something else is done. From any thread. */
    <T> void then(CompletableFuture<T> done, BiConsumer<@Nullable T, @Nullable Throwable> step) {
        var unused = done.whenComplete((value, failure) -> post(() -> step.accept(value, failure)));
    }

    /** {@return the id of the caller's channel} */
    String callerId() {
        return offer.callId();
    }

    /** {@return whether a channel or a bridge in Asterisk belongs to this call} */
    boolean owns(String id) {
        return isCaller(id) || isMedia(id) || id.equals(legs.bridgeId) || transfer.owns(id);
    }

    /** From any thread. */
    void shutDown() {
        post(() -> end(CallTrigger.SHUTDOWN, EndCause.Kind.SHUTDOWN, "the application is shutting down"));
    }

    // ---- the call is taken, or is not

    void continueInDialplan(Resolution.ContinueInDialplan place) {
        if (can(CallTrigger.CONTINUED)) {
            handedBack = legs.continueInDialplan(place.context(), place.extension(), place.priority());
            end(CallTrigger.CONTINUED, EndCause.Kind.CONTINUED, "back to the dialplan");
        }
    }

    void refuse(RefusalCause cause, String reason) {
        refuse(cause, reason, null);
    }

    /** Refuses the call; with a failure behind it that is a trouble, not a decision. */
    void refuse(RefusalCause cause, String reason, @Nullable Throwable failure) {
        if (can(CallTrigger.REFUSED)) {
            LOG.atLevel(failure == null ? Level.INFO : Level.WARN)
                    .setCause(failure)
                    .log(
                            "call {}: {} is refused with cause {}: {}",
                            offer.callId(),
                            offer.calledNumber(),
                            cause.q850(),
                            reason);
            step(CallStep.Kind.REFUSED, reason);
            end = new EndCause(EndCause.Kind.REFUSED, cause.q850(), reason);
            fire(CallTrigger.REFUSED);
        }
    }

    // ---- answer, talk

    /**
     * Asterisk refused to connect the caller. Mostly that is because the caller has just hung up (answering is then refused
     * with 404 or 500), and its StasisEnd is on its way; if none comes, it is a failure.
     */
    void goneOrFailed(String detail) {
        alarm(GRACE, () -> asteriskFailed(detail));
    }

    private void talk() {
        if (!connected) {
            connected = true;
            step(CallStep.Kind.BRIDGED, "");
            setup.open();
            if (agentSpoke) {
                step(CallStep.Kind.FIRST_AGENT_AUDIO, "");
            }
        }
        clock.onHold(false);
        if (clock.isOver()) {
            durationReached();
        } else if (goodbye != null) {
            fire(CallTrigger.HANGUP_WHEN_HEARD);
        }
    }

    /** The call is answered, from now on at the latest. */
    void answered() {
        if (!answered) {
            answered = true;
            agent().tell(new CallEvent.Answered());
            clock.start(admission.limits());
            if (outbound != null) {
                outbound.answered();
            }
        }
    }

    boolean isAnswered() {
        return answered;
    }

    void onAgentSpoke() {
        agentSpoke = true;
        if (state == CallState.TALKING) {
            step(CallStep.Kind.FIRST_AGENT_AUDIO, "");
        }
    }

    /** Somebody was heard to the end, or cut. */
    void onAgentHeard() {
        clock.onAgentHeard();
    }

    /** The longest duration is over; ends the call once the agent has the caller. */
    void durationReached() {
        if (can(CallTrigger.HANGUP_WHEN_HEARD)) {
            step(CallStep.Kind.DURATION_REACHED, "");
            agent().tell(new CallEvent.DurationReached());
            drainedAs = EndCause.Kind.DURATION_LIMIT;
            goodbye = agent().speech().takeLeave();
            fire(CallTrigger.HANGUP_WHEN_HEARD);
        } else if (state == CallState.TRANSFERRING) {
            transfer.leave(agent().speech().heard());
        }
    }

    private void drain() {
        then(present(goodbye), (heard, failure) -> heardAll("all was heard"));
        Duration deadline = host.settings.drainDeadline();
        alarm(deadline, () -> heardAll("not all was heard within " + deadline.toMillis() + " ms"));
    }

    private void heardAll(String how) {
        String who = drainedAs == EndCause.Kind.AGENT_HANGUP ? "the agent hung up; " : "the longest duration is over; ";
        end(CallTrigger.HEARD, drainedAs, who + how);
    }

    // ---- commands of the agent

    void hangUp() {
        end(CallTrigger.AGENT_HUNG_UP, EndCause.Kind.AGENT_HANGUP, "the agent hung up");
    }

    void hangUpWhenHeard(CompletableFuture<Void> heard) {
        if (goodbye == null) {
            goodbye = heard;
        }
        fire(CallTrigger.HANGUP_WHEN_HEARD);
        transfer.leave(goodbye);
    }

    /** Lets the agent be heard again, unless the caller is on hold or on its way elsewhere by now. */
    void releaseVoice() {
        if (!commands.isHeld() && !transfer.isVoiceHeld()) {
            agent().speech().release();
        }
    }

    void completeTransfer() {
        transfer.complete();
    }

    void cancelTransfer() {
        transfer.cancel();
    }

    void transfer(TransferRequest request, CompletableFuture<TransferOutcome> result) {
        transfer.begin(request, result);
    }

    /** The application ends the call that it had asked for. */
    void cancel() {
        end(CallTrigger.CANCELLED, EndCause.Kind.CANCELLED, "the application gave the call up");
    }

    // ---- what Asterisk says

    private void onAriEvent(AriEvent event) {
        transfer.onEvent(event);
        if (outbound != null && !outbound.onEvent(event)) {
            return;
        }
        if (event instanceof ChannelDtmfReceived dtmf && isCaller(dtmf.channel().id())) {
            onDtmf(dtmf);
        } else if (event instanceof ChannelDtmfReceived dtmf
                && owns(dtmf.channel().id())) {
            transfer.onDtmf(dtmf.digit());
        } else if (event instanceof ChannelHangupRequest request
                && isCaller(request.channel().id())) {
            onHangupRequest(request);
        } else if (event instanceof StasisEnd gone) {
            onGone(gone.channel().id(), 0);
        } else if (event instanceof ChannelDestroyed gone) {
            onGone(gone.channel().id(), gone.cause());
        } else if (event instanceof ChannelGone gone) {
            onGone(gone.channelId(), 0);
        } else if (event instanceof StasisStart start && isMedia(start.channel().id())) {
            setup.onMediaInStasis();
        } else if (event instanceof ChannelTalkingStarted talking
                && isCaller(talking.channel().id())) {
            clock.onCallerTalking();
        } else if (event instanceof ChannelTalkingFinished silent
                && isCaller(silent.channel().id())) {
            clock.onCallerSilent(Duration.ofMillis(silent.durationMillis()));
        } else if (event instanceof BridgeDestroyed gone) {
            onBridgeGone(gone.bridge().id());
        } else if (event instanceof BridgeGone gone) {
            onBridgeGone(gone.bridgeId());
        }
    }

    private void onDtmf(ChannelDtmfReceived dtmf) {
        if (hasAgent() && isLive() && dtmf.digit().length() == 1) {
            step(CallStep.Kind.DTMF, dtmf.digit());
            clock.onKey();
            agent().tell(new CallEvent.Dtmf(dtmf.digit().charAt(0), Duration.ofMillis(dtmf.durationMillis())));
        }
    }

    private void onHangupRequest(ChannelHangupRequest request) {
        Integer cause = request.cause();
        hangupRequested = true;
        // The cause of a soft hang-up is a flag of Asterisk's own, not a Q.850 cause.
        if (!request.soft() && cause != null) {
            hangupCause = cause;
        }
    }

    private void onGone(String channelId, int cause) {
        if (isCaller(channelId)) {
            callerGone = true;
            if (state == CallState.TRANSFERRING && transfer.isHandedOver(hangupRequested)) {
                transfer.handedOver();
            } else if (state == CallState.TRANSFERRED) {
                end(CallTrigger.CALLER_GONE, EndCause.Kind.TRANSFERRED, "the caller hung up");
            } else if (can(CallTrigger.CALLER_GONE)) {
                int q850 = hangupCause != 0 ? hangupCause : cause;
                end = new EndCause(
                        EndCause.Kind.CALLER_HANGUP,
                        q850,
                        outbound == null ? "the caller hung up" : "whom we called hung up");
                fire(CallTrigger.CALLER_GONE);
            }
        } else if (isMedia(channelId)) {
            mediaFailed(
                    cause == NO_ROUTE
                            ? "Asterisk could not connect to this media server (cause 3); check the uri in"
                                    + " websocket_client.conf"
                            : "the media channel ended with cause " + cause);
        }
    }

    /** Nobody hears anything any more, and no channel ends because of it. */
    private void onBridgeGone(String bridgeId) {
        if (bridgeId.equals(legs.bridgeId)) {
            asteriskFailed("the call's bridge was destroyed by somebody else");
        }
    }

    /** Asterisk no longer has the caller's channel, though nobody told us. From any thread. */
    void callerVanished() {
        post(() -> onGone(offer.callId(), 0));
    }

    boolean isCaller(String channelId) {
        return channelId.equals(offer.callId());
    }

    boolean isMedia(String channelId) {
        return channelId.equals(legs.mediaId);
    }

    // ---- how it goes wrong

    void agentFailed(String detail, Throwable failure) {
        if (isLive()) {
            end(CallTrigger.AGENT_FAILED, EndCause.Kind.AGENT_FAILED, detail, failure);
        } else {
            LOG.warn("call {}: after the end of the call {}", offer.callId(), detail, failure);
        }
    }

    void mediaFailed(String detail) {
        end(CallTrigger.MEDIA_FAILED, EndCause.Kind.MEDIA_FAILED, detail);
    }

    void asteriskFailed(String detail) {
        end(CallTrigger.ASTERISK_FAILED, EndCause.Kind.ASTERISK_FAILED, detail);
    }

    /** Ends the call with the cause that fits how far it has come, if the trigger means something now. */
    void end(CallTrigger trigger, EndCause.Kind kind, String detail) {
        end(trigger, kind, detail, null);
    }

    private void end(CallTrigger trigger, EndCause.Kind kind, String detail, @Nullable Throwable failure) {
        if (can(trigger)) {
            end = EndCauses.of(kind, isTalking(), detail);
            if (EndCauses.isTrouble(kind)) {
                LOG.atWarn()
                        .setCause(failure)
                        .log(
                                "call {}: {} from {} ends: {}",
                                offer.callId(),
                                offer.calledNumber(),
                                offer.callerNumber(),
                                detail);
            }
            fire(trigger);
        }
    }

    /** As {@link #end(CallTrigger, EndCause.Kind, String)}, with a cause that somebody else told. */
    void end(CallTrigger trigger, EndCause cause) {
        if (can(trigger)) {
            end = cause;
            fire(trigger);
        }
    }

    // ---- states

    private boolean isTalking() {
        return answered || (state.compareTo(CallState.TALKING) >= 0 && !setup.isEarly());
    }

    CallSetup setup() {
        return setup;
    }

    CallClock clock() {
        return clock;
    }

    /** {@return whether we place the call} */
    boolean isOutbound() {
        return outbound != null;
    }

    /** Puts around an agent what else is to hear the call. From any thread. */
    AgentSession around(AgentSession agent) {
        return outbound == null ? agent : outbound.listening(agent);
    }

    CallState state() {
        return state;
    }

    boolean hasAgent() {
        return setup.agent() != null;
    }

    /** {@return the agent; there is one from the preparation on} */
    CallAgent agent() {
        return present(setup.agent());
    }

    boolean isLive() {
        return CallTransitions.isLive(state);
    }

    /** Whether a trigger means something now. */
    boolean can(CallTrigger trigger) {
        return CallTransitions.next(state, trigger).isPresent();
    }

    /** Moves on if the trigger means something now. */
    void fire(CallTrigger trigger) {
        Optional<CallState> next = CallTransitions.next(state, trigger);
        if (next.isPresent()) {
            LOG.debug("call {}: {} in {} leads to {}", offer.callId(), trigger, state, next.get());
            state = next.get();
            try {
                enter(state);
            } catch (Throwable failure) {
                LOG.error("call {}: entering {} failed", offer.callId(), next.get(), failure);
                asteriskFailed("entering " + next.get() + " failed: " + told(failure));
                // What could not be taken down is not waited for.
                if (next.get() == CallState.ENDING) {
                    fire(CallTrigger.TAKEN_DOWN);
                }
            }
        }
    }

    private void enter(CallState entered) {
        switch (entered) {
            case ADMITTING -> admission.askQuota();
            case PREPARING -> setup.prepare(outbound == null);
            case RINGING -> {
                if (outbound == null) {
                    setup.ring();
                } else {
                    outbound.dial();
                }
            }
            case CONNECTING -> setup.connect(outbound == null);
            case TALKING -> talk();
            case TRANSFERRED -> setup.retire();
            case DRAINING -> drain();
            case ENDING -> takeDown(present(end));
            case ENDED -> finish(present(end));
            case RESOLVING, AWAITING_AGENT, AWAITING_MEDIA, TRANSFERRING -> {}
        }
    }

    private void takeDown(EndCause cause) {
        step(CallStep.Kind.HANGUP, cause.kind() + (cause.detail().isEmpty() ? "" : ": " + cause.detail()));
        alarms.forEach(alarm -> alarm.cancel(false));
        List<CompletableFuture<?>> all = new ArrayList<>();
        if (outbound != null) {
            all.add(outbound.takeDown(cause, callerGone));
        } else if (handedBack != null) {
            all.add(handedBack);
        } else if (!callerGone) {
            all.add(legs.hangUpCaller(cause.q850()));
        }
        all.add(transfer.takeDown());
        all.add(setup.close(cause));
        all.add(legs.takeDown());
        all.add(admission.release());
        then(
                CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)),
                (done, failure) -> fire(CallTrigger.TAKEN_DOWN));
    }

    private void finish(EndCause cause) {
        step(CallStep.Kind.ENDED, "");
        host.ended(offer, cause);
        if (outbound != null) {
            outbound.ended(cause);
        }
        onEnded.accept(this);
        ended.complete(null);
        // Not closed: an answer of the host that comes now must still find somebody who gives it back.
        lane.unbind(
                ResourceId.channel(offer.callId()), ResourceId.channel(legs.mediaId), ResourceId.bridge(legs.bridgeId));
        transfer.unbind();
    }

    /** Runs a step of the call later, unless its end has begun by then. */
    void alarm(Duration delay, Runnable task) {
        Future<?> unused = cancellableAlarm(delay, task);
    }

    /**
     * As {@link #alarm}.
     *
     * @return what cancels it; null if the end has begun, or the runtime is closed
     */
    @Nullable Future<?> cancellableAlarm(Duration delay, Runnable task) {
        Future<?> alarm = isLive() ? host.later(delay, () -> post(task)) : null;
        if (alarm != null) {
            alarms.removeIf(Future::isDone);
            alarms.add(alarm);
        }
        return alarm;
    }

    /** {@return how long ago the call was offered} */
    Duration age() {
        return Duration.ofNanos(host.nanos() - offeredNanos);
    }

    void step(CallStep.Kind kind, String detail) {
        host.step(new CallStep(offer.callId(), kind, host.nanos() - offeredNanos, detail));
    }

    static <T> T present(@Nullable T value) {
        if (value == null) {
            throw new IllegalStateException("a state was entered without what it needs");
        }
        return value;
    }

    static String told(@Nullable Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return String.valueOf(cause);
    }
}
