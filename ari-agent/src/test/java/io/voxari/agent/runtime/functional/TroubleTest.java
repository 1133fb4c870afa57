package io.voxari.agent.runtime.functional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.voxari.agent.AgentCall;
import io.voxari.agent.AnswerPolicy;
import io.voxari.agent.AudioFormat;
import io.voxari.agent.CallCommandException;
import io.voxari.agent.CallEvent;
import io.voxari.agent.CallLimits;
import io.voxari.agent.Destination;
import io.voxari.agent.EndCause;
import io.voxari.agent.QuotaDecision;
import io.voxari.agent.Resolution;
import io.voxari.agent.TransferOutcome;
import io.voxari.agent.TransferRequest;
import io.voxari.agent.Workflow;
import io.voxari.agent.runtime.AgentFallback;
import io.voxari.agent.runtime.AsteriskState;
import io.voxari.agent.runtime.Voxari;
import io.voxari.testkit.SimulatedCaller;
import io.voxari.testkit.asterisk.SpeechFixture;
import java.time.Duration;
import java.util.Collections;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Events that are lost in a gap, holds and transfers that go wrong: no caller is left where nothing more happens. */
class TroubleTest {
    private static final byte[] WORDS = SpeechFixture.noise(61, Duration.ofSeconds(2));

    private final TestAgent agent = TestAgent.listening(new byte[0]);

    private VirtualBoard board(Consumer<Voxari.Builder> setting) {
        return new VirtualBoard(agent, setting);
    }

    private AgentCall hands() {
        return agent.calls.get(0);
    }

    /** The event connection breaks and comes back. */
    private static void gap(VirtualBoard board) {
        int before = Collections.frequency(board.timeline.states, AsteriskState.CONNECTED);
        board.asterisk.faults().repeatEvents(1);
        board.asterisk.faults().dropEvents();
        board.time.awaitUntil(
                () -> Collections.frequency(board.timeline.states, AsteriskState.CONNECTED) > before,
                VirtualBoard.PATIENCE);
    }

    private static void awaitEnd(VirtualBoard board, EndCause.Kind kind) {
        board.time.awaitUntil(() -> board.timeline.ends.size() == 1, VirtualBoard.PATIENCE);
        assertThat(board.timeline.ends).extracting(EndCause::kind).containsExactly(kind);
        board.awaitQuiet();
    }

    @Test
    void callerWhoWentToTheDialplanInAGapIsNotTakenForOneWhoIsBack() {
        try (VirtualBoard board = board(builder -> {})) {
            SimulatedCaller caller = board.talking(agent);
            board.asterisk.faults().repeatEvents(0);
            CompletionStage<TransferOutcome> outcome = hands().transfer(new TransferRequest.Dialplan("", "echo", 1));
            board.time.advance(Duration.ofSeconds(1));
            gap(board);
            assertThat(board.time.await(outcome, Duration.ofSeconds(5)).kind()).isEqualTo(TransferOutcome.Kind.DONE);
            board.time.advance(Duration.ofSeconds(15));
            assertThat(caller.isEnded()).as("a caller who is with the dialplan").isFalse();
            caller.hangUp();
            awaitEnd(board, EndCause.Kind.TRANSFERRED);
        }
    }

    @Test
    void mediaChannelThatCameInAGapIsFound() {
        CompletableFuture<VirtualBoard> running = new CompletableFuture<>();
        try (VirtualBoard board = board(builder -> builder.quota((offer, workflow) -> {
            running.join().asterisk.faults().repeatEvents(0);
            return QuotaDecision.grant(() -> {});
        }))) {
            running.complete(board);
            SimulatedCaller caller = board.asterisk.call("8000");
            board.time.advance(Duration.ofSeconds(2));
            assertThat(caller.isAnswered()).isFalse();
            gap(board);
            caller.awaitAnswered(Duration.ofSeconds(5));
            caller.hangUp();
            awaitEnd(board, EndCause.Kind.CALLER_HANGUP);
        }
    }

