package io.voxari.agent.runtime.functional;

import static org.assertj.core.api.Assertions.assertThat;

import io.voxari.agent.CallEvent;
import io.voxari.agent.EndCause;
import io.voxari.agent.Measure;
import io.voxari.agent.Measurement;
import io.voxari.agent.PlaybackOutcome;
import io.voxari.agent.Resolution;
import io.voxari.agent.runtime.Voxari;
import io.voxari.testkit.SimulatedAsterisk;
import io.voxari.testkit.SimulatedCaller;
import io.voxari.testkit.VirtualTime;
import io.voxari.testkit.asterisk.HeardAudio;
import io.voxari.testkit.asterisk.SpeechFixture;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole calls on releases of Asterisk without JSON, without marks, and without the channel's id in the hello. */
class OlderReleaseTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final byte[] SPEECH = SpeechFixture.noise(51, Duration.ofSeconds(5));
    private static final byte[] NEXT = SpeechFixture.noise(52, Duration.ofMillis(500));
    private static final byte[] CALLER = SpeechFixture.noise(53, Duration.ofMillis(400));

    @ParameterizedTest
    @ValueSource(strings = {"22.6.0", "22.8.2", "22.10.1"})
    void agentIsInterruptedAndSaysSomethingElse(String version) {
        TestAgent agent = TestAgent.listening(SPEECH, (call, event) -> {
            if (event instanceof CallEvent.Dtmf) {
                call.speech().interrupt();
                TestAgent.say(call, NEXT);
            }
        });
        List<Measurement> measured = new CopyOnWriteArrayList<>();
        try (VirtualTime time = VirtualTime.start();
                SimulatedAsterisk asterisk =
                        SimulatedAsterisk.builder().version(version).time(time).start();
                Voxari voxari = Voxari.builder()
                        .asterisk(VirtualBoard.config("old", asterisk))
                        .listen("127.0.0.1", 0)
                        .time(time.scheduler(), time.clock())
                        .executor(time.threads())
                        .sockets(time.sockets(), time.channels())
                        .resolver(offer -> Resolution.accept("test"))
                        .agent(agent)
                        .observer(measured::add)
                        .build()) {
            voxari.start();
            asterisk.media("voxari", voxari.mediaUri());
            SimulatedCaller caller = asterisk.call("8000")
                    .waits(Duration.ofMillis(900))
                    .presses("1")
                    .says(CALLER)
                    .waits(Duration.ofSeconds(2))
                    .hangsUp();
            caller.awaitEnded(PATIENCE);
            HeardAudio heard = caller.heard();
            HeardAudio.Match begin = heard.find(Arrays.copyOf(SPEECH, 4_000));
            HeardAudio.Match after = heard.find(NEXT);
            assertThat(begin.isExact()).as("begin of the speech: %s", begin).isTrue();
            assertThat(after.isExact()).as("what follows: %s", after).isTrue();
            // It was interrupted after about a second of five.
            assertThat(after.offset() - begin.offset()).isLessThan(16_000);
            List<PlaybackOutcome> outcomes = agent.events.stream()
                    .filter(CallEvent.PlaybackEnded.class::isInstance)
                    .map(event -> ((CallEvent.PlaybackEnded) event).outcome())
                    .toList();
            PlaybackOutcome cut = outcomes.get(0);
            assertThat(cut.interrupted()).isTrue();
            Duration heardOfIt = Duration.ofMillis((after.offset() - begin.offset()) / 8);
            assertThat(heardOfIt.minus(cut.played()).abs()).isLessThan(Duration.ofMillis(200));
            PlaybackOutcome last = outcomes.get(outcomes.size() - 1);
            assertThat(last.interrupted()).isFalse();
            assertThat(last.played()).isEqualTo(Duration.ofMillis(500));
            // Without marks it is told by the clock.
            assertThat(last.measured()).isEqualTo(!version.startsWith("22.6"));
            assertThat(measured)
                    .filteredOn(one -> one.measure() == Measure.OUTBOUND_MARK_LOST)
                    .hasSize(last.measured() ? 0 : 1);
            assertThat(agent.ends).extracting(EndCause::kind).containsExactly(EndCause.Kind.CALLER_HANGUP);
            time.awaitUntil(() -> voxari.stats().equals(Switchboard.QUIET), PATIENCE);
            asterisk.awaitQuiet(PATIENCE);
        }
    }
}
