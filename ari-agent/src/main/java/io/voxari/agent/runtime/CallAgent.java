package io.voxari.agent.runtime;

import io.voxari.agent.AgentPipeline;
import io.voxari.agent.AgentSession;
import io.voxari.agent.AudioFormat;
import io.voxari.agent.CallEvent;
import io.voxari.agent.CallOffer;
import io.voxari.agent.EndCause;
import io.voxari.agent.Measure;
import io.voxari.agent.PlaybackOutcome;
import io.voxari.agent.Workflow;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The agent of one call: opened, told what happens, closed. Its mailbox and its voice are thread-safe; the rest belongs to
 * the call's lane.
 */
final class CallAgent implements CallSpeech.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(CallAgent.class);

    private static final Duration SAMPLE = Duration.ofSeconds(1);

    /** So much may wait in an utterance that stays open, and is never heard. */
    private static final Duration FRAME = Duration.ofMillis(20);

    private final Call call;
    private final CallHost host;
    private final CallOffer offer;
    private final AudioFormat format;
    private final AgentMailbox mailbox;
    private final CallSpeech speech;

    CallAgent(Call call, CallHost host, CallOffer offer, AudioFormat format) {
        this.call = call;
        this.host = host;
        this.offer = offer;
        this.format = format;
        this.speech = new CallSpeech(format, call::run, this);
        this.mailbox = new AgentMailbox(
                call::run,
                host::nanos,
                format,
                format.bytesOf(host.settings.audioBacklog()),
                nanos -> call.measures.tell(Measure.AGENT_OVERRUN, nanos),
                failure ->
                        call.post(() -> call.ending().agentFailed("the agent threw " + Call.told(failure), failure)));
    }

    AudioFormat format() {
        return format;
    }

    AgentMailbox mailbox() {
        return mailbox;
    }

    CallSpeech speech() {
        return speech;
    }

    void open(AgentPipeline pipeline, Workflow workflow) {
        LiveAgentCall hands = new LiveAgentCall(call, offer, workflow, format, speech);
        CompletableFuture<AgentSession> opened = host.questions.ask(
                "the agent",
                host.settings.openDeadline(),
                () -> CallThread.get(offer.callId(), () -> {
                    // Here, where it may block and has a deadline: the agent's stage completes on a thread of its own.
                    call.prepareToHear();
                    return pipeline.open(hands);
                }),
                this::adopt);
        // Adopted whatever has become of the call, so that it is closed in any case.
        CompletableFuture<AgentSession> adopted = opened.whenComplete((session, failure) -> {
            if (session != null) {
                adopt(session);
            }
        });
        call.then(adopted, (session, failure) -> {
            if (failure != null) {
                call.ending().agentFailed("the agent did not open: " + Call.told(failure), failure);
            } else if (call.can(CallTrigger.AGENT_READY)) {
                call.step(CallStep.Kind.AGENT_READY, "");
                call.fire(CallTrigger.AGENT_READY);
            }
        });
    }

    private void adopt(AgentSession session) {
        host.agents.incrementAndGet();
        mailbox.open(call.around(session));
        var unused = mailbox.closed().whenComplete((done, failure) -> host.agents.decrementAndGet());
    }

    void tell(CallEvent event) {
        mailbox.post(event);
    }

    /** Takes the call away from the agent, which is closed; what it does to the call from now on means nothing. */
    void dismiss(EndCause cause, boolean cut) {
        if (cut) {
            speech.takeOver();
        }
        var unused = mailbox.close(cause);
    }

    /** Completes when the agent has let go, or would take too long, or is not there yet; never exceptionally. */
    CompletableFuture<Void> close(EndCause cause) {
        speech.close();
        CompletableFuture<Void> closed = mailbox.close(cause);
        long dropped = mailbox.droppedBytes();
        if (dropped > 0) {
            call.measures.tell(Measure.AGENT_DROPPED, format.durationOf(dropped).toNanos());
            LOG.warn(
                    "call {}: the agent was too slow for {} ms of the caller's audio, which were dropped",
                    offer.callId(),
                    format.durationOf(dropped).toMillis());
        }
        CompletableFuture<Void> enough = new CompletableFuture<>();
        var unused = closed.whenComplete((done, failure) -> enough.complete(null));
        Duration deadline = host.settings.closeDeadline();
        Future<?> alarm = !mailbox.isOpen()
                ? null
                : host.later(deadline, () -> {
                    if (enough.complete(null)) {
                        LOG.warn(
                                "call {}: the agent did not let go within {} ms; going on without it",
                                offer.callId(),
                                deadline.toMillis());
                    }
                });
        if (alarm == null) {
            enough.complete(null);
        } else {
            var unusedCancel = closed.whenComplete((done, failure) -> alarm.cancel(false));
        }
        return enough;
    }

    @Override
    public void onFirstAudio() {
        call.post(call::onAgentSpoke);
    }

    @Override
    public void onEnded(PlaybackOutcome outcome) {
        tell(new CallEvent.PlaybackEnded(outcome));
        if (!outcome.interrupted() && !outcome.measured() && !outcome.written().isZero()) {
            call.post(() -> call.measures.tell(Measure.OUTBOUND_MARK_LOST, 1));
        }
        call.post(call::onAgentHeard);
        call.post(() -> {
            if (call.isLive()) {
                call.step(
                        CallStep.Kind.UTTERANCE_ENDED,
                        outcome.utteranceId() + ": " + outcome.played().toMillis() + " of "
                                + outcome.written().toMillis() + " ms heard");
            }
        });
    }

    @Override
    public void onBegun() {
        call.post(call.measures::agentBegan);
        call.post(call.stalls()::onWords);
        call.post(call.turns()::onAgentBegan);
    }

    @Override
    public void onBeginningHeard() {
        call.post(call.measures::agentHeard);
    }

    @Override
    public boolean isBeginningWanted() {
        return host.isObserved();
    }

    /** {@return how much of the agent's voice waits where, for people} */
    String waiting() {
        return speech.position()
                .map(at -> at.written().minus(at.sent()).toMillis() + " ms wait here, "
                        + at.sent().minus(at.played()).toMillis() + " ms in Asterisk")
                .orElse("nothing waits");
    }

    /** Tells, once a second, how much waits here and there. */
    void sample() {
        if (host.isObserved() && call.isLive()) {
            call.measures.tell(
                    Measure.AGENT_BACKLOG,
                    format.durationOf(mailbox.waitingBytes()).toNanos());
            speech.position().ifPresent(at -> {
                call.measures.tell(
                        Measure.OUTBOUND_QUEUED_HERE,
                        at.written().minus(at.sent()).toNanos());
                call.measures.tell(
                        Measure.OUTBOUND_QUEUED_IN_ASTERISK,
                        at.sent().minus(at.played()).toNanos());
            });
            call.alarm(SAMPLE, this::sample);
        }
    }

    @Override
    public void onFalseInterruption() {
        boolean goesOn = speech.queued().compareTo(FRAME) > 0;
        // Under the lock of the voice, on the agent's thread: an observer has no business there.
        call.post(() -> {
            call.measures.tell(Measure.FALSE_INTERRUPTION, 1);
            if (goesOn) {
                call.stalls().onAnswer();
            }
        });
    }

    @Override
    public void onConfirmed(Duration took) {
        call.measures.tell(Measure.INTERRUPTION_CONFIRMED, took.toNanos());
    }

    @Override
    public void onInterrupted(Duration discarded) {
        call.post(() -> {
            if (call.isLive()) {
                call.measures.interrupted(discarded);
                call.step(CallStep.Kind.INTERRUPTED, discarded.toMillis() + " ms dropped");
            }
        });
    }
}
