package io.voxari.agent.runtime.functional;

import io.voxari.agent.AgentCall;
import io.voxari.agent.AgentPipeline;
import io.voxari.agent.AgentSession;
import io.voxari.agent.CallerAudio;
import io.voxari.testkit.asterisk.HeardAudio;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** An agent that says something when it is there, and keeps what it hears. */
final class Ear implements AgentPipeline {
    private final byte[] words;
    private final List<HeardAudio.Frame> frames = new ArrayList<>();

    Ear(byte[] words) {
        this.words = words;
    }

    @Override
    public CompletionStage<AgentSession> open(AgentCall call) {
        TestAgent.say(call, words);
        return CompletableFuture.completedFuture(this::add);
    }

    private synchronized void add(CallerAudio audio) {
        byte[] bytes = new byte[audio.audio().remaining()];
        audio.audio().duplicate().get(bytes);
        frames.add(new HeardAudio.Frame(Math.toIntExact(audio.position()), bytes, System.nanoTime()));
    }

    synchronized HeardAudio heard() {
        return HeardAudio.of(frames);
    }
}
