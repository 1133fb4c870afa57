package io.voxari.agent.runtime.functional.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.voxari.agent.EndCause;
import io.voxari.testkit.SimulatedCaller;
import io.voxari.testkit.asterisk.SpeechFixture;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A runtime with twenty calls is to stop: those that end in time are heard to their end, the others are ended. */
class DrainTest {
    private static final byte[] WORDS = SpeechFixture.noise(5, Duration.ofSeconds(3));
    private static final int CALLS = 20;

    @Test
    void callsEndByThemselvesOrAtTheDeadlineAndNoNewOneIsTaken() {
        try (Desk desk = Desk.open()) {
            List<SimulatedCaller> callers = new ArrayList<>();
            for (int i = 0; i < CALLS; i++) {
                callers.add(desk.asterisk.call("8000"));
            }
            callers.forEach(caller -> caller.awaitAnswered(Desk.PATIENCE));
            desk.time.advance(Duration.ofSeconds(1));
            desk.agent.calls.forEach(call -> RecordingAgent.say(call, WORDS));
            CompletableFuture<Integer> drained =
                    desk.voxari.drain(Duration.ofSeconds(20)).toCompletableFuture();
            assertThat(desk.asterisk.call("8000").awaitRefused(Desk.PATIENCE)).isEqualTo(34);
            for (int i = 0; i < CALLS / 2; i++) {
                callers.get(i).waits(Duration.ofSeconds(4 + i)).hangsUp();
            }
            assertThat(desk.time.await(drained, Duration.ofSeconds(40))).isEqualTo(CALLS / 2);
            callers.forEach(caller -> {
                caller.awaitEnded(Desk.PATIENCE);
                assertThat(caller.heard().find(WORDS).isExact()).isTrue();
            });
            assertThat(desk.awaitEnds(CALLS + 1)).hasSize(CALLS + 1);
            assertThat(desk.ends.stream().filter(cause -> cause.kind() == EndCause.Kind.CALLER_HANGUP))
                    .hasSize(CALLS / 2);
            assertThat(desk.ends.stream().filter(cause -> cause.kind() == EndCause.Kind.SHUTDOWN))
                    .hasSize(CALLS / 2);
        }
    }
}
