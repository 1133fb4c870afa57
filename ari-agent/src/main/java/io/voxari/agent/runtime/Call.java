package io.voxari.agent.runtime;

import io.voxari.agent.AgentSession;
import io.voxari.agent.CallEvent;
import io.voxari.agent.CallOffer;
import io.voxari.agent.EndCause;
import io.voxari.agent.RefusalCause;
import io.voxari.agent.TransferOutcome;
import io.voxari.agent.TransferRequest;
import io.voxari.ari.AriEvent;
import io.voxari.ari.EventLane;
import io.voxari.ari.ResourceId;
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
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One call, from its StasisStart until nothing of it is left: the shell around {@link CallTransitions}.
 *
 * <p>The call's lane is its mailbox: ARI events, answers to requests, news of the audio connection, commands of the agent
 * and deadlines all run there, one after another, and every field belongs to it. Nothing on it blocks. The host's own code
 * runs on the host's executor.
 *
 * <p>Long, because the states are read in one place; what is done in them is in {@link CallAdmission}, {@link
 * CallSetup}, {@link CallOutbound}, {@link CallEvents}, {@link CallClock}, {@link CallCommands}, {@link CallTransfer} and
 * {@link CallEnding}.
 */
final class Call {
    private static final Logger LOG = LoggerFactory.getLogger(Call.class);

    final CallHost host;
    final EventLane lane;
    final CallOffer offer;
    final CallLegs legs;
    final CallMeasures measures;
    final CallAdmission admission;
    final CallCommands commands;
    private final CallSetup setup;
    private final CallClock clock;
    private final CallTurns turns;
    private final CallTransfer transfer;
    private final CallReattach reattach;
    private final CallRescue rescue;
    private final StallWatch stalls;
    private final CallRecordings recordings;
    private final CallEvents events;
    private final CallEnding ending;
    private final @Nullable CallOutbound outbound;
    private final Consumer<Call> onEnded;
    private final Consumer<AriEvent> afterwards;
    private final long offeredNanos;
    /** What listeners are told: they may be slow. */
    final InOrder telling;

    private final List<Future<?>> alarms = new ArrayList<>();

    /** Written on the lane alone. */
    private volatile CallState state = CallState.RESOLVING;
    /** Why it will have ended when all was heard. */
    private EndCause.Kind drainedAs = EndCause.Kind.AGENT_HANGUP;
    /** The same, for the log. */
    private String drainedFor = "the agent hung up";

    /** Completes when the agent's goodbye was heard; null until the agent takes its leave. */
    private @Nullable CompletableFuture<Void> goodbye;

    /** When the runtime ends the call at the latest; null as long as it does not drain. */
    private @Nullable Long drainedUntil;

    private boolean connected;
    private boolean answered;
    /** When the line was answered, counted from the offer; null until then. The agent may come to it later, or never. */
    private @Nullable Duration pickedUpAt;

    private boolean agentSpoke;

    /**
     * @param placed the call if we place it; null if it came to us
     * @param telling on which listeners are told of it, and were of the calls that its caller had before
     * @param afterwards gets on the lane what is told of the caller's channel when the call has ended; first, if the caller is
     *     back by then, what told so
     */
    Call(
            CallHost host,
            CallLegs legs,
            EventLane lane,
            CallOffer offer,
            @Nullable OutboundCall placed,
            InOrder telling,
            Consumer<Call> onEnded,
            Consumer<AriEvent> afterwards) {
        this.host = host;
        this.offeredNanos = host.nanos();
        this.legs = legs;
        this.lane = lane;
        this.offer = offer;
        this.telling = telling;
        this.onEnded = onEnded;
        this.afterwards = afterwards;
        this.measures = new CallMeasures(host, offer.asterisk(), offer.callId());
        this.admission = new CallAdmission(this, host, offer);
        this.setup = new CallSetup(this);
        this.clock = new CallClock(this);
        this.turns = new CallTurns(this);
        this.commands = new CallCommands(this);
        this.transfer = new CallTransfer(this);
        this.reattach = new CallReattach(this);
        this.rescue = new CallRescue(this);
        this.stalls = new StallWatch(this);
        this.recordings = new CallRecordings(this);
        this.events = new CallEvents(this);
        this.ending = new CallEnding(this);
        this.outbound = placed == null ? null : new CallOutbound(this, placed);
    }

