package io.voxari.agent.runtime.functional;

import static org.assertj.core.api.Assertions.assertThat;

import io.voxari.agent.AgentCall;
import io.voxari.agent.CallEvent;
import io.voxari.agent.PlaybackOutcome;
import io.voxari.agent.Utterance;
import io.voxari.testkit.SimulatedCaller;
import io.voxari.testkit.asterisk.SpeechFixture;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** An agent that says what its audio says is told what was heard of that; in virtual time. */
class TextHeardTest {
    private static final List<String> WORDS = List.of("Your ", "table ", "for ", "two ", "is ", "booked.");
    private static final List<byte[]> SOUNDS = IntStream.range(0, WORDS.size())
            .mapToObj(word -> SpeechFixture.noise(70 + word, Duration.ofMillis(500)))
            .toList();

    private final TestAgent agent = TestAgent.listening(new byte[0]);

    private Utterance say(AgentCall call) {
        Utterance utterance = call.speech().begin();
        for (int i = 0; i < WORDS.size(); i++) {
            utterance.text(WORDS.get(i));
            utterance.write(ByteBuffer.wrap(SOUNDS.get(i)));
        }
        return utterance;
    }

    @Test
    void bargeInTellsTheWordsThatTheCallerHasHeard() {
        try (VirtualBoard board = new VirtualBoard(agent, builder -> {})) {
            SimulatedCaller caller = board.talking(agent);
            AgentCall hands = agent.calls.get(0);
            say(hands);
            board.time.advance(Duration.ofMillis(1_750));
            PlaybackOutcome cut = hands.speech().interrupt().cut().get(0);
            assertThat(cut.played()).isBetween(Duration.ofMillis(1_600), Duration.ofMillis(1_800));
            assertThat(cut.textHeard()).isEqualTo("Your table for");
            board.time.awaitUntil(() -> agent.events.contains(new CallEvent.PlaybackEnded(cut)), VirtualBoard.PATIENCE);
            board.time.advance(Duration.ofSeconds(1));
            assertThat(caller.heard().find(SOUNDS.get(2)).isExact())
                    .as("\"for\"")
                    .isTrue();
            assertThat(caller.heard().find(SOUNDS.get(3)).isExact())
                    .as("\"two\"")
                    .isFalse();
            caller.hangUp();
            board.awaitQuiet();
        }
    }

    @Test
    void utteranceThatIsHeardToItsEndHasAllOfItsText() {
        try (VirtualBoard board = new VirtualBoard(agent, builder -> {})) {
            SimulatedCaller caller = board.talking(agent);
            Utterance utterance = say(agent.calls.get(0));
            utterance.end();
            PlaybackOutcome whole = board.time.await(utterance.done(), VirtualBoard.PATIENCE);
            assertThat(whole.interrupted()).isFalse();
            assertThat(whole.textHeard()).isEqualTo("Your table for two is booked.");
            caller.hangUp();
            board.awaitQuiet();
        }
    }
}
