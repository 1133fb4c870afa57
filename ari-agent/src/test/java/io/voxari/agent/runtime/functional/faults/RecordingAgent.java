package io.voxari.agent.runtime.functional.faults;

import io.voxari.agent.AgentCall;
import io.voxari.agent.AgentPipeline;
import io.voxari.agent.AgentSession;
import io.voxari.agent.CallEvent;
import io.voxari.agent.CallerAudio;
import io.voxari.agent.EndCause;
import io.voxari.agent.Utterance;
import io.voxari.testkit.asterisk.SpeechFixture;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;

/** Greets with a known sound; writes down what it is told. */
final class RecordingAgent implements AgentPipeline {
    static final byte[] GREETING = SpeechFixture.noise(1, Duration.ofMillis(400));

    final List<AgentCall> calls = new CopyOnWriteArrayList<>();
    final List<CallEvent> events = new CopyOnWriteArrayList<>();
    final List<EndCause> ends = new CopyOnWriteArrayList<>();

    static void say(AgentCall call, byte[] words) {
        Utterance utterance = call.speech().begin();
        utterance.write(ByteBuffer.wrap(words));
        utterance.end();
    }

    @Override
    public CompletionStage<AgentSession> open(AgentCall call) {
        calls.add(call);
        say(call, GREETING);
        return CompletableFuture.completedFuture(new AgentSession() {
            @Override
            public void onAudio(CallerAudio audio) {}

            @Override
            public void onEvent(CallEvent event) {
                events.add(event);
            }

            @Override
            public CompletionStage<Void> close(EndCause cause) {
                ends.add(cause);
                return CompletableFuture.completedFuture(null);
            }
        });
    }
}
