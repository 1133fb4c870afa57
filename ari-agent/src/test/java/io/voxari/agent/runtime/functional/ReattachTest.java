package io.voxari.agent.runtime.functional;

import static org.assertj.core.api.Assertions.assertThat;

import io.voxari.agent.AgentCall;
import io.voxari.agent.AgentSession;
import io.voxari.agent.CallEvent;
import io.voxari.agent.Destination;
import io.voxari.agent.EndCause;
import io.voxari.agent.TransferOutcome;
import io.voxari.agent.TransferRequest;
import io.voxari.agent.Utterance;
import io.voxari.agent.runtime.CallStep;
import io.voxari.agent.runtime.Voxari;
import io.voxari.agent.runtime.WaitingSound;
import io.voxari.testkit.SimulatedCaller;
import io.voxari.testkit.asterisk.SpeechFixture;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** An audio connection that breaks in mid-call is made anew, once; in virtual time. */
class ReattachTest {
    private static final byte[] LONG = SpeechFixture.noise(31, Duration.ofSeconds(4));
    private static final byte[] AGAIN = SpeechFixture.noise(32, Duration.ofSeconds(1));

    private final TestAgent agent = new TestAgent(new byte[0], ReattachTest::speakAgain);

    private static void speakAgain(AgentCall call, CallEvent event) {
        if (event instanceof CallEvent.MediaRestored) {
            TestAgent.say(call, AGAIN);
        }
    }

    private VirtualBoard board(Consumer<Voxari.Builder> setting) {
        return new VirtualBoard(agent, setting);
    }

    /** An agent that says back what it hears, in an utterance of its own for each piece. */
    private static CompletionStage<AgentSession> echoing(AgentCall call) {
        return CompletableFuture.completedFuture(audio -> {
            Utterance back = call.speech().begin();
            back.write(audio.audio());
            back.end();
        });
    }

    private AgentCall hands() {
        return agent.calls.get(0);
    }

    private static void awaitEnd(VirtualBoard board, EndCause.Kind kind) {
        board.awaitQuiet();
        assertThat(board.timeline.ends).extracting(EndCause::kind).containsExactly(kind);
    }

    private static List<String> asked(VirtualBoard board, String part) {
        return board.asterisk.requests().stream()
                .filter(request -> request.contains(part))
                .toList();
    }

    private static void hears(VirtualBoard board, SimulatedCaller who, byte[] words) {
        board.time.awaitUntil(() -> who.heard().find(words).isExact(), VirtualBoard.PATIENCE);
    }

    @Test
    void callerHearsTheAgentAgainOnAnotherConnection() {
        try (VirtualBoard board = board(builder -> {})) {
            SimulatedCaller caller = board.talking(agent);
            TestAgent.say(hands(), LONG);
            board.time.advance(Duration.ofSeconds(2));
            board.asterisk.faults().dropMedia();
            hears(board, caller, AGAIN);
            assertThat(asked(board, "POST /channels/externalMedia")).hasSize(2);
            assertThat(asked(board, "DELETE /channels/voxari-")).hasSize(1);
            assertThat(asked(board, "/moh")).hasSize(2);
            assertThat(agent.events)
                    .filteredOn(event -> event instanceof CallEvent.PlaybackEnded ended
                            && ended.outcome().written().equals(Duration.ofSeconds(4)))
                    .singleElement()
                    .satisfies(event -> {
                        var cut = ((CallEvent.PlaybackEnded) event).outcome();
                        assertThat(cut.played()).isBetween(Duration.ofMillis(1_500), Duration.ofMillis(2_100));
                        assertThat(cut.interrupted()).isTrue();
                    });
            assertThat(agent.events)
                    .filteredOn(CallEvent.MediaRestored.class::isInstance)
                    .singleElement()
                    .satisfies(event -> assertThat(((CallEvent.MediaRestored) event).after())
                            .isLessThan(Duration.ofMillis(500)));
            caller.hangUp();
            awaitEnd(board, EndCause.Kind.CALLER_HANGUP);
        }
    }

    @Test
    void whatTheCallerSaysAfterwardsIsHeard() {
        byte[] words = SpeechFixture.noise(33, Duration.ofSeconds(1));
        try (VirtualBoard board = new VirtualBoard(ReattachTest::echoing, builder -> {})) {
            SimulatedCaller caller = board.asterisk.call("8000");
            caller.awaitAnswered(VirtualBoard.PATIENCE);
            board.time.advance(Duration.ofSeconds(1));
            board.asterisk.faults().dropMediaOf(caller);
            board.awaitStep(CallStep.Kind.MEDIA_RESTORED);
            caller.says(words);
            hears(board, caller, words);
            caller.hangUp();
            awaitEnd(board, EndCause.Kind.CALLER_HANGUP);
        }
    }

