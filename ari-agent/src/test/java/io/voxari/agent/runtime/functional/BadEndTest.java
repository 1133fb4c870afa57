package io.voxari.agent.runtime.functional;

import static org.assertj.core.api.Assertions.assertThat;

import io.voxari.agent.CallEvent;
import io.voxari.agent.EndCause;
import io.voxari.agent.Measure;
import io.voxari.agent.Measurement;
import io.voxari.agent.runtime.CallStep;
import io.voxari.agent.runtime.FlightEntry;
import io.voxari.testkit.SimulatedCaller;
import io.voxari.testkit.asterisk.SpeechFixture;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What is told of a call that did not end well, beside its cause; in virtual time. */
class BadEndTest {
    private static final byte[] WORDS = SpeechFixture.noise(71, Duration.ofSeconds(5));
    private static final Pattern AUDIO = Pattern.compile("audio: (open|closed); (\\d+) in, last (\\d+) ms ago;"
            + " (\\d+) out, last (\\d+) ms ago; (\\d+) ms wait here, (\\d+) ms in Asterisk; (.*)");

    private final TestAgent agent = TestAgent.listening(new byte[0], (call, event) -> {
        if (event instanceof CallEvent.Dtmf) {
            throw new IllegalStateException("no idea");
        }
    });

    private static List<String> audioIn(VirtualBoard board) {
        return board.ended.get(0).flight().stream()
                .map(FlightEntry::what)
                .filter(what -> what.startsWith("audio: "))
                .toList();
    }

    private static Matcher parts(String line) {
        Matcher parts = AUDIO.matcher(line);
        assertThat(parts.matches()).as(line).isTrue();
        return parts;
    }

    private static int number(Matcher parts, int group) {
        return Integer.parseInt(parts.group(group));
    }

    @Test
    void callThatEndsBadlyTellsHowItsAudioStood() {
        try (VirtualBoard board = new VirtualBoard(agent, builder -> {})) {
            SimulatedCaller caller = board.talking(agent);
            TestAgent.say(agent.calls.get(0), WORDS);
            board.time.advance(Duration.ofSeconds(1));
            board.asterisk.faults().sendMediaText("{\"event\":\"MEDIA_XOFF\",\"channel_id\":\"x\"}");
            board.time.advance(Duration.ofMillis(300));
            var unused = caller.presses("1");
            assertThat(caller.awaitEnded(VirtualBoard.PATIENCE)).isEqualTo(38);
            board.awaitQuiet();
            assertThat(board.timeline.ends).extracting(EndCause::kind).containsExactly(EndCause.Kind.AGENT_FAILED);
            assertThat(audioIn(board)).singleElement().satisfies(line -> {
                Matcher parts = parts(line);
                assertThat(parts.group(1)).isEqualTo("open");
                assertThat(number(parts, 2)).as("frames in").isBetween(60, 80);
                assertThat(number(parts, 3)).as("since the last came").isLessThanOrEqualTo(200);
                int out = number(parts, 4);
                assertThat(out).as("frames out").isBetween(50, 85);
                // Some 300 ms of XOFF, and the key before it is told.
                assertThat(number(parts, 5)).as("since the last went").isBetween(300, 600);
                assertThat(number(parts, 6)).as("not sent yet").isEqualTo(5_000 - 20 * out);
                assertThat(number(parts, 7)).as("sent, and not heard yet").isLessThan(300);
                assertThat(parts.group(8)).matches("XOFF since [345]\\d\\d ms");
            });
        }
    }

    @Test
    void connectionThatIsMadeAnewAndLostAgainIsToldBothTimes() {
        try (VirtualBoard board = new VirtualBoard(agent, builder -> {})) {
            SimulatedCaller caller = board.talking(agent);
            TestAgent.say(agent.calls.get(0), WORDS);
            board.time.advance(Duration.ofSeconds(1));
            board.asterisk.faults().dropMedia();
            board.awaitStep(CallStep.Kind.MEDIA_RESTORED);
            TestAgent.say(agent.calls.get(0), WORDS);
            board.time.advance(Duration.ofSeconds(1));
            board.asterisk.faults().dropMedia();
            assertThat(caller.awaitEnded(VirtualBoard.PATIENCE)).isEqualTo(38);
            board.awaitQuiet();
            assertThat(board.timeline.ends).extracting(EndCause::kind).containsExactly(EndCause.Kind.MEDIA_FAILED);
            assertThat(audioIn(board)).hasSize(2);
            // The socket and the end of its channel both tell the loss, in any order.
            assertThat(parts(audioIn(board).get(0)).group(8)).isEqualTo("no XOFF");
            assertThat(parts(audioIn(board).get(1)).group(8)).isEqualTo("no XOFF; once made anew");
        }
    }

    @Test
    void callWithoutAudioSaysSo() {
        try (VirtualBoard board = new VirtualBoard(agent, builder -> {})) {
            board.asterisk.faults().refuseRequests("POST /channels/externalMedia", 1);
            assertThat(board.asterisk.call("8000").awaitRefused(VirtualBoard.PATIENCE))
                    .isEqualTo(38);
            board.awaitQuiet();
            assertThat(audioIn(board))
                    .containsExactly("audio: neither the connection nor its channel is there; nothing waits; no XOFF");
        }
    }

    @Test
    void callThatEndsWellTellsNothingOfItsAudio() {
        try (VirtualBoard board = new VirtualBoard(agent, builder -> {})) {
            SimulatedCaller caller = board.talking(agent);
            caller.hangUp();
            board.awaitQuiet();
            assertThat(audioIn(board)).isEmpty();
        }
    }

    @Test
    void goodbyeThatTheCallCouldNotWaitForIsMeasured() {
        List<Measurement> measured = new CopyOnWriteArrayList<>();
        try (VirtualBoard board = new VirtualBoard(
                agent, builder -> builder.observer(measured::add).drainDeadline(Duration.ofSeconds(2)))) {
            SimulatedCaller patient = board.talking(agent);
            TestAgent.say(agent.calls.get(0), SpeechFixture.noise(72, Duration.ofSeconds(1)));
            agent.calls.get(0).hangupWhenHeard();
            assertThat(patient.awaitEnded(VirtualBoard.PATIENCE)).isEqualTo(16);
            board.awaitQuiet();
            assertThat(measured).extracting(Measurement::measure).doesNotContain(Measure.OUTBOUND_TAIL_DROPPED);
            agent.forget();
            SimulatedCaller cut = board.talking(agent);
            TestAgent.say(agent.calls.get(0), WORDS);
            agent.calls.get(0).hangupWhenHeard();
            assertThat(cut.awaitEnded(VirtualBoard.PATIENCE)).isEqualTo(16);
            board.awaitQuiet();
        }
        assertThat(measured)
                .filteredOn(one -> one.measure() == Measure.OUTBOUND_TAIL_DROPPED)
                .singleElement()
                .satisfies(one -> assertThat(Duration.ofNanos(one.value()))
                        .isBetween(Duration.ofMillis(2_900), Duration.ofMillis(3_100)));
    }
}