    /** Completes, when nothing of the call is left, with why it ended; never exceptionally. */
    CompletableFuture<EndCause> ended() {
        return ending.ended();
    }

    /** Begins; on the lane, as the first step of the call. */
    void start() {
        CallThread.run(offer.callId(), () -> {
            offered();
            if (outbound == null) {
                admission.resolve();
            } else {
                outbound.accept();
            }
        });
    }

    /** Begins and ends at once; on the lane, in place of {@link #start}. */
    void startRefused(RefusalCause cause, String reason) {
        CallThread.run(offer.callId(), () -> {
            offered();
            refuse(cause, reason);
        });
    }

    private void offered() {
        lane.onEvent(event -> CallThread.run(offer.callId(), () -> events.onAriEvent(event)));
        lane.bind(ResourceId.channel(offer.callId()));
        news(moment -> new CallNews.Offered(moment, offer));
        step(CallStep.Kind.OFFERED, offer.callerNumber() + " calls " + offer.calledNumber());
        if (offer.answered()) {
            pickedUp("by the dialplan");
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
            CallThread.run(offer.callId(), task);
        } catch (Throwable failure) {
            LOG.error("call {}: a step failed in {}", offer.callId(), state, failure);
            ending.asteriskFailed("a step failed: " + told(failure));
        }
    }

    /** Runs code of the host, or what it waits for, which may block; see {@link CallHost#run}. From any thread. */
    void run(Runnable task) {
        host.run(() -> CallThread.run(offer.callId(), task));
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
        return isCaller(id)
                || legs.ownsMedia(id)
                || id.equals(legs.bridgeId)
                || transfer.owns(id)
                || (outbound != null && outbound.owns(id));
    }

    /** The runtime takes no more calls, and ends this one after some time. From any thread. */
    void drain(Duration remaining) {
        long until = host.nanos() + remaining.toNanos();
        post(() -> {
            drainedUntil = until;
            tellOfDrain();
        });
    }

    /** An agent that is not there yet is told when it is. */
    private void tellOfDrain() {
        Long until = drainedUntil;
        if (until != null && isLive() && hasAgent()) {
            agent().tell(new CallEvent.Draining(Duration.ofNanos(Math.max(0, until - host.nanos()))));
        }
    }

    /** From any thread. */
    void shutDown() {
        post(() -> ending.end(CallTrigger.SHUTDOWN, EndCause.Kind.SHUTDOWN, "the application is shutting down"));
    }

    // ---- the call is taken, or is not

    void refuse(RefusalCause cause, String reason) {
        ending.refuse(cause, reason, null);
    }

    // ---- answer, talk

    private void talk() {
        if (!connected) {
            connected = true;
            step(CallStep.Kind.BRIDGED, "");
            setup.open();
            if (agentSpoke) {
                step(CallStep.Kind.FIRST_AGENT_AUDIO, "");
            }
        }
        commands.goOn();
        if (reattach.isOwed() || rescue.goOn()) {
            return;
        }
        clock.onHold(false);
        stalls.countFromNow();
        if (clock.isOver()) {
            durationReached();
        } else if (goodbye != null) {
            whenFetched(() -> fire(CallTrigger.HANGUP_WHEN_HEARD));
        }
    }

    /**
     * The line is answered: by us, by the dialplan before us, or by whom we call. It need not have an agent yet.
     *
     * @param by whom, if that is not as usual
     */
    void pickedUp(String by) {
        if (pickedUpAt == null && state != CallState.ENDED) {
            pickedUpAt = age();
            step(CallStep.Kind.ANSWERED, by);
        }
    }

