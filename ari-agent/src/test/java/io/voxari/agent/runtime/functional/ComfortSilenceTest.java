package io.voxari.agent.runtime.functional;

import static org.assertj.core.api.Assertions.assertThat;

import io.voxari.testkit.SimulatedCaller;
import io.voxari.testkit.asterisk.HeardAudio;
import io.voxari.testkit.asterisk.SpeechFixture;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What a caller's line gets while the agent says nothing, in virtual time. */
class ComfortSilenceTest {
    private static final byte[] WORDS = SpeechFixture.noise(31, Duration.ofSeconds(1));
    private static final Duration PAUSE = Duration.ofSeconds(3);

    private final TestAgent agent = TestAgent.listening(new byte[0]);

    /** Says words, nothing, and words again. */
    private HeardAudio heard(VirtualBoard board) {
        SimulatedCaller caller = board.talking(agent);
        for (int i = 0; i < 2; i++) {
            board.time.advance(PAUSE);
            TestAgent.say(agent.calls.get(0), WORDS);
            board.time.advance(Duration.ofMillis(1_500));
        }
        HeardAudio heard = caller.heard();
        caller.hangUp();
        board.awaitQuiet();
        return heard;
    }

    @Test
    void callerHearsFramesAllTheTimeWhereTheApplicationWantsThat() {
        try (VirtualBoard board = new VirtualBoard(agent, builder -> builder.comfortSilence(true))) {
            HeardAudio heard = heard(board);
            assertThat(heard.duration()).isGreaterThan(Duration.ofMillis(8_500));
            assertThat(heard.longestGapWithin(0, heard.samples())).isLessThan(Duration.ofMillis(61));
            int first = heard.find(WORDS).offset();
            HeardAudio.Match second = heard.find(WORDS, first + WORDS.length);
            assertThat(second.isExact()).as("whole, behind silence").isTrue();
            byte[] silence = new byte[second.offset() - first - WORDS.length];
            Arrays.fill(silence, (byte) 0xFF);
            assertThat(heard.ulaw(first + WORDS.length, second.offset())).isEqualTo(silence);
        }
    }

    /** The default. */
    @Test
    void lineRestsElse() {
        try (VirtualBoard board = new VirtualBoard(agent, builder -> {})) {
            HeardAudio heard = heard(board);
            assertThat(heard.packets()).as("of two seconds").isEqualTo(100);
            assertThat(heard.longestHoleWithin(0, heard.samples())).isGreaterThan(PAUSE);
        }
    }
}
