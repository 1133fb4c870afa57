package io.voxari.agent.runtime;

import io.voxari.agent.AgentCall;
import io.voxari.agent.AudioFormat;
import io.voxari.agent.CallOffer;
import io.voxari.agent.Speech;
import io.voxari.agent.Workflow;
import java.util.concurrent.CompletableFuture;

/** The agent's hands on its {@link Call}: each command becomes a step on the call's lane. Thread-safe. */
final class LiveAgentCall implements AgentCall {
    private final Call call;
    private final CallOffer offer;
    private final Workflow workflow;
    private final AudioFormat format;
    private final CallSpeech speech;

    LiveAgentCall(Call call, CallOffer offer, Workflow workflow, AudioFormat format, CallSpeech speech) {
        this.call = call;
        this.offer = offer;
        this.workflow = workflow;
        this.format = format;
        this.speech = speech;
    }

    @Override
    public CallOffer offer() {
        return offer;
    }

    @Override
    public Workflow workflow() {
        return workflow;
    }

    @Override
    public AudioFormat format() {
        return format;
    }

    @Override
    public Speech speech() {
        return speech;
    }

    @Override
    public void hangup() {
        call.post(call::hangUp);
    }

    @Override
    public void hangupWhenHeard() {
        // What was written so far is known only here: on the lane it would be what is written by then.
        CompletableFuture<Void> heard = speech.takeLeave();
        call.post(() -> call.hangUpWhenHeard(heard));
    }

    @Override
    public void fail(Throwable reason) {
        call.post(() -> call.agentFailed("the agent gave up: " + reason, reason));
    }
}
