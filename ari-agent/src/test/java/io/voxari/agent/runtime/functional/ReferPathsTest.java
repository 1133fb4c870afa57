package io.voxari.agent.runtime.functional;

import static org.assertj.core.api.Assertions.assertThat;

import io.voxari.agent.AgentCall;
import io.voxari.agent.CallEvent;
import io.voxari.agent.Destination;
import io.voxari.agent.EndCause;
import io.voxari.agent.OutboundRequest;
import io.voxari.agent.TransferOutcome;
import io.voxari.agent.TransferOutcome.Kind;
import io.voxari.agent.TransferRequest;
import io.voxari.agent.Workflow;
import io.voxari.agent.runtime.OutboundCall;
import io.voxari.testkit.SimulatedCaller;
import io.voxari.testkit.asterisk.SpeechFixture;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What may become of a caller that is sent elsewhere by its own telephone, in virtual time. */
class ReferPathsTest {
    private static final Duration PATIENCE = VirtualBoard.PATIENCE;
    private static final String TARGET = "sip:6002@127.0.0.1";
    private static final byte[] SORRY = SpeechFixture.noise(5, Duration.ofSeconds(1));

    private final TestAgent agent = TestAgent.listening(new byte[0]);
    private final VirtualBoard board = new VirtualBoard(agent, builder -> {});

    @AfterEach
    void nothingIsLeft() {
        try (board) {
            board.awaitQuiet();
        }
    }

    private CompletionStage<TransferOutcome> refer() {
        return agent.calls.get(0).transfer(new TransferRequest.Refer(TARGET));
    }

    private TransferOutcome outcome(CompletionStage<TransferOutcome> stage) {
        return board.time.await(stage, PATIENCE);
    }

    @Test
    void callerWhoseTelephoneFollowsIsTransferred() {
        SimulatedCaller caller = board.talking(agent);
        assertThat(outcome(refer()).kind()).isEqualTo(Kind.DONE);
        caller.awaitEnded(PATIENCE);
        assertThat(caller.referredTo()).contains(TARGET);
        assertThat(board.timeline.awaitEnds(1)).extracting(EndCause::kind).containsExactly(EndCause.Kind.TRANSFERRED);
    }

    @Test
    void whomWeCalledFollowsToo() {
        board.asterisk.phone("6001").answersAfter(Duration.ofMillis(500));
        OutboundCall placed = board.voxari.dial(OutboundRequest.of(Destination.of("PJSIP/6001"), Workflow.of("test")));
        SimulatedCaller callee = board.asterisk.phone("6001").awaitCall(PATIENCE);
        board.time.awaitUntil(() -> agent.events.contains(new CallEvent.Answered()), PATIENCE);
        assertThat(outcome(refer()).kind()).isEqualTo(Kind.DONE);
        assertThat(callee.referredTo()).contains(TARGET);
        assertThat(board.time.await(placed.ended(), PATIENCE).kind()).isEqualTo(EndCause.Kind.TRANSFERRED);
    }

    @Test
    void callerWhoseTelephoneRefusesComesBackToTheAgent() {
        comesBack(SimulatedCaller::refusesRefer);
    }

    @Test
    void callerWhoseTelephoneDoesNotGetThroughComesBackToTheAgent() {
        comesBack(SimulatedCaller::failsAfterRefer);
    }

    @Test
    void callerWhoseTelephoneSaysNoMoreComesBackToTheAgent() {
        comesBack(SimulatedCaller::leavesReferOpen);
    }

