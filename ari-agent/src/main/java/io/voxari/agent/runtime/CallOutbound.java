package io.voxari.agent.runtime;

import io.voxari.agent.AnswerPolicy;
import io.voxari.agent.DialOutcome;
import io.voxari.agent.EndCause;
import io.voxari.agent.OutboundRequest;
import io.voxari.agent.Resolution;
import io.voxari.ari.AriEvent;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * What makes a call one that we place: it has its workflow already, and when agent and audio are ready somebody is called.
 *
 * <p>Only the call's lane uses it.
 */
final class CallOutbound implements DialledLeg.Owner {
    private final Call call;
    private final OutboundCall placed;
    private @Nullable DialledLeg leg;

    CallOutbound(Call call, OutboundCall placed) {
        this.call = call;
        this.placed = placed;
    }

    void accept() {
        OutboundRequest request = placed.request();
        call.admission.accept(
                new Resolution.Accept(request.workflow(), new AnswerPolicy.WhenReady(), request.limits()));
    }

    /** Calls; the agent is there, and its channel is in the bridge by the time of the answer, or soon after. */
    void dial() {
        OutboundRequest request = placed.request();
        call.step(CallStep.Kind.DIALLED, request.destination().endpoint());
        call.setup().deafen(!request.isEarlyMediaHeard());
        DialledLeg calling = call.legs.dialled(call, call.callerId(), request.destination(), this);
        leg = calling;
        calling.begin(call.offer.callerNumber(), request.destination().callerName(), call.legs.bridgeId);
    }

    /** {@return whether the rest of the call is to see the event too: what happens before the answer is ours alone} */
    boolean onEvent(AriEvent event) {
        boolean before = !placed.isAnswered();
        DialledLeg calling = leg;
        if (calling != null) {
            calling.onEvent(event);
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
            call.fire(CallTrigger.PICKED_UP);
        } else if (outcome.kind() == DialOutcome.Kind.FAILED) {
            placed.settle(outcome);
            call.asteriskFailed(outcome.detail());
        } else if (call.isLive()) {
            placed.settle(outcome);
            call.end(
                    CallTrigger.CALLER_GONE,
                    new EndCause(EndCause.Kind.NOT_ANSWERED, outcome.q850(), outcome.kind() + ": " + outcome.detail()));
        }
    }

    @Override
    public void onLeft(int q850) {
        // The call itself saw it.
    }

    /** Completes when the channel of whom we call is no more; never exceptionally. */
    CompletableFuture<Void> takeDown(EndCause cause) {
        DialOutcome.Kind kind =
                cause.kind() == EndCause.Kind.CANCELLED ? DialOutcome.Kind.CANCELLED : DialOutcome.Kind.FAILED;
        placed.settle(new DialOutcome(kind, 0, 0, cause.kind() + ": " + cause.detail()));
        return leg == null ? CompletableFuture.completedFuture(null) : leg.hangUp(cause.q850());
    }

    void ended(EndCause cause) {
        placed.end(cause);
    }
}