    /** {@return whether the line is answered, so that its end is no refusal} */
    boolean isPickedUp() {
        return pickedUpAt != null;
    }

    /** The line is answered, and agent and caller hear each other from now on. */
    void answered() {
        if (!answered) {
            answered = true;
            news(CallNews.Answered::new);
            agent().tell(new CallEvent.Answered());
            agent().sample();
            turns.start(admission.limits().noInput().isPresent() || stalls.isWatching());
            clock.start(admission.limits());
            stalls.start();
            recordings.byDefault();
            if (outbound != null) {
                outbound.answered();
            }
        }
    }

    /** {@return whether the caller has come to its agent; less than {@link #isPickedUp}} */
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
            drainedFor = "the longest duration is over";
            goodbye = agent().speech().takeLeave();
            whenFetched(() -> fire(CallTrigger.HANGUP_WHEN_HEARD));
        } else if (state == CallState.TRANSFERRING) {
            transfer.leave(agent().speech().heard());
        }
    }

    /** Ends the call, in which nobody says any more than was said so far. */
    void endWhenHeard(EndCause.Kind kind, String why) {
        if (can(CallTrigger.HANGUP_WHEN_HEARD)) {
            drainedAs = kind;
            drainedFor = why;
            goodbye = agent().speech().heard();
            fire(CallTrigger.HANGUP_WHEN_HEARD);
        }
    }

    private void drain() {
        then(present(goodbye), (heard, failure) -> heardAll("all was heard"));
        Duration deadline = host.settings.drainDeadline();
        alarm(deadline, () -> {
            if (can(CallTrigger.HEARD)) {
                measures.tailDropped(agent().speech().queued());
                heardAll("not all was heard within " + deadline.toMillis() + " ms");
            }
        });
    }

    private void heardAll(String how) {
        ending.end(CallTrigger.HEARD, drainedAs, drainedFor + "; " + how);
    }

    // ---- commands of the agent

    void hangUp() {
        ending.end(CallTrigger.AGENT_HUNG_UP, EndCause.Kind.AGENT_HANGUP, "the agent hung up");
    }

    void hangUpWhenHeard(CompletableFuture<Void> heard) {
        if (goodbye == null) {
            goodbye = heard;
        }
        whenFetched(() -> fire(CallTrigger.HANGUP_WHEN_HEARD));
        transfer.leave(goodbye);
    }

    /** Goes on when the caller, who may be on hold, hears the agent. */
    private void whenFetched(Runnable task) {
        if (state == CallState.TALKING && commands.isHeld()) {
            CompletableFuture<Void> fetched = new CompletableFuture<>();
            commands.hold(false, fetched);
            then(fetched, (done, failure) -> task.run());
        } else {
            task.run();
        }
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
        ending.end(CallTrigger.CANCELLED, EndCause.Kind.CANCELLED, "the application gave the call up");
    }

    /** Asterisk no longer has the caller's channel, though nobody told us. From any thread. */
    void callerVanished() {
        post(() -> events.onGone(offer.callId(), 0));
    }

    boolean isCaller(String channelId) {
        return channelId.equals(offer.callId());
    }

    boolean isMedia(String channelId) {
        return channelId.equals(legs.media().id);
    }

    /** The audio connection could not be made, or is lost. */
    void mediaFailed(String detail) {
        if (!reattach.onLost(detail)) {
            ending.mediaFailed(detail);
        }
    }

    // ---- states

    /** {@return whether the two parties can talk, or could} */
    boolean isTalking() {
        return answered || (state.compareTo(CallState.TALKING) >= 0 && !setup.isEarly());
    }

    CallSetup setup() {
        return setup;
    }

    CallTransfer transfer() {
        return transfer;
    }

    CallRescue rescue() {
        return rescue;
    }

    /** From any thread. */
    CallRecordings recordings() {
        return recordings;
    }

    StallWatch stalls() {
        return stalls;
    }

    CallReattach reattach() {
        return reattach;
    }

    CallEnding ending() {
        return ending;
    }

    /** {@return what makes it a call that we place; null of one that came to us} */
    @Nullable CallOutbound outbound() {
        return outbound;
    }

    CallClock clock() {
        return clock;
    }

    CallTurns turns() {
        return turns;
    }

    /** {@return whether we place the call} */
    boolean isOutbound() {
        return outbound != null;
    }

    /** Makes what is to hear the call beside its agent; may block. From any thread, before {@link #around}. */
    void prepareToHear() {
        turns.prepare();
        if (outbound != null) {
            outbound.prepare();
        }
    }

    /** Puts that around the agent. From any thread. */
    AgentSession around(AgentSession agent) {
        return turns.listening(outbound == null ? agent : outbound.listening(agent));
    }

    CallState state() {
        return state;
    }

    /** {@return whether the caller hears us, or will again} */
    boolean hasVoice() {
        return can(CallTrigger.AGENT_FAILED);
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

    /** {@return whether the call has an agent whose audio goes out} From any thread. */
    boolean isOpen() {
        return CallTransitions.isLive(state) && state != CallState.TRANSFERRED;
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
            legs.flight.note(trigger + " -> " + next.get());
            state = next.get();
            try {
                enter(state);
            } catch (Throwable failure) {
                LOG.error("call {}: entering {} failed", offer.callId(), next.get(), failure);
                ending.asteriskFailed("entering " + next.get() + " failed: " + told(failure));
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
            case PREPARING -> {
                setup.prepare(outbound == null);
                tellOfDrain();
            }
            case RINGING -> {
                if (outbound == null) {
                    setup.ring();
                } else {
                    outbound.dial();
                }
            }
            case CONNECTING -> setup.connect(outbound == null);
            case TALKING -> talk();
            case REATTACHING -> reattach.begin();
            case TRANSFERRED -> setup.retire();
            case DRAINING -> drain();
            case ENDING -> takeDown();
            case ENDED -> ending.finish(transfer);
            case RESOLVING, AWAITING_AGENT, AWAITING_MEDIA, TRANSFERRING -> {}
        }
    }

    private void takeDown() {
        commands.end();
        alarms.forEach(alarm -> alarm.cancel(false));
        ending.takeDown(transfer, events.isCallerGone());
    }

    /** The call is over: nobody asks for it any more. */
    void forget() {
        onEnded.accept(this);
    }

    /**
     * Leaves the lane to what comes next. It is not closed: an answer of the host that comes now must still find somebody who
     * gives it back. Nor is a caller unbound who may come back: what waits here already would be lost.
     */
    void leaveLane() {
        AriEvent returned = events.returned();
        if (!events.isCallerGone() && !ending.isHandedBack()) {
            lane.unbind(ResourceId.channel(offer.callId()));
        } else {
            lane.onEvent(afterwards);
            if (returned != null) {
                afterwards.accept(returned);
            }
        }
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
        // Which key it was is nobody's business but the agent's: it may be part of a number that is secret.
        legs.flight.note(kind == CallStep.Kind.DTMF || detail.isEmpty() ? kind.name() : kind + ": " + detail);
        measures.onStep(kind, host.nanos() - offeredNanos);
        if (host.isListened()) {
            CallStep step = new CallStep(offer.callId(), kind, host.nanos() - offeredNanos, detail);
            telling.run(() -> host.step(step));
        }
    }

    /** Tells listeners what became of the call. */
    void news(Function<CallNews.Moment, CallNews> what) {
        if (host.isListened()) {
            CallNews news = what.apply(new CallNews.Moment(offer.context(), offer.asterisk(), host.now(), age()));
            telling.run(() -> host.news(news));
        }
    }

    /** Runs something when listeners have been told all that was said before. */
    void whenTold(Runnable task) {
        if (host.isListened()) {
            telling.run(task);
        } else {
            task.run();
        }
    }

    /** {@return how long ago the line was answered; zero if it was not} */
    Duration talked() {
        return pickedUpAt == null ? Duration.ZERO : age().minus(pickedUpAt);
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
