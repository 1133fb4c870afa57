package io.voxari.agent.runtime;

import io.voxari.agent.AgentPipeline;
import io.voxari.agent.AgentSession;
import io.voxari.agent.AudioFormat;
import io.voxari.agent.CallEvent;
import io.voxari.agent.CallOffer;
import io.voxari.agent.EndCause;
import io.voxari.agent.Lease;
import io.voxari.agent.PlaybackOutcome;
import io.voxari.agent.QuotaDecision;
import io.voxari.agent.RefusalCause;
import io.voxari.agent.Resolution;
import io.voxari.agent.Workflow;
import io.voxari.ari.AriEvent;
import io.voxari.ari.ChannelGone;
import io.voxari.ari.EventLane;
import io.voxari.ari.ResourceId;
import io.voxari.ari.event.ChannelDestroyed;
import io.voxari.ari.event.ChannelDtmfReceived;
import io.voxari.ari.event.ChannelHangupRequest;
import io.voxari.ari.event.StasisEnd;
import io.voxari.ari.event.StasisStart;
import io.voxari.media.MediaClose;
import io.voxari.media.MediaExpectation;
import io.voxari.media.MediaSession;
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

/**
 * One call, from its StasisStart until nothing of it is left: the shell around {@link CallTransitions}.
 *
 * <p>The call's lane is its mailbox: ARI events, answers to requests, news of the media connection, commands of the agent
 * and deadlines all run there, one after another, and every field belongs to it. Nothing on it blocks. The host's own code
 * runs on the host's executor.
 */
final class Call {
    private static final Logger LOG = LoggerFactory.getLogger(Call.class);
    /** How long after a refused request the event that explains it may take. */
    private static final Duration GRACE = Duration.ofSeconds(1);

    private static final int NORMAL_CLEARING = 16;
    private static final int CALL_REJECTED = 21;
    private static final int NETWORK_OUT_OF_ORDER = 38;

    private final CallHost host;
    private final EventLane lane;
    private final CallOffer offer;
    private final CallLegs legs;
    private final Consumer<Call> onEnded;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final long offeredNanos = System.nanoTime();
    private final List<Future<?>> alarms = new ArrayList<>();

    private CallState state = CallState.RESOLVING;
    private @Nullable EndCause end;
    private @Nullable Workflow workflow;
    private @Nullable AgentPipeline pipeline;
    private @Nullable Lease lease;
    private @Nullable AgentMailbox agent;
    private @Nullable CallSpeech speech;
    private @Nullable MediaExpectation expectation;
    private @Nullable MediaSession media;
    private boolean mediaInStasis;
    private boolean callerGone;
    private boolean continued;
    private boolean hangupWhenHeard;
    private boolean agentSpoke;
    private int hangupCause;

    Call(CallHost host, CallLegs legs, EventLane lane, CallOffer offer, Consumer<Call> onEnded) {
        this.host = host;
        this.legs = legs;
        this.lane = lane;
        this.offer = offer;
        this.onEnded = onEnded;
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
        CompletableFuture<Resolution> resolution = host.questions.ask(
                "the workflow resolver",
                host.settings.resolveDeadline(),
                () -> host.resolver.resolve(offer),
                late -> {});
        then(resolution, this::onResolved);
    }

    /**
     * Runs a step of the call on its lane. From any thread.
     *
     * @return false if the client is closed and the step will not run
     */
    boolean post(Runnable task) {
        try {
            lane.execute(task);
            return true;
        } catch (RejectedExecutionException closed) {
            return false;
        }
    }

    void shutDown() {
        post(() -> end(CallTrigger.SHUTDOWN, EndCause.Kind.SHUTDOWN, "the application is shutting down"));
    }

    // ---- the three questions

    private void onResolved(@Nullable Resolution resolution, @Nullable Throwable failure) {
        if (resolution instanceof Resolution.Accept accept) {
            workflow = accept.workflow();
            if (fire(CallTrigger.ACCEPTED)) {
                step(CallStep.Kind.RESOLVED, accept.workflow().id());
            }
        } else if (resolution instanceof Resolution.Refuse refuse) {
            refuse(refuse.cause(), refuse.reason());
        } else if (resolution instanceof Resolution.ContinueInDialplan place) {
            continueInDialplan(place);
        } else {
            refuse(RefusalCause.TEMPORARY_FAILURE, "the workflow resolver failed: " + told(failure));
        }
    }

