package io.voxari.agent.runtime.functional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.voxari.agent.AgentCall;
import io.voxari.agent.AudioFormat;
import io.voxari.agent.CallEvent;
import io.voxari.agent.Destination;
import io.voxari.agent.EndCause;
import io.voxari.agent.TransferRequest;
import io.voxari.agent.runtime.AgentFallback;
import io.voxari.agent.runtime.CallStep;
import io.voxari.agent.runtime.Voxari;
import io.voxari.testkit.SimulatedCaller;
import io.voxari.testkit.asterisk.SpeechFixture;
import java.time.Duration;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** A caller whose agent fails in mid-call is not left in silence; in virtual time. */
class AgentFailureTest {
    private static final byte[] WORDS = SpeechFixture.noise(41, Duration.ofSeconds(4));
    private static final byte[] SORRY = SpeechFixture.noise(42, Duration.ofSeconds(2));
    private static final byte[] QUESTION = SpeechFixture.noise(43, Duration.ofSeconds(1));
    private static final TransferRequest DESK = new TransferRequest.Blind(Destination.of("6001"));

    private TestAgent agent = agent((call, event) -> {});

    /** An agent that says nothing of its own accord and throws at the key 9. */
    private static TestAgent agent(BiConsumer<AgentCall, CallEvent> does) {
        return new TestAgent(new byte[0], (call, event) -> {
            does.accept(call, event);
            if (event instanceof CallEvent.Dtmf key && key.digit() == '9') {
                throw new IllegalStateException("the model is gone");
            }
        });
    }

    private static AgentFallback sorry() {
        return AgentFallback.hangUp().saying(AudioFormat.ULAW_8K, SORRY);
    }

    private VirtualBoard board(Consumer<Voxari.Builder> setting) {
        return new VirtualBoard(agent, setting);
    }

    private AgentCall hands() {
        return agent.calls.get(0);
    }

    /** The call has ended, the agent was closed once, and nothing is left. */
    private EndCause awaitEnd(VirtualBoard board, EndCause.Kind kind) {
        board.awaitQuiet();
        assertThat(board.timeline.ends).extracting(EndCause::kind).containsExactly(kind);
        assertThat(agent.ends).hasSize(1);
        return board.timeline.ends.get(0);
    }

    private static void heard(SimulatedCaller caller, byte[] words) {
        assertThat(caller.heard().find(words).isExact())
                .as("in %s", caller.heard())
                .isTrue();
    }

    @Test
    void callerHearsTheAnnouncementToItsEnd() {
        try (VirtualBoard board = board(builder -> builder.whenAgentFails(sorry()))) {
            SimulatedCaller caller = board.talking(agent);
            TestAgent.say(hands(), WORDS);
            caller.waits(Duration.ofSeconds(1)).presses("9");
            caller.awaitEnded(VirtualBoard.PATIENCE);
            heard(caller, SORRY);
            assertThat(caller.heard().find(WORDS).isExact())
                    .as("all of what was cut")
                    .isFalse();
            assertThat(awaitEnd(board, EndCause.Kind.AGENT_FAILED).detail()).contains("the model is gone");
            assertThat(agent.ends).extracting(EndCause::kind).containsExactly(EndCause.Kind.AGENT_FAILED);
        }
    }

    @Test
    void whatTheFailedAgentStillDoesMeansNothing() {
        try (VirtualBoard board = board(builder -> builder.whenAgentFails(sorry()))) {
            SimulatedCaller caller = board.talking(agent);
            hands().speech().pause();
            hands().fail(new IllegalStateException("no words left"));
            board.awaitStep(CallStep.Kind.AGENT_FAILED);
            hands().hangup();
            TestAgent.say(hands(), WORDS);
            hands().speech().interrupt();
            hands().speech().pause();
            assertThat(board.time
                            .await(hands().transfer(DESK), VirtualBoard.PATIENCE)
                            .detail())
                    .contains("the agent was closed");
            caller.awaitEnded(VirtualBoard.PATIENCE);
            heard(caller, SORRY);
            assertThat(caller.heard().find(WORDS).isExact()).isFalse();
            assertThat(awaitEnd(board, EndCause.Kind.AGENT_FAILED).detail()).contains("no words left");
        }
    }

