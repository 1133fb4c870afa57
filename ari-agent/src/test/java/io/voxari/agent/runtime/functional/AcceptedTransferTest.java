package io.voxari.agent.runtime.functional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.voxari.agent.AgentCall;
import io.voxari.agent.CallEvent;
import io.voxari.agent.Destination;
import io.voxari.agent.EndCause;
import io.voxari.agent.TransferOutcome;
import io.voxari.agent.TransferOutcome.Kind;
import io.voxari.agent.TransferRequest;
import io.voxari.agent.runtime.CallStep;
import io.voxari.testkit.SimulatedCaller;
import io.voxari.testkit.SimulatedPhone;
import io.voxari.testkit.asterisk.SpeechFixture;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A target that hears an announcement and decides by a key whether it takes the caller, in virtual time. */
class AcceptedTransferTest {
    private static final Duration PATIENCE = VirtualBoard.PATIENCE;
    private static final byte[] ANNOUNCEMENT = SpeechFixture.noise(71, Duration.ofSeconds(1));
    private static final byte[] WORDS = SpeechFixture.noise(72, Duration.ofSeconds(1));
    private static final TransferRequest REQUEST = new TransferRequest.Attended(Destination.of("6001"))
            .announcing(ByteBuffer.wrap(ANNOUNCEMENT))
            .acceptedBy('1', Duration.ofSeconds(10));

    private final TestAgent agent = TestAgent.listening(new byte[0]);
    private final VirtualBoard board = new VirtualBoard(agent, builder -> {});
    private final SimulatedPhone phone = board.asterisk.phone("6001").answersAfter(Duration.ofMillis(500));
    private final SimulatedCaller caller = board.talking(agent);
    private final AgentCall hands = agent.calls.get(0);
    private final CompletableFuture<TransferOutcome> outcome =
            hands.transfer(REQUEST).toCompletableFuture();
    private final SimulatedCaller target = phone.awaitCall(PATIENCE);

    @AfterEach
    void nothingIsLeft() {
        try (board) {
            caller.hangUp();
            board.awaitQuiet();
        }
    }

    private TransferOutcome outcome() {
        return board.time.await(outcome, PATIENCE);
    }

    private void assertBack(String detail) {
        TransferOutcome told = outcome();
        assertThat(told.kind()).isEqualTo(Kind.FAILED);
        assertThat(told.detail()).contains(detail);
        target.awaitEnded(Duration.ofSeconds(1));
        TestAgent.say(hands, WORDS);
        board.time.advance(Duration.ofSeconds(2));
        assertThat(caller.heard().find(WORDS).isExact()).isTrue();
        assertThat(caller.heard().find(ANNOUNCEMENT).correlation()).isLessThan(0.3);
    }

    @Test
    void targetThatPressesTheKeyIsConnected() {
        target.waits(Duration.ofSeconds(2)).presses("1").says(WORDS);
        assertThat(outcome().kind()).isEqualTo(Kind.DONE);
        board.time.advance(Duration.ofSeconds(2));
        assertThat(target.heard().find(ANNOUNCEMENT).isExact()).isTrue();
        assertThat(caller.heard().find(WORDS).isExact()).isTrue();
        assertThat(agent.events).contains(new CallEvent.TargetDtmf('1'));
        caller.hangUp();
        target.awaitEnded(Duration.ofSeconds(1));
        assertThat(board.timeline.awaitEnds(1)).extracting(EndCause::kind).containsExactly(EndCause.Kind.TRANSFERRED);
    }

    @Test
    void keyCutsTheAnnouncement() {
        target.waits(Duration.ofMillis(300)).presses("1");
        assertThat(outcome().kind()).isEqualTo(Kind.DONE);
        board.time.advance(Duration.ofSeconds(2));
        Duration heard = target.assertInterrupted(ANNOUNCEMENT);
        assertThat(heard).isBetween(Duration.ofMillis(200), Duration.ofMillis(700));
        assertThat(caller.heard().find(ANNOUNCEMENT).correlation()).isLessThan(0.3);
    }

    @Test
    void anotherKeyIsARefusal() {
        target.waits(Duration.ofSeconds(1)).presses("2");
        assertBack("another key than 1");
        assertThat(agent.events).contains(new CallEvent.TargetDtmf('2'));
    }

    @Test
    void noKeyInTimeIsARefusalToo() {
        board.awaitStep(CallStep.Kind.CONSULTATION);
        Duration before = board.time.passed();
        assertBack("no key within 10000 ms");
        assertThat(board.time.passed().minus(before)).isBetween(Duration.ofSeconds(12), Duration.ofSeconds(13));
    }

    @Test
    void targetThatHangsUpDoesNotTakeTheCaller() {
        target.waits(Duration.ofSeconds(1)).hangsUp();
        assertBack("the target hung up");
    }

    @Test
    void callerWhoHangsUpMeanwhileEndsTheTalk() {
        board.awaitStep(CallStep.Kind.CONSULTATION);
        board.time.advance(Duration.ofMillis(300));
        caller.hangUp();
        assertThat(outcome().kind()).isEqualTo(Kind.CALL_ENDED);
        target.awaitEnded(Duration.ofSeconds(1));
        assertThat(board.timeline.awaitEnds(1)).extracting(EndCause::kind).containsExactly(EndCause.Kind.CALLER_HANGUP);
    }

    /** Each is told once, whatever comes behind it. */
    @ParameterizedTest
    @ValueSource(strings = {"12", "21"})
    void firstKeyCounts(String keys) {
        board.awaitStep(CallStep.Kind.CONSULTATION);
        board.asterisk.faults().slowRequests(Duration.ofMillis(300));
        target.presses(keys);
        assertThat(outcome().kind()).isEqualTo(keys.startsWith("1") ? Kind.DONE : Kind.FAILED);
        board.time.advance(Duration.ofSeconds(3));
        assertThat(target.isEnded()).isEqualTo(keys.startsWith("2"));
    }

    @Test
    void agentMayDecideBefore() {
        board.awaitStep(CallStep.Kind.CONSULTATION);
        hands.completeTransfer();
        assertThat(outcome().kind()).isEqualTo(Kind.DONE);
        // The time for the key runs out, and that means nothing any more.
        board.time.advance(Duration.ofSeconds(15));
        assertThat(target.isEnded() || caller.isEnded()).isFalse();
    }

    @Test
    void announcementThatCannotBeSaidIsAFaultOfTheAgents() {
        assertThatThrownBy(() -> hands.transfer(new TransferRequest.Attended(Destination.of("6001"))
                        .announcing(ByteBuffer.allocate(8_000 * 121))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("121 s");
        hands.cancelTransfer();
        assertBack("the agent took the caller back");
    }
}
