package io.voxari.agent.runtime.functional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.voxari.agent.AgentPipeline;
import io.voxari.agent.AgentProfile;
import io.voxari.agent.AgentSession;
import io.voxari.agent.AudioFormat;
import io.voxari.agent.CallEvent;
import io.voxari.agent.runtime.Voxari;
import io.voxari.testkit.SimulatedAsterisk;
import io.voxari.testkit.SimulatedCaller;
import io.voxari.testkit.Sound;
import io.voxari.testkit.VirtualTime;
import io.voxari.testkit.asterisk.HeardAudio;
import io.voxari.testkit.asterisk.SpeechFixture;
import io.voxari.testkit.junit.AsteriskExtension;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The runtime in virtual time, over its real transports and a network in memory. */
@ExtendWith(AsteriskExtension.class)
class VirtualCallTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final byte[] SPEECH = SpeechFixture.noise(5, Duration.ofSeconds(2));

    private static byte[] echo(Duration length) {
        try (VirtualTime time = VirtualTime.start();
                SimulatedAsterisk asterisk =
                        SimulatedAsterisk.builder().time(time).start();
                Voxari voxari = VirtualBoard.start(time, asterisk, new TestAgent(SPEECH), builder -> {})) {
            SimulatedCaller caller = asterisk.call("8000")
                    .waits(length.dividedBy(2))
                    .says(SPEECH)
                    .waits(length.dividedBy(2).minusSeconds(2))
                    .hangsUp();
            caller.awaitEnded(length.plusSeconds(10));
            assertThat(time.passed()).isBetween(length, length.plusSeconds(1));
            asterisk.awaitQuiet(PATIENCE);
            assertThat(voxari.stats()).isEqualTo(Switchboard.QUIET);
            return caller.heard().ulaw();
        }
    }

    @Test
    void fiveMinutesPass() {
        byte[] heard = echo(Duration.ofMinutes(5));
        assertThat(heard).hasSizeGreaterThan(299 * 8_000);
        assertThat(HeardAudio.of(List.of(new HeardAudio.Frame(0, heard, 0)))
                        .find(SPEECH)
                        .isExact())
                .isTrue();
    }

    @Test
    void sameCallSoundsTheSameEachTime() {
        assertThat(Arrays.equals(echo(Duration.ofSeconds(20)), echo(Duration.ofSeconds(20))))
                .isTrue();
    }

    @Test
    void deadlinesComeAtTheirTimeAndTakeNone(VirtualTime time, SimulatedAsterisk asterisk, SimulatedCaller ann) {
        AgentPipeline never = new AgentPipeline() {
            @Override
            public AgentProfile profile() {
                return AgentProfile.of(AudioFormat.ULAW_8K);
            }

            @Override
            public CompletableFuture<AgentSession> open(io.voxari.agent.AgentCall call) {
                return new CompletableFuture<>();
            }
        };
        try (Voxari voxari =
                VirtualBoard.start(time, asterisk, never, builder -> builder.openDeadline(Duration.ofMinutes(10)))) {
            int cause = ann.calls("8000").awaitRefused(Duration.ofMinutes(11));
            assertThat(cause).isEqualTo(38);
            assertThat(time.passed()).isEqualTo(Duration.ofMinutes(10));
            time.awaitUntil(() -> voxari.stats().equals(Switchboard.QUIET), PATIENCE);
        }
    }

    @Test
    void manyCallsAtATime(VirtualTime time, SimulatedAsterisk asterisk) {
        AtomicInteger answered = new AtomicInteger();
        try (Voxari voxari = VirtualBoard.start(time, asterisk, new TestAgent(SPEECH), builder -> {})) {
            List<SimulatedCaller> callers = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                callers.add(asterisk.call("8000")
                        .hears(Sound.anything(), Duration.ofMillis(200))
                        .waits(Duration.ofSeconds(3))
                        .hangsUp());
            }
            for (SimulatedCaller caller : callers) {
                caller.awaitEnded(PATIENCE);
                if (caller.heard().find(SPEECH).isExact()) {
                    answered.incrementAndGet();
                }
            }
            assertThat(answered).hasValue(20);
            time.awaitUntil(() -> voxari.stats().equals(Switchboard.QUIET), PATIENCE);
        }
    }

    @Test
    void eventsThatComeTwiceAndUnknownOnesDoNoHarm(VirtualTime time, SimulatedAsterisk asterisk, SimulatedCaller ann) {
        try (Voxari voxari = VirtualBoard.start(time, asterisk, new TestAgent(SPEECH), builder -> {})) {
            asterisk.faults().repeatEvents(2);
            asterisk.faults().slowRequests(Duration.ofMillis(300));
            asterisk.faults().sendEvent("{\"type\":\"FromTheFuture\",\"new\":{\"field\":1}}");
            asterisk.faults().sendEvent("no event at all");
            ann.calls("8000")
                    .hears(Sound.anything(), Duration.ofSeconds(3))
                    .waits(Duration.ofSeconds(3))
                    .hangsUp();
            ann.awaitEnded(PATIENCE);
            assertThat(ann.heard().find(SPEECH).isExact()).isTrue();
            time.awaitUntil(() -> voxari.stats().equals(Switchboard.QUIET), PATIENCE);
        }
    }

    @Test
    void interruptedWordsAreNotHeardAgain(VirtualTime time, SimulatedAsterisk asterisk, SimulatedCaller ann) {
        byte[] words = SpeechFixture.noise(3, Duration.ofSeconds(5));
        TestAgent agent = new TestAgent(words, (call, event) -> {
            if (event instanceof CallEvent.Dtmf) {
                call.speech().interrupt();
                TestAgent.say(call, SPEECH);
            }
        });
        try (Voxari voxari = VirtualBoard.start(time, asterisk, agent, builder -> {})) {
            ann.calls("8000")
                    .waits(Duration.ofMillis(900))
                    .presses("1")
                    .waits(Duration.ofSeconds(3))
                    .hangsUp();
            ann.awaitEnded(PATIENCE);
            assertThat(ann.assertInterrupted(words)).isBetween(Duration.ofMillis(700), Duration.ofMillis(1_300));
            assertThat(ann.heard().find(SPEECH).isExact()).isTrue();
            asterisk.assertNoSilenceLongerThan(Duration.ofMillis(1_500));
            time.awaitUntil(() -> voxari.stats().equals(Switchboard.QUIET), PATIENCE);
        }
    }

    @Test
    void whatIsNotHeardIsHeldAgainstTheApplication() {
        try (VirtualTime time = VirtualTime.start();
                SimulatedAsterisk asterisk =
                        SimulatedAsterisk.builder().time(time).start();
                Voxari voxari = VirtualBoard.start(time, asterisk, new TestAgent(new byte[0]), builder -> {})) {
            SimulatedCaller caller = asterisk.call("8000")
                    .hears(Sound.tone(440), Duration.ofMillis(300))
                    .hangsUp();
            caller.awaitEnded(PATIENCE);
            time.awaitUntil(() -> voxari.stats().equals(Switchboard.QUIET), PATIENCE);
            assertThatThrownBy(asterisk::assertQuiet)
                    .hasMessageContaining("did not hear a tone of 440 Hz within 300 ms");
        }
    }
}
