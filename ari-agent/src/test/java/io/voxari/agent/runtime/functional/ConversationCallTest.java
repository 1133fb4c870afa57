package io.voxari.agent.runtime.functional;

import static org.assertj.core.api.Assertions.assertThat;

import io.voxari.agent.AgentPipeline;
import io.voxari.agent.CallEndedException;
import io.voxari.agent.CallEvent;
import io.voxari.agent.CollectedDigits;
import io.voxari.agent.Conversation;
import io.voxari.agent.DigitRules;
import io.voxari.agent.EndCause;
import io.voxari.agent.PlaybackOutcome;
import io.voxari.agent.Resolution;
import io.voxari.testkit.asterisk.CallPlan;
import io.voxari.testkit.asterisk.HeardAudio;
import io.voxari.testkit.asterisk.SipCall;
import io.voxari.testkit.asterisk.SpeechFixture;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Straight-line code on a call of a real Asterisk. */
@Tag("asterisk")
class ConversationCallTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    @Test
    void asksListensAnswersAndHangsUp() {
        byte[] question = SpeechFixture.noise(1, Duration.ofMillis(600));
        byte[] goodbye = SpeechFixture.noise(2, Duration.ofMillis(400));
        CompletableFuture<CollectedDigits> digits = new CompletableFuture<>();
        CompletableFuture<Integer> read = new CompletableFuture<>();
        CompletableFuture<PlaybackOutcome> said = new CompletableFuture<>();
        AgentPipeline agent = Conversation.agent(call -> {
            assertThat(call.next(LONG)).contains(new CallEvent.Answered());
            call.say(ByteBuffer.wrap(question));
            digits.complete(call.collectDigits(new DigitRules(4, LONG, LONG, "#")));
            ByteBuffer heard = ByteBuffer.allocate(1_600);
            while (heard.hasRemaining() && call.readAudio(heard, LONG) > 0) {
                assertThat(call.call().workflow().id()).isEqualTo("pin");
            }
            read.complete(heard.position());
            said.complete(call.say(ByteBuffer.wrap(goodbye)));
            call.hangup();
        });
        try (Switchboard board = Switchboard.with(
                builder -> builder.resolver(offer -> Resolution.accept("pin")).agent(agent))) {
            SipCall phone = board.call(CallPlan.to("8000").pressing("42#", Duration.ofSeconds(1)));
            phone.awaitEnd(Switchboard.PATIENCE);
            assertThat(digits).isCompletedWithValue(new CollectedDigits("42", CollectedDigits.Ended.TERMINATOR));
            assertThat(read).isCompletedWithValue(1_600);
            assertThat(said.join().interrupted()).isFalse();
            assertThat(said.join().played()).isEqualTo(Duration.ofMillis(400));
            assertThat(phone.heard().find(question)).matches(HeardAudio.Match::isExact);
            assertThat(phone.heard().find(goodbye)).matches(HeardAudio.Match::isExact);
            assertThat(board.timeline.awaitEnds(1))
                    .extracting(EndCause::kind)
                    .containsExactly(EndCause.Kind.AGENT_HANGUP);
            board.awaitQuiet();
        }
    }

    @Test
    void callerWhoHangsUpEndsWhatWaits() {
        CompletableFuture<EndCause> reading = new CompletableFuture<>();
        AgentPipeline agent = Conversation.agent(call -> {
            try {
                while (call.readAudio(ByteBuffer.allocate(8_000), LONG) >= 0) {
                    assertThat(reading).isNotDone();
                }
            } catch (CallEndedException over) {
                reading.complete(over.endCause());
                throw over;
            }
        });
        try (Switchboard board = Switchboard.with(
                builder -> builder.resolver(offer -> Resolution.accept("pin")).agent(agent))) {
            board.outcomeOf(CallPlan.to("8000").hangingUpAfter(Duration.ofMillis(300)));
            assertThat(reading)
                    .succeedsWithin(Switchboard.PATIENCE)
                    .satisfies(cause -> assertThat(cause.kind()).isEqualTo(EndCause.Kind.CALLER_HANGUP));
            board.awaitQuiet();
        }
    }
}