    @Test
    void callerIsSentElsewhereAfterTheAnnouncement() {
        AgentFallback desk = AgentFallback.transfer(DESK).saying(AudioFormat.ULAW_8K, SORRY);
        try (VirtualBoard board = board(builder -> builder.whenAgentFails(desk))) {
            var phone = board.asterisk.phone("6001").answersAfter(Duration.ofSeconds(3));
            SimulatedCaller caller = board.talking(agent);
            caller.presses("9");
            SimulatedCaller clerk = phone.awaitCall(VirtualBoard.PATIENCE);
            board.awaitStep(CallStep.Kind.TRANSFERRED);
            heard(caller, SORRY);
            caller.says(QUESTION);
            board.time.awaitUntil(() -> clerk.heard().find(QUESTION).isExact(), VirtualBoard.PATIENCE);
            caller.hangUp();
            awaitEnd(board, EndCause.Kind.TRANSFERRED);
        }
    }

    @Test
    void callerWhoCannotBeSentElsewhereIsHungUp() {
        try (VirtualBoard board = board(builder -> builder.whenAgentFails(AgentFallback.transfer(DESK)))) {
            var unused = board.asterisk.phone("6001").isBusy();
            SimulatedCaller caller = board.talking(agent);
            caller.presses("9");
            caller.awaitEnded(VirtualBoard.PATIENCE);
            assertThat(board.timeline.kinds()).contains(CallStep.Kind.TRANSFER_FAILED);
            assertThat(awaitEnd(board, EndCause.Kind.AGENT_FAILED).detail()).contains("the model is gone");
        }
    }

    @Test
    void callerOnHoldIsFetchedToHearTheAnnouncement() {
        try (VirtualBoard board = board(builder -> builder.whenAgentFails(sorry()))) {
            SimulatedCaller caller = board.talking(agent);
            board.time.await(hands().hold(), VirtualBoard.PATIENCE);
            hands().fail(new IllegalStateException("gone for ever"));
            caller.awaitEnded(VirtualBoard.PATIENCE);
            heard(caller, SORRY);
            awaitEnd(board, EndCause.Kind.AGENT_FAILED);
        }
    }

    @Test
    void announcementWaitsForTheAudioThatIsMadeAnew() {
        try (VirtualBoard board = board(builder -> builder.whenAgentFails(sorry()))) {
            SimulatedCaller caller = board.talking(agent);
            board.asterisk.faults().slowRequests(Duration.ofMillis(200));
            board.asterisk.faults().dropMedia();
            board.awaitStep(CallStep.Kind.MEDIA_LOST);
            hands().fail(new IllegalStateException("gone with the connection"));
            caller.awaitEnded(VirtualBoard.PATIENCE);
            heard(caller, SORRY);
            awaitEnd(board, EndCause.Kind.AGENT_FAILED);
        }
    }

    @Test
    void consultationOfAFailedAgentIsGivenUp() {
        try (VirtualBoard board = board(builder -> builder.whenAgentFails(sorry()))) {
            var unused = board.asterisk.phone("6001").answersAfter(Duration.ofSeconds(1));
            SimulatedCaller caller = board.talking(agent);
            var outcome = hands().transfer(new TransferRequest.Attended(Destination.of("6001")));
            board.awaitStep(CallStep.Kind.CONSULTATION);
            hands().fail(new IllegalStateException("speechless"));
            caller.awaitEnded(VirtualBoard.PATIENCE);
            heard(caller, SORRY);
            assertThat(outcome.toCompletableFuture()).isCompleted();
            awaitEnd(board, EndCause.Kind.AGENT_FAILED);
        }
    }