    /** Asterisk tells nothing of it: the caller who is still there after ten seconds was not transferred. */
    private void comesBack(Consumer<SimulatedCaller> manner) {
        SimulatedCaller caller = board.talking(agent);
        AgentCall hands = agent.calls.get(0);
        manner.accept(caller);
        Duration before = board.time.passed();
        TransferOutcome outcome = outcome(refer());
        assertThat(outcome.kind()).isEqualTo(Kind.FAILED);
        assertThat(board.time.passed().minus(before)).isBetween(Duration.ofSeconds(10), Duration.ofSeconds(11));
        assertThat(caller.referredTo()).contains(TARGET);
        TestAgent.say(hands, SORRY);
        board.time.advance(Duration.ofSeconds(2));
        assertThat(caller.heard().find(SORRY).isExact()).isTrue();
        hands.hangup();
        caller.awaitEnded(PATIENCE);
        assertThat(board.timeline.awaitEnds(1)).extracting(EndCause::kind).containsExactly(EndCause.Kind.AGENT_HANGUP);
    }

    private void awaitEnd(EndCause.Kind kind) {
        board.time.awaitUntil(() -> board.voxari.stats().equals(Switchboard.QUIET), PATIENCE);
        assertThat(board.timeline.ends).extracting(EndCause::kind).containsExactly(kind);
        assertThat(agent.calls).as("nobody calls again").hasSize(1);
    }

    /** Asterisk lists such a channel for ever. */
    @Test
    void callerWhoEndsUndecidedWhileNobodyListensIsGone() {
        SimulatedCaller caller = board.talking(agent).leavesReferOpen();
        CompletionStage<TransferOutcome> stage = refer();
        board.time.awaitUntil(() -> caller.referredTo().isPresent(), PATIENCE);
        board.asterisk.faults().dropEvents();
        caller.hangUp();
        assertThat(outcome(stage).kind()).isEqualTo(Kind.DONE);
        awaitEnd(EndCause.Kind.TRANSFERRED);
    }

    @Test
    void callerWhoIsWithTheAgentAgainAndEndsWhileNobodyListensIsGone() {
        SimulatedCaller caller = board.talking(agent).leavesReferOpen();
        assertThat(outcome(refer()).kind()).isEqualTo(Kind.FAILED);
        board.asterisk.faults().dropEvents();
        caller.hangUp();
        awaitEnd(EndCause.Kind.CALLER_HANGUP);
    }

    /** Of a channel that we have made, even the application lists the trace. */
    @Test
    void whomWeCalledAndWhoEndsUndecidedWhileNobodyListensIsGone() {
        board.asterisk.phone("6001").answersAfter(Duration.ofMillis(500));
        OutboundCall placed = board.voxari.dial(OutboundRequest.of(Destination.of("PJSIP/6001"), Workflow.of("test")));
        SimulatedCaller callee =
                board.asterisk.phone("6001").awaitCall(PATIENCE).leavesReferOpen();
        board.time.awaitUntil(() -> agent.events.contains(new CallEvent.Answered()), PATIENCE);
        CompletionStage<TransferOutcome> stage = refer();
        board.time.awaitUntil(() -> callee.referredTo().isPresent(), PATIENCE);
        board.asterisk.faults().dropEvents();
        callee.hangUp();
        assertThat(outcome(stage).kind()).isEqualTo(Kind.DONE);
        assertThat(board.time.await(placed.ended(), PATIENCE).kind()).isEqualTo(EndCause.Kind.TRANSFERRED);
        awaitEnd(EndCause.Kind.TRANSFERRED);
    }

    /** Neither that it was sent away nor that it went is known for sure; only that it is gone. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void callerWhoFollowsWhileNothingIsToldIsGone(boolean undecided) {
        SimulatedCaller caller = board.talking(agent);
        if (undecided) {
            caller.leavesReferOpen();
        }
        board.asterisk.faults().loseAnswers("/redirect", 1);
        board.asterisk.faults().halfOpenEvents();
        CompletionStage<TransferOutcome> stage = refer();
        board.time.awaitUntil(() -> caller.referredTo().isPresent(), PATIENCE);
        caller.hangUp();
        assertThat(outcome(stage).kind()).isNotEqualTo(Kind.DONE);
        awaitEnd(EndCause.Kind.CALLER_HANGUP);
    }
}