    @Test
    void secondLossEndsTheCall() {
        try (VirtualBoard board = board(builder -> {})) {
            SimulatedCaller caller = board.talking(agent);
            board.asterisk.faults().dropMedia();
            board.awaitStep(CallStep.Kind.MEDIA_RESTORED);
            board.asterisk.faults().dropMedia();
            assertThat(caller.awaitEnded(VirtualBoard.PATIENCE)).isEqualTo(38);
            awaitEnd(board, EndCause.Kind.MEDIA_FAILED);
        }
    }

    @Test
    void callerWaitsNoLongerThanTheDeadline() {
        try (VirtualBoard board = board(builder -> builder.reattachMedia(Duration.ofSeconds(3), WaitingSound.MUSIC))) {
            SimulatedCaller caller = board.talking(agent);
            // Nobody listens there, and Asterisk takes its time to find out.
            board.asterisk.media("voxari", URI.create("ws://127.0.0.1:9/media"));
            board.asterisk.faults().slowRequests(Duration.ofMinutes(1));
            Duration lost = board.time.passed();
            board.asterisk.faults().dropMedia();
            board.awaitStep(CallStep.Kind.HANGUP);
            assertThat(board.time.passed().minus(lost)).isEqualTo(Duration.ofSeconds(3));
            board.asterisk.faults().slowRequests(Duration.ZERO);
            assertThat(caller.awaitEnded(Duration.ofMinutes(2))).isEqualTo(38);
            board.time.awaitUntil(() -> board.voxari.stats().equals(Switchboard.QUIET), Duration.ofMinutes(2));
            // Asterisk cannot be closed while it has requests to answer.
            board.time.advance(Duration.ofMinutes(1));
            awaitEnd(board, EndCause.Kind.MEDIA_FAILED);
        }
    }

    @Test
    void connectionThatAsteriskDoesNotMakeEndsTheCallAtOnce() {
        try (VirtualBoard board = board(builder -> {})) {
            SimulatedCaller caller = board.talking(agent);
            board.asterisk.faults().refuseRequests("POST /channels/externalMedia", 1);
            Duration lost = board.time.passed();
            board.asterisk.faults().dropMedia();
            assertThat(caller.awaitEnded(VirtualBoard.PATIENCE)).isEqualTo(38);
            assertThat(board.time.passed().minus(lost)).isLessThan(Duration.ofSeconds(1));
            awaitEnd(board, EndCause.Kind.MEDIA_FAILED);
        }
    }

    @Test
    void noConnectionIsTriedWhenThatIsNotWanted() {
        try (VirtualBoard board = board(builder -> builder.reattachMedia(Duration.ZERO, WaitingSound.MUSIC))) {
            SimulatedCaller caller = board.talking(agent);
            board.asterisk.faults().dropMedia();
            caller.awaitEnded(VirtualBoard.PATIENCE);
            assertThat(asked(board, "POST /channels/externalMedia")).hasSize(1);
            awaitEnd(board, EndCause.Kind.MEDIA_FAILED);
        }
    }

    @Test
    void callerStaysWhereItIsWithoutMusic() {
        try (VirtualBoard board =
                board(builder -> builder.reattachMedia(Duration.ofSeconds(3), WaitingSound.SILENCE))) {
            SimulatedCaller caller = board.talking(agent);
            board.asterisk.faults().dropMedia();
            hears(board, caller, AGAIN);
            assertThat(asked(board, "/moh")).isEmpty();
            assertThat(asked(board, "removeChannel")).isEmpty();
            caller.hangUp();
            awaitEnd(board, EndCause.Kind.CALLER_HANGUP);
        }
    }

    @Test
    void musicThatFailsDoesNotKeepTheAgentAway() {
        try (VirtualBoard board = board(builder -> {})) {
            SimulatedCaller caller = board.talking(agent);
            board.asterisk.faults().refuseRequests("/moh", 2);
            board.asterisk.faults().dropMedia();
            hears(board, caller, AGAIN);
            caller.hangUp();
            awaitEnd(board, EndCause.Kind.CALLER_HANGUP);
        }
    }

    @Test
    void callerWhoHangsUpMeanwhileLeavesNothing() {
        for (int moment = 0; moment < 10; moment++) {
            try (VirtualBoard board = board(builder -> {})) {
                SimulatedCaller caller = board.talking(agent);
                board.asterisk.faults().slowRequests(Duration.ofMillis(100));
                board.asterisk.faults().dropMedia();
                board.time.advance(Duration.ofMillis(moment * 40L));
                caller.hangUp();
                awaitEnd(board, EndCause.Kind.CALLER_HANGUP);
                // What was asked for before is still answered: that there is no such channel any more.
                board.time.advance(Duration.ofSeconds(1));
                agent.forget();
            }
        }
    }

