package io.voxari.agent.runtime.functional;

import io.voxari.agent.AgentCall;
import io.voxari.agent.AgentPipeline;
import io.voxari.agent.AgentSession;
import io.voxari.agent.CallEvent;
import io.voxari.agent.CallerAudio;
import io.voxari.agent.EndCause;
import io.voxari.agent.Utterance;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;

/** Greets with a known sound, then says back what it hears; writes down what it is told. */
final class TestAgent implements AgentPipeline {
    final List<AgentCall> calls = new CopyOnWriteArrayList<>();
    final List<CallEvent> events = new CopyOnWriteArrayList<>();
    final List<EndCause> ends = new CopyOnWriteArrayList<>();
    private final byte[] greeting;
    private final BiConsumer<AgentCall, CallEvent> onEvent;
    private volatile boolean echoing = true;

    TestAgent(byte[] greeting) {
        this(greeting, (call, event) -> {});
    }

    TestAgent(byte[] greeting, BiConsumer<AgentCall, CallEvent> onEvent) {
        this.greeting = greeting;
        this.onEvent = onEvent;
    }

    /** {@return one that says nothing back} */
    static TestAgent listening(byte[] greeting) {
        return listening(greeting, (call, event) -> {});
    }

    static TestAgent listening(byte[] greeting, BiConsumer<AgentCall, CallEvent> onEvent) {
        TestAgent agent = new TestAgent(greeting, onEvent);
        agent.echoing = false;
        return agent;
    }

    void echoing(boolean yes) {
        echoing = yes;
    }

    void forget() {
        calls.clear();
        events.clear();
        ends.clear();
    }

    static void say(AgentCall call, byte[] words) {
        Utterance utterance = call.speech().begin();
        utterance.write(ByteBuffer.wrap(words));
        utterance.end();
    }

    @Override
    public CompletionStage<AgentSession> open(AgentCall call) {
        calls.add(call);
        return CompletableFuture.completedFuture(new Session(call));
    }

    private final class Session implements AgentSession {
        private final AgentCall call;
        private final Utterance echo;

        Session(AgentCall call) {
            this.call = call;
            if (greeting.length > 0) {
                say(call, greeting);
            }
            echo = call.speech().begin();
        }

        @Override
        public void onAudio(CallerAudio audio) {
            if (echoing) {
                echo.write(audio.audio());
            }
        }

        @Override
        public void onEvent(CallEvent event) {
            events.add(event);
            onEvent.accept(call, event);
        }

        @Override
        public CompletionStage<Void> close(EndCause cause) {
            ends.add(cause);
            return CompletableFuture.completedFuture(null);
        }
    }
}
