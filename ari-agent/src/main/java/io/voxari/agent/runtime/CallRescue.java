package io.voxari.agent.runtime;

import io.voxari.agent.EndCause;
import io.voxari.agent.TransferOutcome;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes a call over from an agent that failed in mid-call: the caller is not left in silence.
 *
 * <p>Only the call's lane uses it, but for {@link #hasTakenOver}.
 */
final class CallRescue {
    private static final Logger LOG = LoggerFactory.getLogger(CallRescue.class);

    private final Call call;
    /** Read by the agent's threads too. */
    private volatile @Nullable AgentFallback fallback;

    private String why = "";
    private boolean said;
    private boolean sent;

    CallRescue(Call call) {
        this.call = call;
    }

    /** {@return whether the agent has the call no more} From any thread. */
    boolean hasTakenOver() {
        return fallback != null;
    }

    /**
     * The agent failed.
     *
     * @param wanted what is to be done
     * @return whether the call goes on all the same
     */
    boolean takeOver(AgentFallback wanted, String detail, @Nullable Throwable failure) {
        if (hasTakenOver()) {
            LOG.debug("call {}: of the agent that failed before: {}", call.callerId(), detail, failure);
            return true;
        }
        if (!call.isLive() || !call.isAnswered() || wanted.isHangUpAtOnce() || !call.hasVoice()) {
            return false;
        }
        fallback = wanted;
        why = detail;
        LOG.warn("call {}: {}; the caller is looked after without it", call.callerId(), detail, failure);
        call.step(CallStep.Kind.AGENT_FAILED, detail);
        CallState state = call.state();
        // What it said when it took its leave is complete, and still heard.
        call.agent().dismiss(new EndCause(EndCause.Kind.AGENT_FAILED, 0, detail), state != CallState.DRAINING);
        if (state == CallState.TALKING) {
            goOn();
        } else if (state == CallState.TRANSFERRING) {
            call.transfer().onAgentLost(detail);
        }
        return true;
    }

    /** Does the next thing for a caller who can hear us. {@return whether the agent has the call no more} */
    boolean goOn() {
        AgentFallback wanted = fallback;
        if (wanted == null) {
            return false;
        }
        if (call.commands.isHeld()) {
            CompletableFuture<Void> back = new CompletableFuture<>();
            call.commands.hold(false, back);
            call.then(back, (done, failure) -> goOnIfTalking());
            return true;
        }
        if (!said) {
            said = true;
            ByteBuffer prompt = wanted.prompt(call.agent().format());
            if (prompt.hasRemaining()) {
                call.agent().speech().announce(prompt);
            }
        }
        if (wanted.transfer().isPresent() && !sent) {
            sent = true;
            CompletableFuture<TransferOutcome> outcome = new CompletableFuture<>();
            call.transfer(wanted.transfer().get(), outcome);
            call.then(outcome, (told, failure) -> {
                if (told != null && told.kind() == TransferOutcome.Kind.NOT_POSSIBLE) {
                    goOnIfTalking();
                }
            });
        } else {
            call.endWhenHeard(EndCause.Kind.AGENT_FAILED, why);
        }
        return true;
    }

    private void goOnIfTalking() {
        if (call.state() == CallState.TALKING && !call.commands.isHeld()) {
            boolean unused = goOn();
        }
    }
}