    @Test
    void goodbyeOfAnAgentThatFailsBehindItIsHeardToItsEnd() {
        try (VirtualBoard board = board(builder -> builder.whenAgentFails(sorry()))) {
            SimulatedCaller caller = board.talking(agent);
            TestAgent.say(hands(), WORDS);
            hands().hangupWhenHeard();
            hands().fail(new IllegalStateException("after the goodbye"));
            caller.awaitEnded(VirtualBoard.PATIENCE);
            heard(caller, WORDS);
            awaitEnd(board, EndCause.Kind.AGENT_HANGUP);
        }
    }

    @Test
    void callerIsHungUpAtOnceUnlessSomethingElseIsWanted() {
        try (VirtualBoard board = board(builder -> {})) {
            SimulatedCaller caller = board.talking(agent);
            TestAgent.say(hands(), WORDS);
            hands().fail(new IllegalStateException("gone"));
            assertThat(caller.awaitEnded(Duration.ofSeconds(1))).isEqualTo(38);
            awaitEnd(board, EndCause.Kind.AGENT_FAILED);
        }
    }

    @Test
    void agentThatOwesAnAnswerForTooLongIsReplaced() {
        try (VirtualBoard board = board(builder -> builder.whenAgentStalls(Duration.ofSeconds(5), sorry()))) {
            agent.echoing(false);
            SimulatedCaller caller = board.talking(agent);
            board.time.advance(Duration.ofSeconds(20));
            assertThat(caller.isEnded())
                    .as("a caller who has said nothing is owed nothing")
                    .isFalse();
            caller.presses("1");
            Duration asked = board.time.passed();
            board.awaitStep(CallStep.Kind.AGENT_FAILED);
            assertThat(board.time.passed().minus(asked)).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(7));
            caller.awaitEnded(VirtualBoard.PATIENCE);
            heard(caller, SORRY);
            assertThat(awaitEnd(board, EndCause.Kind.AGENT_FAILED).detail()).contains("no answer within 5000 ms");
        }
    }

    @Test
    void agentThatAnswersIsNotReplaced() {
        agent = agent((call, event) -> {
            if (event instanceof CallEvent.Dtmf) {
                TestAgent.say(call, WORDS);
            }
        });
        try (VirtualBoard board = board(builder -> builder.whenAgentStalls(Duration.ofSeconds(3), sorry()))) {
            SimulatedCaller caller = board.talking(agent);
            for (int i = 0; i < 5; i++) {
                caller.presses("1").waits(Duration.ofSeconds(8));
            }
            board.time.advance(Duration.ofSeconds(45));
            assertThat(caller.isEnded()).isFalse();
            caller.hangUp();
            awaitEnd(board, EndCause.Kind.CALLER_HANGUP);
        }
    }

    @Test
    void agentThatAnswersBeforeAsteriskHasNoticedTheEndOfTheWordsIsNotReplaced() {
        try (VirtualBoard board = board(builder -> builder.whenAgentStalls(Duration.ofSeconds(3), sorry()))) {
            agent.echoing(false);
            SimulatedCaller caller =
                    board.asterisk.call("8000").waits(Duration.ofSeconds(4)).says(WORDS);
            board.time.awaitUntil(
                    () -> agent.events.stream().anyMatch(CallEvent.CallerSpeechStarted.class::isInstance),
                    VirtualBoard.PATIENCE);
            board.time.advance(Duration.ofMillis(4_300));
            TestAgent.say(agent.calls.get(0), new byte[800]);
            assertThat(agent.events).doesNotHaveAnyElementsOfTypes(CallEvent.CallerSpeechEnded.class);
            board.time.advance(Duration.ofSeconds(20));
            assertThat(agent.events).hasAtLeastOneElementOfType(CallEvent.CallerSpeechEnded.class);
            assertThat(caller.isEnded()).isFalse();
            caller.hangUp();
            awaitEnd(board, EndCause.Kind.CALLER_HANGUP);
        }
    }

    @Test
    void fallbackThatCannotWorkIsRefused() {
        assertThatThrownBy(() -> AgentFallback.transfer(new TransferRequest.Attended(Destination.of("6001"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("blind transfer");
        assertThatThrownBy(() -> sorry().saying(AudioFormat.ULAW_8K, new byte[121 * 8_000]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("121 s");
    }
}