    private void continueInDialplan(Resolution.ContinueInDialplan place) {
        if (CallTransitions.next(state, CallTrigger.CONTINUED).isPresent()) {
            continued = true;
            legs.continueInDialplan(place.context(), place.extension(), place.priority());
            end(CallTrigger.CONTINUED, EndCause.Kind.CONTINUED, "back to the dialplan");
        }
    }

    private void askQuota(Workflow wanted) {
        Optional<AgentPipeline> found = host.agentFor(wanted);
        if (found.isEmpty()) {
            refuse(RefusalCause.CONGESTION, "no agent is registered for workflow \"" + wanted.id() + "\"");
            return;
        }
        pipeline = found.get();
        CompletableFuture<QuotaDecision> decision = host.questions.ask(
                "the quota check",
                host.settings.quotaDeadline(),
                () -> host.quota.check(offer, wanted),
                this::giveBack);
        var unused = decision.whenComplete((decided, failure) -> {
            if (!post(() -> onQuota(decided, failure))) {
                giveBack(decided);
            }
        });
    }

    private void onQuota(@Nullable QuotaDecision decision, @Nullable Throwable failure) {
        if (decision instanceof QuotaDecision.Granted granted) {
            if (CallTransitions.next(state, CallTrigger.GRANTED).isEmpty()) {
                giveBack(decision);
                return;
            }
            host.leases.incrementAndGet();
            lease = granted.lease();
            step(CallStep.Kind.GRANTED, "");
            fire(CallTrigger.GRANTED);
        } else if (decision instanceof QuotaDecision.Denied denied) {
            refuse(denied.cause(), denied.reason());
        } else {
            refuse(RefusalCause.TEMPORARY_FAILURE, "the quota check failed: " + told(failure));
        }
    }

    /** A lease that came when nobody could use it any more. */
    private void giveBack(@Nullable QuotaDecision decision) {
        if (decision instanceof QuotaDecision.Granted granted) {
            host.run(() -> close(granted.lease()));
        }
    }