    @Test
    void silenceOfACallerThatBeganInAGapIsNoticed() {
        CallLimits limits = CallLimits.NONE.noInput(Duration.ofSeconds(5));
        try (VirtualBoard board = board(builder -> builder.resolver(offer -> CompletableFuture.completedFuture(
                new Resolution.Accept(Workflow.of("test"), new AnswerPolicy.WhenReady(), limits))))) {
            SimulatedCaller caller = board.talking(agent);
            board.asterisk
                    .faults()
                    .sendEvent(
                            "{\"type\":\"ChannelTalkingStarted\",\"application\":\"" + board.asterisk.app()
                                    + "\",\"timestamp\":\"2026-01-01T12:00:00.000+0000\",\"asterisk_id\":\"x\",\"channel\":{\"id\":\""
                                    + hands().context().callId()
                                    + "\",\"name\":\"PJSIP/x\",\"state\":\"Up\",\"caller\":{\"name\":\"\",\"number\":\"\"},"
                                    + "\"connected\":{\"name\":\"\",\"number\":\"\"},\"accountcode\":\"\",\"dialplan\":{\"context\":\"c\","
                                    + "\"exten\":\"8000\",\"priority\":1,\"app_name\":\"Stasis\",\"app_data\":\"voxari\"},"
                                    + "\"creationtime\":\"2026-01-01T12:00:00.000+0000\",\"language\":\"en\",\"protocol_id\":\"\"}}");
            board.time.awaitUntil(
                    () -> agent.events.contains(new CallEvent.CallerSpeechStarted()), VirtualBoard.PATIENCE);
            gap(board);
            board.time.awaitUntil(
                    () -> agent.events.stream().anyMatch(CallEvent.NoInput.class::isInstance), Duration.ofSeconds(10));
            caller.hangUp();
            awaitEnd(board, EndCause.Kind.CALLER_HANGUP);
        }
    }

    @Test
    void callerOnHoldHearsTheGoodbye() {
        try (VirtualBoard board = board(builder -> {})) {
            SimulatedCaller caller = board.talking(agent);
            board.time.await(hands().hold(), VirtualBoard.PATIENCE);
            TestAgent.say(hands(), WORDS);
            hands().hangupWhenHeard();
            caller.awaitEnded(Duration.ofSeconds(5));
            assertThat(caller.heard().find(WORDS).isExact()).isTrue();
            awaitEnd(board, EndCause.Kind.AGENT_HANGUP);
        }
    }

    @Test
    void holdWithoutMusicFailsAndTheCallerHearsTheAgentAgain() {
        try (VirtualBoard board = board(builder -> {})) {
            SimulatedCaller caller = board.talking(agent);
            board.asterisk.faults().refuseRequests("/moh", 2);
            CompletionStage<Void> hold = hands().hold();
            assertThatThrownBy(() -> board.time.await(hold, VirtualBoard.PATIENCE))
                    .hasCauseInstanceOf(CallCommandException.class);
            TestAgent.say(hands(), WORDS);
            board.time.awaitUntil(() -> caller.heard().find(WORDS).isExact(), VirtualBoard.PATIENCE);
            caller.hangUp();
            awaitEnd(board, EndCause.Kind.CALLER_HANGUP);
        }
    }

    @Test
    void holdThatIsUnderWayAtTheShutdownIsToldToHaveFailed() {
        try (VirtualBoard board = board(builder -> {})) {
            SimulatedCaller caller = board.talking(agent);
            board.asterisk.faults().slowRequests(Duration.ofSeconds(2));
            CompletionStage<Void> hold = hands().hold();
            board.time.advance(Duration.ofMillis(100));
            board.time.await(board.voxari.drain(Duration.ZERO), VirtualBoard.PATIENCE);
            assertThatThrownBy(() -> board.time.await(hold, VirtualBoard.PATIENCE))
                    .hasCauseInstanceOf(CallCommandException.class);
            caller.awaitEnded(VirtualBoard.PATIENCE);
            // What was asked for before is still answered: that nobody is there any more.
            board.time.advance(Duration.ofSeconds(10));
        }
    }

    @Test
    void agentThatSaysNothingAfterATransferThatFailedIsReplaced() {
        AgentFallback sorry = AgentFallback.hangUp().saying(AudioFormat.ULAW_8K, WORDS);
        try (VirtualBoard board = board(builder -> builder.whenAgentStalls(Duration.ofSeconds(4), sorry))) {
            var unused = board.asterisk.phone("6001").isBusy();
            SimulatedCaller caller = board.talking(agent);
            assertThat(board.time
                            .await(
                                    hands().transfer(new TransferRequest.Blind(Destination.of("6001"))),
                                    VirtualBoard.PATIENCE)
                            .kind())
                    .isEqualTo(TransferOutcome.Kind.FAILED);
            caller.awaitEnded(Duration.ofSeconds(10));
            assertThat(caller.heard().find(WORDS).isExact()).isTrue();
            awaitEnd(board, EndCause.Kind.AGENT_FAILED);
        }
    }
}