    @Test
    void goodbyeThatIsSaidMeanwhileIsHeardBeforeTheEnd() {
        try (VirtualBoard board = board(builder -> {})) {
            SimulatedCaller caller = board.talking(agent);
            board.asterisk.faults().slowRequests(Duration.ofMillis(200));
            board.asterisk.faults().dropMedia();
            board.awaitStep(CallStep.Kind.MEDIA_LOST);
            TestAgent.say(hands(), LONG);
            hands().hangupWhenHeard();
            caller.awaitEnded(VirtualBoard.PATIENCE);
            assertThat(caller.heard().find(LONG).isExact()).isTrue();
            awaitEnd(board, EndCause.Kind.AGENT_HANGUP);
        }
    }

    @Test
    void callerOnHoldStaysThereAndIsFetchedByTheAgent() {
        try (VirtualBoard board = board(builder -> {})) {
            SimulatedCaller caller = board.talking(agent);
            board.time.await(hands().hold(), VirtualBoard.PATIENCE);
            board.asterisk.faults().dropMedia();
            board.awaitStep(CallStep.Kind.MEDIA_RESTORED);
            board.time.advance(Duration.ofSeconds(2));
            assertThat(caller.heard().find(AGAIN).isExact()).isFalse();
            board.time.await(hands().unhold(), VirtualBoard.PATIENCE);
            hears(board, caller, AGAIN);
            caller.hangUp();
            awaitEnd(board, EndCause.Kind.CALLER_HANGUP);
        }
    }

    @Test
    void callerIsFetchedFromHoldWhenTheConnectionStands() {
        try (VirtualBoard board = board(builder -> {})) {
            SimulatedCaller caller = board.talking(agent);
            board.time.await(hands().hold(), VirtualBoard.PATIENCE);
            board.asterisk.faults().slowRequests(Duration.ofMillis(200));
            board.asterisk.faults().dropMedia();
            board.awaitStep(CallStep.Kind.MEDIA_LOST);
            CompletionStage<Void> fetched = hands().unhold();
            board.time.await(fetched, VirtualBoard.PATIENCE);
            assertThat(board.timeline.kinds()).contains(CallStep.Kind.MEDIA_RESTORED);
            hears(board, caller, AGAIN);
            caller.hangUp();
            awaitEnd(board, EndCause.Kind.CALLER_HANGUP);
        }
    }

    @Test
    void callerWhoComesBackFromATransferFindsTheAgentOnAnotherConnection() {
        try (VirtualBoard board = board(builder -> {})) {
            SimulatedCaller caller = board.talking(agent);
            var unused = board.asterisk.phone("6001").isNotAnswered();
            CompletionStage<TransferOutcome> outcome = hands().transfer(
                            new TransferRequest.Blind(Destination.of("6001").ringTimeout(Duration.ofSeconds(5))));
            board.time.advance(Duration.ofSeconds(1));
            board.asterisk.faults().dropMedia();
            assertThat(board.time.await(outcome, VirtualBoard.PATIENCE).kind()).isEqualTo(TransferOutcome.Kind.FAILED);
            hears(board, caller, AGAIN);
            caller.hangUp();
            awaitEnd(board, EndCause.Kind.CALLER_HANGUP);
        }
    }

    @Test
    void transferGoesOnWithoutTheAgentsConnection() {
        try (VirtualBoard board = board(builder -> {})) {
            SimulatedCaller caller = board.talking(agent);
            var unused = board.asterisk.phone("6001").answersAfter(Duration.ofSeconds(3));
            CompletionStage<TransferOutcome> outcome =
                    hands().transfer(new TransferRequest.Blind(Destination.of("6001")));
            board.time.advance(Duration.ofSeconds(1));
            board.asterisk.faults().dropMedia();
            assertThat(board.time.await(outcome, VirtualBoard.PATIENCE).kind()).isEqualTo(TransferOutcome.Kind.DONE);
            caller.hangUp();
            awaitEnd(board, EndCause.Kind.TRANSFERRED);
        }
    }

    @Test
    void consultationThatLosesItsAgentGivesTheCallerBack() {
        try (VirtualBoard board = board(builder -> {})) {
            SimulatedCaller caller = board.talking(agent);
            var unused = board.asterisk.phone("6001").answersAfter(Duration.ofSeconds(1));
            CompletionStage<TransferOutcome> outcome =
                    hands().transfer(new TransferRequest.Attended(Destination.of("6001")));
            board.awaitStep(CallStep.Kind.CONSULTATION);
            board.asterisk.faults().dropMedia();
            assertThat(board.time.await(outcome, VirtualBoard.PATIENCE).kind()).isEqualTo(TransferOutcome.Kind.FAILED);
            hears(board, caller, AGAIN);
            caller.hangUp();
            awaitEnd(board, EndCause.Kind.CALLER_HANGUP);
        }
    }
}
