package io.voxari.agent.runtime.functional.faults;

import io.voxari.agent.AgentCall;
import io.voxari.agent.AgentPipeline;
import io.voxari.agent.AgentSession;
import io.voxari.agent.CallEvent;
import io.voxari.agent.CallerAudio;
import io.voxari.agent.Destination;
import io.voxari.agent.EndCause;
import io.voxari.agent.TransferOutcome;
import io.voxari.agent.TransferRequest;
import io.voxari.testkit.asterisk.SpeechFixture;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;

/** Does what the number that was called says. */
final class FatedAgent implements AgentPipeline {
    private static final byte[] WORDS = SpeechFixture.noise(1, Duration.ofMillis(300));

    final AtomicInteger open = new AtomicInteger();
    /** By the caller's number. */
    final Map<String, TransferOutcome> transfers = new ConcurrentHashMap<>();

    private final BiFunction<Fate, String, String> target;

    /** @param target whom to transfer to, by the fate of the call and the caller's number */
    FatedAgent(BiFunction<Fate, String, String> target) {
        this.target = target;
    }

    @Override
    public CompletionStage<AgentSession> open(AgentCall call) {
        Fate fate = Fate.of(call.context().calledNumber());
        if (fate == Fate.AGENT_DOES_NOT_OPEN) {
            return CompletableFuture.failedFuture(new IllegalStateException("no model today"));
        }
        open.incrementAndGet();
        RecordingAgent.say(call, WORDS);
        return CompletableFuture.completedFuture(new Session(call, fate));
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
                case IS_TRANSFERRED, TARGET_IS_BUSY, GIVES_UP_WHILE_THE_TARGET_RINGS -> transfer();
                default -> {}
            }
        }

        private void transfer() {
            String caller = call.context().callerNumber();
            var unused = call.transfer(new TransferRequest.Blind(Destination.of(target.apply(fate, caller))))
                    .thenAccept(outcome -> {
                        transfers.put(caller, outcome);
                        if (fate == Fate.TARGET_IS_BUSY) {
                            call.hangup();
                        }
                    });
        }

        @Override
        public CompletionStage<Void> close(EndCause cause) {
            open.decrementAndGet();
            return CompletableFuture.completedFuture(null);
        }
    }
}