    private void refuse(RefusalCause cause, String reason) {
        if (CallTransitions.next(state, CallTrigger.REFUSED).isPresent()) {
            LOG.info(
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

    // ---- agent and audio, at the same time

    private void prepare(Workflow wanted, AgentPipeline opener) {
        AudioFormat format;
        String wireFormat;
        try {
            format = opener.profile().format();
            wireFormat = CallMediaFormats.asteriskName(format);
        } catch (RuntimeException wrong) {
            end(CallTrigger.AGENT_FAILED, EndCause.Kind.AGENT_FAILED, "the agent's profile: " + told(wrong));
            return;
        }
        legs.ring();
        speech = new CallSpeech(format, new SpeechNews());
        agent = new AgentMailbox(
                host.executor,
                format,
                format.bytesOf(host.settings.audioBacklog()),
                failure -> post(() -> agentFailed("the agent threw " + told(failure))));
        askForMedia(format, wireFormat, agent);
        openAgent(opener, new LiveAgentCall(this, offer, wanted, format, speech), agent);
    }

    private void askForMedia(AudioFormat format, String wireFormat, AgentMailbox hearer) {
        Duration deadline = host.settings.mediaDeadline();
        lane.bind(ResourceId.channel(legs.mediaId), ResourceId.bridge(legs.bridgeId));
        MediaExpectation expected =
                host.media.expect(legs.mediaId, new CallMediaListener(this, hearer, format), deadline);
        expectation = expected;
        then(legs.makeMedia(wireFormat), (made, failure) -> {
            if (failure != null) {
                asteriskFailed("could not make the media channel and the bridge: " + told(failure));
            }
        });
        alarm(deadline, () -> {
            if (state == CallState.PREPARING || state == CallState.AWAITING_MEDIA) {
                mediaFailed("no audio connection from Asterisk within " + deadline.toMillis()
                        + " ms; check websocket_client.conf and that its uri reaches this media server");
            }
        });
    }

    private void openAgent(AgentPipeline opener, LiveAgentCall call, AgentMailbox mailbox) {
        CompletableFuture<AgentSession> opened = host.questions.ask(
                "the agent", host.settings.openDeadline(), () -> opener.open(call), late -> adopt(mailbox, late));
        CompletableFuture<AgentSession> adopted = opened.whenComplete((session, failure) -> {
            if (session != null) {
                adopt(mailbox, session);
            }
        });
        then(adopted, (session, failure) -> {
            if (failure == null) {
                step(CallStep.Kind.AGENT_READY, "");
                fire(CallTrigger.AGENT_READY);
            } else {
                agentFailed("the agent did not open: " + told(failure));
            }
        });
    }

    private void adopt(AgentMailbox mailbox, AgentSession session) {
        host.agents.incrementAndGet();
        mailbox.open(session);
        var unused = mailbox.closed().whenComplete((done, failure) -> host.agents.decrementAndGet());
    }

    void onMediaStart(MediaSession session) {
        media = session;
        CallSpeech voice = speech;
        if (!CallTransitions.isLive(state) || voice == null) {
            session.close();
            return;
        }
        voice.attach(session.playout());
        mediaReadyIfWhole();
    }

    private void onMediaInStasis() {
        mediaInStasis = true;
        if (CallTransitions.isLive(state)) {
            legs.bridgeMedia();
            mediaReadyIfWhole();
        }
    }

    private void mediaReadyIfWhole() {
        if (media != null
                && mediaInStasis
                && CallTransitions.next(state, CallTrigger.MEDIA_READY).isPresent()) {
            step(CallStep.Kind.MEDIA_UP, "");
            fire(CallTrigger.MEDIA_READY);
        }
    }

    void onMediaClosed(MediaClose close) {
        mediaFailed("the audio connection closed: " + close.kind() + " " + close.code() + " " + close.reason());
    }

    // ---- answer, talk

    private void connect() {
        CompletableFuture<?> answered = offer.answered() ? CompletableFuture.completedFuture(null) : legs.answer();
        // The step is told before what depends on it is looked at, so that the timeline is in order.
        CompletableFuture<?> told = answered.whenComplete((done, failure) -> {
            if (failure == null) {
                post(() -> step(CallStep.Kind.ANSWERED, offer.answered() ? "by the dialplan" : ""));
            }
        });
        then(CompletableFuture.allOf(told, legs.bridgeCaller()), (done, failure) -> {
            if (failure == null) {
                fire(CallTrigger.CONNECTED);
            } else {
                goneOrFailed("could not connect the caller: " + told(failure));
            }
        });
    }

    /**
     * Asterisk refused to connect the caller. Mostly that is because the caller has just hung up (answering is then refused
     * with 404 or 500), and its StasisEnd is on its way; if none comes, it is a failure.
     */
    private void goneOrFailed(String detail) {
        alarm(GRACE, () -> asteriskFailed(detail));
    }

    private void talk(MediaSession session) {
        step(CallStep.Kind.BRIDGED, "");
        session.playout().open();
        tellAgent(new CallEvent.Answered());
        if (agentSpoke) {
            step(CallStep.Kind.FIRST_AGENT_AUDIO, "");
        }
        if (hangupWhenHeard) {
            fire(CallTrigger.HANGUP_WHEN_HEARD);
        }
    }

    private void onAgentSpoke() {
        agentSpoke = true;
        if (state == CallState.TALKING) {
            step(CallStep.Kind.FIRST_AGENT_AUDIO, "");
        }
    }

    private void drain(CallSpeech voice) {
        then(voice.heard(), (heard, failure) -> heardAll("all was heard"));
        Duration deadline = host.settings.drainDeadline();
        alarm(deadline, () -> heardAll("not all was heard within " + deadline.toMillis() + " ms"));
    }

    private void heardAll(String how) {
        end(CallTrigger.HEARD, EndCause.Kind.AGENT_HANGUP, "the agent hung up; " + how);
    }

    private void tellAgent(CallEvent event) {
        if (agent != null) {
            agent.post(event);
        }
    }

    // ---- commands of the agent, on the lane

    void hangUp() {
        end(CallTrigger.AGENT_HUNG_UP, EndCause.Kind.AGENT_HANGUP, "the agent hung up");
    }

    void hangUpWhenHeard() {
        hangupWhenHeard = true;
        fire(CallTrigger.HANGUP_WHEN_HEARD);
    }

    void agentFailed(String detail) {
        end(CallTrigger.AGENT_FAILED, EndCause.Kind.AGENT_FAILED, detail);
    }

    // ---- what Asterisk says

    private void onAriEvent(AriEvent event) {
        if (event instanceof ChannelDtmfReceived dtmf && isCaller(dtmf.channel().id())) {
            onDtmf(dtmf);
        } else if (event instanceof ChannelHangupRequest request
                && isCaller(request.channel().id())) {
            onHangupRequest(request);
        } else if (event instanceof StasisEnd gone) {
            onGone(gone.channel().id(), 0);
        } else if (event instanceof ChannelDestroyed gone) {
            onGone(gone.channel().id(), gone.cause());
        } else if (event instanceof ChannelGone gone) {
            onGone(gone.channelId(), 0);
        } else if (event instanceof StasisStart start && start.channel().id().equals(legs.mediaId)) {
            onMediaInStasis();
        }
    }

    private void onDtmf(ChannelDtmfReceived dtmf) {
        if (dtmf.digit().length() == 1 && CallTransitions.isLive(state)) {
            step(CallStep.Kind.DTMF, dtmf.digit());
            tellAgent(new CallEvent.Dtmf(dtmf.digit().charAt(0), Duration.ofMillis(dtmf.durationMillis())));
        }
    }

    private void onHangupRequest(ChannelHangupRequest request) {
        Integer cause = request.cause();
        if (!request.soft() && cause != null) {
            hangupCause = cause;
        }
    }

    private void onGone(String channelId, int cause) {
        if (isCaller(channelId)) {
            callerGone = true;
            int q850 = hangupCause != 0 ? hangupCause : cause;
            if (CallTransitions.next(state, CallTrigger.CALLER_GONE).isPresent()) {
                end = new EndCause(EndCause.Kind.CALLER_HANGUP, q850, "the caller hung up");
                fire(CallTrigger.CALLER_GONE);
            }
        } else if (channelId.equals(legs.mediaId)) {
            mediaFailed(
                    cause == 3
                            ? "Asterisk could not connect to this media server (cause 3); check the uri in websocket_client.conf"
                            : "the media channel ended with cause " + cause);
        }
    }

    private boolean isCaller(String channelId) {
        return channelId.equals(offer.callId());
    }

    private void mediaFailed(String detail) {
        end(CallTrigger.MEDIA_FAILED, EndCause.Kind.MEDIA_FAILED, detail);
    }

    private void asteriskFailed(String detail) {
        end(CallTrigger.ASTERISK_FAILED, EndCause.Kind.ASTERISK_FAILED, detail);
    }

    // ---- states

    private void end(CallTrigger trigger, EndCause.Kind kind, String detail) {
        if (CallTransitions.next(state, trigger).isPresent()) {
            end = new EndCause(kind, causeTold(kind), detail);
            if (kind != EndCause.Kind.AGENT_HANGUP && kind != EndCause.Kind.CONTINUED) {
                LOG.warn(
                        "call {}: {} from {} ends: {}",
                        offer.callId(),
                        offer.calledNumber(),
                        offer.callerNumber(),
                        detail);
            }
            fire(trigger);
        }
    }

    /** What the caller's side is told, when we end the call. */
    private int causeTold(EndCause.Kind kind) {
        return switch (kind) {
            case AGENT_HANGUP -> state.compareTo(CallState.TALKING) < 0 ? CALL_REJECTED : NORMAL_CLEARING;
            case CALLER_HANGUP, CONTINUED -> NORMAL_CLEARING;
            case SHUTDOWN -> state.compareTo(CallState.TALKING) < 0 ? RefusalCause.CONGESTION.q850() : NORMAL_CLEARING;
            case AGENT_FAILED, REFUSED, MEDIA_FAILED, ASTERISK_FAILED -> NETWORK_OUT_OF_ORDER;
        };
    }

    /** Moves on if the trigger means something now. */
    private boolean fire(CallTrigger trigger) {
        Optional<CallState> next = CallTransitions.next(state, trigger);
        if (next.isEmpty()) {
            return false;
        }
        LOG.debug("call {}: {} in {} leads to {}", offer.callId(), trigger, state, next.get());
        state = next.get();
        try {
            enter(state);
        } catch (RuntimeException failure) {
            LOG.error("call {}: entering {} failed", offer.callId(), next.get(), failure);
            asteriskFailed("entering " + next.get() + " failed: " + told(failure));
        }
        return true;
    }

    private void enter(CallState entered) {
        switch (entered) {
            case ADMITTING -> askQuota(present(workflow));
            case PREPARING -> prepare(present(workflow), present(pipeline));
            case CONNECTING -> connect();
            case TALKING -> talk(present(media));
            case DRAINING -> drain(present(speech));
            case ENDING -> takeDown(present(end));
            case ENDED -> finish(present(end));
            case RESOLVING, AWAITING_AGENT, AWAITING_MEDIA -> {}
        }
    }

    private void takeDown(EndCause cause) {
        step(CallStep.Kind.HANGUP, cause.kind() + (cause.detail().isEmpty() ? "" : ": " + cause.detail()));
        alarms.forEach(alarm -> alarm.cancel(false));
        List<CompletableFuture<?>> all = new ArrayList<>();
        if (!callerGone && !continued) {
            all.add(legs.hangUpCaller(cause.q850()));
        }
        if (speech != null) {
            speech.close();
        }
        if (agent != null) {
            all.add(closeAgent(agent, cause));
        }
        if (expectation != null) {
            expectation.cancel();
        }
        all.add(legs.takeDown());
        Lease held = lease;
        if (held != null) {
            CompletableFuture<Void> released = new CompletableFuture<>();
            host.run(() -> {
                close(held);
                host.leases.decrementAndGet();
                released.complete(null);
            });
            all.add(released);
        }
        then(
                CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)),
                (done, failure) -> fire(CallTrigger.TAKEN_DOWN));
    }

    /** Completes when the agent has let go, or would take too long, or never was there. */
    private CompletableFuture<Void> closeAgent(AgentMailbox mailbox, EndCause cause) {
        CompletableFuture<Void> closed = mailbox.close(cause);
        CompletableFuture<Void> enough = new CompletableFuture<>();
        var unused = closed.whenComplete((done, failure) -> enough.complete(null));
        if (mailbox.isOpen()) {
            Future<?> alarm = host.later(host.settings.closeDeadline(), () -> {
                if (enough.complete(null)) {
                    LOG.warn(
                            "call {}: the agent did not let go within {} ms; going on without it",
                            offer.callId(),
                            host.settings.closeDeadline().toMillis());
                }
            });
            if (alarm == null) {
                enough.complete(null);
            }
        } else {
            enough.complete(null);
        }
        return enough;
    }

    private void finish(EndCause cause) {
        if (media != null) {
            media.close();
        }
        step(CallStep.Kind.ENDED, "");
        host.ended(offer, cause);
        onEnded.accept(this);
        ended.complete(null);
        // Not closed: an answer of the host that comes now must still find somebody who gives it back.
        lane.unbind(
                ResourceId.channel(offer.callId()), ResourceId.channel(legs.mediaId), ResourceId.bridge(legs.bridgeId));
    }

    private void close(Lease held) {
        try {
            held.close();
        } catch (RuntimeException failure) {
            LOG.warn("call {}: giving back its lease threw", offer.callId(), failure);
        }
    }

    /** Goes on with the call on its lane when something else is done. */
    private <T> void then(CompletableFuture<T> done, BiConsumer<@Nullable T, @Nullable Throwable> step) {
        var unused = done.whenComplete((value, failure) -> post(() -> step.accept(value, failure)));
    }

    private void alarm(Duration delay, Runnable task) {
        Future<?> alarm = host.later(delay, () -> post(task));
        if (alarm != null) {
            alarms.add(alarm);
        }
    }

    private void step(CallStep.Kind kind, String detail) {
        host.step(new CallStep(offer.callId(), kind, System.nanoTime() - offeredNanos, detail));
    }

    /** Brings what the agent's voice tells to the lane. */
    private final class SpeechNews implements CallSpeech.Listener {
        @Override
        public void onFirstAudio() {
            post(Call.this::onAgentSpoke);
        }

        @Override
        public void onEnded(PlaybackOutcome outcome) {
            post(() -> tellAgent(new CallEvent.PlaybackEnded(outcome)));
        }

        @Override
        public void onInterrupted(Duration discarded) {
            post(() -> {
                if (CallTransitions.isLive(state)) {
                    step(CallStep.Kind.INTERRUPTED, discarded.toMillis() + " ms dropped");
                }
            });
        }
    }

    private static <T> T present(@Nullable T value) {
        if (value == null) {
            throw new IllegalStateException("a state was entered without what it needs");
        }
        return value;
    }

    private static String told(@Nullable Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return String.valueOf(cause);
    }
}
