package io.voxari.agent.runtime.functional;

import static org.assertj.core.api.Assertions.assertThat;

import io.voxari.agent.CallEvent;
import io.voxari.testkit.SimulatedCaller;
import io.voxari.testkit.asterisk.SpeechFixture;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Virtual time is worth something only when a test that failed once fails again. */
class SameSeedTest {
    private static final byte[] GREETING = SpeechFixture.noise(5, Duration.ofMillis(900));
    private static final int CALLS = 12;

    @Test
    void sameSeedGivesTheSameTimeline() {
        List<String> once = timeline(7);
        assertThat(once).hasSizeGreaterThan(8 * CALLS);
        assertThat(timeline(7)).isEqualTo(once);
        assertThat(timeline(8)).isNotEqualTo(once);
    }

    @Test
    void sameCallIsTheSameTenTimes() {
        assertThat(Stream.generate(SameSeedTest::conversation).limit(10).distinct())
                .hasSize(1);
    }

    /** One call: its steps, what the agent was told, and what was heard and said, each with its time. */
    private static List<String> conversation() {
        TestAgent agent = new TestAgent(GREETING);
        try (VirtualBoard board = new VirtualBoard(agent, builder -> {})) {
            SimulatedCaller caller = board.asterisk
                    .call("8000", "6001", "Ann")
                    .waits(Duration.ofSeconds(2))
                    .says(SpeechFixture.noise(6, Duration.ofMillis(1_300)))
                    .presses("7#")
                    .waits(Duration.ofSeconds(20))
                    .hangsUp();
            caller.awaitEnded(VirtualBoard.PATIENCE);
            board.awaitQuiet();
            Stream<String> told = agent.events.stream().map(CallEvent::toString);
            // What happens at one and the same moment may be told in either order.
            return Stream.of(steps(board), told, Stream.of(heard(caller)))
                    .flatMap(all -> all)
                    .sorted()
                    .toList();
        }
    }

    /** Calls that overlap, speak, interrupt, press and hang up as chance has it: all that is seen of them, with its time. */
    private static List<String> timeline(long seed) {
        Random random = new Random(seed);
        TestAgent agent = new TestAgent(GREETING, (call, event) -> {
            if (event instanceof CallEvent.Dtmf) {
                call.speech().interrupt();
                TestAgent.say(call, GREETING);
            }
        });
        try (VirtualBoard board = new VirtualBoard(agent, builder -> {})) {
            List<SimulatedCaller> callers = new ArrayList<>();
            for (int i = 0; i < CALLS; i++) {
                board.time.advance(Duration.ofMillis(random.nextInt(700)));
                callers.add(board.asterisk
                        .call("8000", "" + (1_000 + i), "")
                        .waits(Duration.ofMillis(random.nextInt(900)))
                        .presses("" + random.nextInt(10))
                        .says(SpeechFixture.noise(random.nextInt(), Duration.ofMillis(random.nextInt(800))))
                        .waits(Duration.ofMillis(random.nextInt(3_000)))
                        .hangsUp());
            }
            callers.forEach(caller -> caller.awaitEnded(VirtualBoard.PATIENCE));
            board.awaitQuiet();
            Stream<String> ended = board.ended.stream()
                    .map(call ->
                            call.offer().callerNumber() + " " + call.cause().kind() + " " + call.lasted());
            Stream<String> heard = callers.stream().map(SameSeedTest::heard);
            // What happens at one and the same moment may be told in either order.
            return Stream.of(ended, steps(board), heard)
                    .flatMap(all -> all)
                    .sorted()
                    .toList();
        }
    }

    private static Stream<String> steps(VirtualBoard board) {
        return board.timeline.steps.stream()
                .map(step -> step.callId() + " " + step.kind() + " at " + step.sinceOfferedNanos());
    }

    private static String heard(SimulatedCaller caller) {
        return caller.answeredNanos() + " heard "
                + Arrays.hashCode(caller.heard().ulaw());
    }
}
