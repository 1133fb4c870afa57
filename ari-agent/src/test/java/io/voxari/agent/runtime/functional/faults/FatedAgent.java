package io.voxari.agent.runtime.functional.faults;

import io.voxari.agent.AgentCall;
import io.voxari.agent.AgentPipeline;
import io.voxari.agent.AgentSession;
import io.voxari.agent.CallEvent;
import io.voxari.agent.CallerAudio;
import io.voxari.agent.Destination;
import io.voxari.agent.EndCause;
import io.voxari.agent.TransferRequest;
import io.voxari.testkit.asterisk.SpeechFixture;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;

/** Does what the number that was called says. */
final class FatedAgent implements AgentPipeline {
    private static final byte[] WORDS = SpeechFixture.noise(1, Duration.ofMillis(100));

    final AtomicInteger opened = new AtomicInteger();
    final AtomicInteger closed = new AtomicInteger();
    /** A tenth of the calls and of their sessions. */
    final List<WeakReference<?>> seen = new CopyOnWriteArrayList<>();

    private final BiFunction<Fate, String, String> target;
    /** Who is not open yet, by the caller's number. */
    private final Map<String, CompletableFuture<AgentSession>> late = new ConcurrentHashMap<>();

    /** @param target whom to transfer to, by the fate of the call and the caller's number */
    FatedAgent(BiFunction<Fate, String, String> target) {
        this.target = target;
    }

    @Override
    public CompletionStage<AgentSession> open(AgentCall call) {
        Fate fate = Fate.of(call.context().calledNumber());
        return switch (fate) {
            case AGENT_DOES_NOT_OPEN -> CompletableFuture.failedFuture(new IllegalStateException("no model today"));
            case GIVES_UP_WHILE_IT_RINGS ->
                late.computeIfAbsent(call.context().callerNumber(), number -> new CompletableFuture<>())
                        .thenApply(unused -> session(call, fate));
            default -> CompletableFuture.completedFuture(session(call, fate));
        };
    }

    /** The agent of a caller that had to wait for it is open now. */
    void opensAtLast(String caller) {
        CompletableFuture<AgentSession> waiting = late.remove(caller);
        if (waiting != null) {
            waiting.complete(null);
        }
    }

    private AgentSession session(AgentCall call, Fate fate) {
        Session session = new Session(call, fate);
        if (opened.incrementAndGet() % 10 == 0) {
            seen.add(new WeakReference<>(call));
            seen.add(new WeakReference<>(session));
        }
        RecordingAgent.say(call, WORDS);
        return session;
    }

    private final class Session implements AgentSession {
        private final AgentCall call;
        private final Fate fate;
        private int keys;

        Session(AgentCall call, Fate fate) {
            this.call = call;
            this.fate = fate;
        }

        @Override
        public void onAudio(CallerAudio audio) {}

        @Override
        public void onEvent(CallEvent event) {
            if (event instanceof CallEvent.Answered) {
                answered();
            } else if (event instanceof CallEvent.Dtmf && ++keys == 2) {
                call.hangup();
            }
        }

        private void answered() {
            switch (fate) {
                case AGENT_SAYS_GOODBYE -> call.hangupWhenHeard();
                case AGENT_THROWS -> throw new IllegalStateException("the model answers nonsense");
                case IS_TRANSFERRED, TARGET_HANGS_UP, GIVES_UP_WHILE_THE_TARGET_RINGS -> {
                    var unused = transfer();
                }
                case TARGET_IS_BUSY -> {
                    var unused = transfer().thenRun(call::hangup);
                }
                case IS_LEFT_TO_THE_DIALPLAN -> {
                    // An extension that hangs up with cause 1, which nobody else does.
                    var unused = call.transfer(new TransferRequest.Dialplan("from-external", "cause1", 1));
                }
                default -> {}
            }
        }

        private CompletionStage<?> transfer() {
            String caller = call.context().callerNumber();
            return call.transfer(new TransferRequest.Blind(Destination.of(target.apply(fate, caller))));
        }

        @Override
        public CompletionStage<Void> close(EndCause cause) {
            closed.incrementAndGet();
            return CompletableFuture.completedFuture(null);
        }
    }
}
