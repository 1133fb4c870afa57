package io.voxari.agent.runtime;

import io.voxari.agent.AgentSession;
import io.voxari.agent.AnswerDetector;
import io.voxari.agent.AnswerDetector.Verdict;
import io.voxari.agent.AnswerPolicy;
import io.voxari.agent.AsteriskAnswerDetector;
import io.voxari.agent.CallEvent;
import io.voxari.agent.DialOutcome;
import io.voxari.agent.EndCause;
import io.voxari.agent.OutboundRequest;
import io.voxari.agent.Resolution;
import io.voxari.ari.AriEvent;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What makes a call one that we place: it has its workflow already, and when agent and audio are ready somebody is called.
 *
 * <p>Only the call's lane uses it.
 */
final class CallOutbound implements DialledLeg.Owner {
    private static final Logger LOG = LoggerFactory.getLogger(CallOutbound.class);

    private final Call call;
    private final OutboundCall placed;
    private @Nullable DialledLeg leg;
    private Duration answeredAt = Duration.ZERO;
    private boolean verdictTold;
    /** Set before the agent is opened. */
    private volatile @Nullable AnswerDetector detector;

    /** Set when the agent is open. */
    private volatile @Nullable AnswerDetection detection;

    /** Set before the agent is opened; in place of the others. */
    private volatile @Nullable CallAnswerProbe probe;

    CallOutbound(Call call, OutboundCall placed) {
        this.call = call;
        this.placed = placed;
    }

    void accept() {
        OutboundRequest request = placed.request();
        call.admission.accept(
                new Resolution.Accept(request.workflow(), new AnswerPolicy.WhenReady(), request.limits()));
    }

    /** Makes the request's detector, if it has one; may block. From any thread, before {@link #listening}. */
    void prepare() {
        Supplier<AnswerDetector> maker = placed.request().answerDetector().orElse(null);
        if (maker == null) {
            return;
        }
        try {
            AnswerDetector made = Objects.requireNonNull(maker.get(), "detector");
            if (made instanceof AsteriskAnswerDetector asks) {
                probe = call.legs.answerProbe(call, asks.context(), this::tell);
            } else {
                detector = made;
            }
        } catch (Throwable failure) {
            LOG.warn("call {}: no answer detector; it will not be known who answers", call.callerId(), failure);
        }
    }

    /** Lets the request's detector, if it has one, hear what an agent hears. From any thread. */
    AgentSession listening(AgentSession agent) {
        AnswerDetector made = detector;
        if (made == null) {
            return agent;
        }
        AnswerDetection own = new AnswerDetection(agent, made, verdict -> call.post(() -> tell(verdict)));
        detection = own;
        return own;
    }

    private void tell(Verdict verdict) {
        if (!verdictTold && call.isLive() && call.hasAgent()) {
            verdictTold = true;
            call.agent().tell(new CallEvent.AnsweredBy(verdict, call.age().minus(answeredAt)));
        }
    }

    /** The call is answered. */
    void answered() {
        answeredAt = call.age();
        CallAnswerProbe asking = probe;
        if (asking != null) {
            asking.begin();
        }
        if (placed.request().answerDetector().isPresent()) {
            call.alarm(placed.request().detectWithin(), () -> {
                AnswerDetection listening = detection;
                if (listening != null) {
                    listening.stop();
                }
                if (asking != null) {
                    asking.giveUp();
                }
                tell(Verdict.UNSURE);
            });
        }
    }

    /** Calls; the agent is there, and its channel is in the bridge by the time of the answer, or soon after. */
    void dial() {
        OutboundRequest request = placed.request();
        call.step(CallStep.Kind.DIALLED, request.destination().endpoint());
        call.setup().deafen(!request.isEarlyMediaHeard());
        DialledLeg calling = call.legs.dialled(call, call.callerId(), request.destination(), this);
        leg = calling;
        calling.begin(
                call.offer.callerNumber(), request.destination().callerName(), () -> call.legs.join(call.callerId()));
    }

    /** {@return whether the rest of the call is to see the event too: what happens before the answer is ours alone} */
    boolean onEvent(AriEvent event) {
        boolean before = !placed.isAnswered();
        DialledLeg calling = leg;
        if (calling != null) {
            calling.onEvent(event);
        }
        CallAnswerProbe asking = probe;
        if (asking != null) {
            asking.onEvent(event);
        }
        return !before
                || event.resources().stream()
                        .noneMatch(resource -> resource.id().equals(call.callerId()));
    }

    @Override
    public void onAlerted() {
        call.step(CallStep.Kind.ALERTED, "");
    }

    @Override
    public void onOutcome(DialOutcome outcome) {
        if (outcome.isAnswered()) {
            placed.settle(outcome);
            call.pickedUp("");
            call.fire(CallTrigger.PICKED_UP);
        } else if (outcome.kind() == DialOutcome.Kind.FAILED) {
            placed.settle(outcome);
            call.ending().asteriskFailed(outcome.detail());
        } else if (call.isLive()) {
            placed.settle(outcome);
            call.ending()
                    .end(
                            CallTrigger.CALLER_GONE,
                            new EndCause(
                                    EndCause.Kind.NOT_ANSWERED,
                                    outcome.q850(),
                                    outcome.kind() + ": " + outcome.detail()));
        }
    }

    @Override
    public void onLeft(int q850) {
        // The call itself saw it.
    }

    /**
     * Completes when the channel of whom we call is no more; never exceptionally.
     *
     * @param left whether it has left us already: then it may live on elsewhere, and is not ours to hang up
     */
    CompletableFuture<Void> takeDown(EndCause cause, boolean left) {
        DialOutcome.Kind kind =
                cause.kind() == EndCause.Kind.CANCELLED ? DialOutcome.Kind.CANCELLED : DialOutcome.Kind.FAILED;
        placed.settle(new DialOutcome(kind, 0, 0, cause.kind() + ": " + cause.detail()));
        CallAnswerProbe asking = probe;
        CompletableFuture<Void> listener = asking == null ? CompletableFuture.completedFuture(null) : asking.close();
        return leg == null || left ? listener : CompletableFuture.allOf(listener, leg.hangUp(cause.q850()));
    }

    /** {@return whether a channel is the one that listens for who answered} */
    boolean owns(String id) {
        CallAnswerProbe asking = probe;
        return asking != null && asking.channelId.equals(id) && !asking.isDone();
    }

    void unbind() {
        CallAnswerProbe asking = probe;
        if (asking != null) {
            asking.unbind();
        }
    }

    /** From any thread. */
    void tellEnded(EndCause cause) {
        placed.end(cause);
    }
}
