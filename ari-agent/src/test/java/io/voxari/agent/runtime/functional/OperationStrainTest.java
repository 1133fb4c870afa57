package io.voxari.agent.runtime.functional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.voxari.agent.AgentCall;
import io.voxari.agent.CallEvent;
import io.voxari.agent.CallOffer;
import io.voxari.agent.Destination;
import io.voxari.agent.EndCause;
import io.voxari.agent.OutboundRequest;
import io.voxari.agent.Resolution;
import io.voxari.agent.TransferOutcome;
import io.voxari.agent.TransferRequest;
import io.voxari.agent.Workflow;
import io.voxari.agent.runtime.AsteriskConfig;
import io.voxari.agent.runtime.AsteriskHealth;
import io.voxari.agent.runtime.AsteriskState;
import io.voxari.agent.runtime.FlightEntry;
import io.voxari.testkit.SimulatedAsterisk;
import io.voxari.testkit.SimulatedCaller;
import io.voxari.testkit.asterisk.SpeechFixture;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** An operator who does the wrong thing, or the right one at a bad moment; in virtual time. */
class OperationStrainTest {
    private static final Duration PATIENCE = VirtualBoard.PATIENCE;
    private final TestAgent agent = TestAgent.listening(SpeechFixture.noise(5, Duration.ofSeconds(1)));

    private static AsteriskConfig with(String name, SimulatedAsterisk asterisk, String password) {
        return AsteriskConfig.builder()
                .name(name)
                .endpoint(asterisk.ariUri())
                .app(asterisk.app())
                .password(password)
                .build();
    }

    @Test
    void deadlineThatIsNoneChangesNothing() {
        try (VirtualBoard board = new VirtualBoard(agent, builder -> {})) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> board.voxari.drain(Duration.ofSeconds(-1)))
                    .withMessageContaining("PT-1S");
            assertThat(board.voxari.health().ready()).isTrue();
            SimulatedCaller ann = board.asterisk.call("8000");
            ann.awaitAnswered(PATIENCE);
            ann.hangUp();
            board.awaitQuiet();
        }
    }

    @Test
    void drainMayWaitForEver() {
        try (VirtualBoard board = new VirtualBoard(agent, builder -> {})) {
            board.asterisk.call("8000").waits(Duration.ofSeconds(9)).hangsUp().awaitAnswered(PATIENCE);
            assertThat(board.time.await(board.voxari.drain(ChronoUnit.FOREVER.getDuration()), PATIENCE))
                    .isZero();
        }
    }

    @Test
    void agentThatIsToldOfTheDrainMayTransferItsCaller() {
        List<TransferOutcome> outcomes = new CopyOnWriteArrayList<>();
        TransferRequest toBob = new TransferRequest.Blind(Destination.of("PJSIP/6001"));
        TestAgent sendsOn = TestAgent.listening(new byte[0], (call, event) -> {
            if (event instanceof CallEvent.Draining) {
                var unused = call.transfer(toBob).thenAccept(outcomes::add);
            }
        });
        try (VirtualBoard board = new VirtualBoard(sendsOn, builder -> {})) {
            SimulatedCaller ann = board.talking(sendsOn);
            CompletionStage<Integer> drained = board.voxari.drain(Duration.ofMinutes(1));
            SimulatedCaller bob = board.asterisk.phone("6001").awaitCall(PATIENCE);
            board.time.awaitUntil(() -> !outcomes.isEmpty(), PATIENCE);
            assertThat(outcomes).extracting(TransferOutcome::kind).containsExactly(TransferOutcome.Kind.DONE);
            board.time.advance(Duration.ofSeconds(30));
            assertThat(ann.isEnded()).as("cut by the drain").isFalse();
            bob.hangUp();
            assertThat(board.time.await(drained, Duration.ofSeconds(10))).isZero();
            ann.awaitEnded(PATIENCE);
            assertThat(board.timeline.ends).extracting(EndCause::kind).containsExactly(EndCause.Kind.TRANSFERRED);
            board.asterisk.awaitQuiet(PATIENCE);
        }
    }

    @Test
    void callThatWasEndingAtTheDeadlineEndedByItself() {
        try (VirtualBoard board = new VirtualBoard(agent, builder -> {})) {
            SimulatedCaller ann = board.asterisk.call("8000");
            ann.awaitAnswered(PATIENCE);
            CompletionStage<Integer> drained = board.voxari.drain(Duration.ofSeconds(10));
            board.time.advance(Duration.ofSeconds(9));
            board.asterisk.faults().slowRequests(Duration.ofSeconds(3));
            ann.hangUp();
            assertThat(board.time.await(drained, PATIENCE)).isZero();
            assertThat(board.timeline.ends).extracting(EndCause::kind).containsExactly(EndCause.Kind.CALLER_HANGUP);
        }
    }

    @Test
    void secondDrainMayBeShorterThanTheFirst() {
        try (VirtualBoard board = new VirtualBoard(agent, builder -> {})) {
            SimulatedCaller ann = board.asterisk.call("8000");
            ann.awaitAnswered(PATIENCE);
            CompletionStage<Integer> first = board.voxari.drain(Duration.ofHours(1));
            CompletionStage<Integer> second = board.voxari.drain(Duration.ofSeconds(3));
            assertThat(board.time.await(second, Duration.ofSeconds(5))).isOne();
            assertThat(board.time.await(first, Duration.ofSeconds(5))).isOne();
            assertThat(board.voxari.health().drained()).isTrue();
        }
    }

    @Test
    void agentThatComesWhileWeDrainIsToldToo() {
        CompletableFuture<Resolution> decision = new CompletableFuture<>();
        try (VirtualBoard board = new VirtualBoard(agent, builder -> builder.resolver(offer -> decision))) {
            SimulatedCaller ann = board.asterisk.call("8000");
            board.time.awaitUntil(() -> board.voxari.stats().calls() == 1, PATIENCE);
            CompletionStage<Integer> drained = board.voxari.drain(Duration.ofSeconds(10));
            board.time.advance(Duration.ofSeconds(2));
            decision.complete(new Resolution.Accept(Workflow.of("test")));
            ann.awaitAnswered(PATIENCE);
            board.time.awaitUntil(() -> agent.events.contains(new CallEvent.Draining(Duration.ofSeconds(8))), PATIENCE);
            ann.hangUp();
            assertThat(board.time.await(drained, PATIENCE)).isZero();
        }
    }

    @Test
    void transferThatIsUnderWayAtTheDeadlineIsTakenDownWithItsCall() {
        try (VirtualBoard board = new VirtualBoard(agent, builder -> {})) {
            board.asterisk.phone("6001").isNotAnswered();
            SimulatedCaller ann = board.asterisk.call("8000");
            TransferRequest toBob = new TransferRequest.Blind(Destination.of("PJSIP/6001"));
            CompletionStage<TransferOutcome> outcome = talking(board, ann).transfer(toBob);
            SimulatedCaller bob = board.asterisk.phone("6001").awaitCall(PATIENCE);
            assertThat(board.time.await(board.voxari.drain(Duration.ofSeconds(5)), PATIENCE))
                    .isOne();
            ann.awaitEnded(PATIENCE);
            bob.awaitEnded(PATIENCE);
            assertThat(board.time.await(outcome, PATIENCE).kind()).isEqualTo(TransferOutcome.Kind.CALL_ENDED);
            board.asterisk.awaitQuiet(PATIENCE);
        }
    }

    @Test
    void callerWhoWasTransferredKeepsTheTargetUntilTheDeadline() {
        try (VirtualBoard board = new VirtualBoard(agent, builder -> {})) {
            board.asterisk.phone("6001").answersAfter(Duration.ofSeconds(1));
            SimulatedCaller ann = board.asterisk.call("8000");
            TransferRequest toBob = new TransferRequest.Blind(Destination.of("PJSIP/6001"));
            CompletionStage<TransferOutcome> outcome = talking(board, ann).transfer(toBob);
            SimulatedCaller bob = board.asterisk.phone("6001").awaitCall(PATIENCE);
            assertThat(board.time.await(outcome, PATIENCE).kind()).isEqualTo(TransferOutcome.Kind.DONE);
            CompletionStage<Integer> drained = board.voxari.drain(Duration.ofSeconds(5));
            board.time.advance(Duration.ofSeconds(4));
            assertThat(bob.isEnded()).isFalse();
            assertThat(board.time.await(drained, PATIENCE)).isOne();
            ann.awaitEnded(PATIENCE);
            bob.awaitEnded(PATIENCE);
            board.asterisk.awaitQuiet(PATIENCE);
        }
    }

    private AgentCall talking(VirtualBoard board, SimulatedCaller caller) {
        caller.awaitAnswered(PATIENCE);
        board.time.awaitUntil(() -> agent.events.contains(new CallEvent.Answered()), PATIENCE);
        return agent.calls.get(0);
    }

    @Test
    void oneApplicationIsTakenInOnce() {
        try (VirtualBoard board = new VirtualBoard(agent, builder -> {})) {
            SimulatedCaller ann = board.asterisk.call("8000");
            ann.awaitAnswered(PATIENCE);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> board.voxari.addAsterisk(VirtualBoard.config("again", board.asterisk)))
                    .withMessageContaining("\"first\"")
                    .withMessageContaining("give this one another application");
            CompletionStage<Integer> removed = board.voxari.removeAsterisk("first", Duration.ofMinutes(1));
            assertThatIllegalStateException()
                    .isThrownBy(() -> board.voxari.addAsterisk(VirtualBoard.config("first", board.asterisk)))
                    .withMessageContaining("still being removed, with 1 calls");
            board.time.advance(Duration.ofSeconds(5));
            assertThat(ann.isEnded()).isFalse();
            ann.hangUp();
            assertThat(board.time.await(removed, PATIENCE)).isZero();
            board.voxari.addAsterisk(VirtualBoard.config("first", board.asterisk));
            SimulatedCaller bob = board.asterisk.call("8000");
            bob.awaitAnswered(PATIENCE);
            bob.hangUp();
            board.awaitQuiet();
        }
    }

    @Test
    void changeToAWrongPasswordChangesNothing() {
        String wrong = "a-wrong-one-that-is-secret-too";
        try (VirtualBoard board = new VirtualBoard(agent, builder -> {})) {
            SimulatedCaller ann = board.asterisk.call("8000");
            ann.awaitAnswered(PATIENCE);
            CompletionStage<Integer> changed =
                    board.voxari.changeAsterisk(with("first", board.asterisk, wrong), Duration.ZERO);
            assertThatThrownBy(() -> board.time.await(changed, PATIENCE))
                    .hasCauseInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("refuses user \"voxari\"; compare user and password with ari.conf")
                    .hasMessageNotContaining(wrong);
            assertThatThrownBy(() -> board.voxari.addAsterisk(AsteriskConfig.builder()
                            .name("second")
                            .endpoint(board.asterisk.ariUri())
                            .app("other")
                            .user(board.asterisk.user())
                            .password(wrong)
                            .build()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageNotContaining(wrong);
            assertThat(board.voxari.health().asterisks())
                    .extracting(AsteriskHealth::name, AsteriskHealth::state, AsteriskHealth::calls)
                    .containsExactly(org.assertj.core.groups.Tuple.tuple("first", AsteriskState.CONNECTED, 1));
            assertThat(board.voxari.health().toString()).doesNotContain(wrong);
            assertThat(ann.isEnded()).isFalse();
            SimulatedCaller bob = board.asterisk.call("8000");
            bob.awaitAnswered(PATIENCE);
            ann.hangUp();
            bob.hangUp();
            board.awaitQuiet();
        }
        assertThat(Switchboard.log()).doesNotContain(wrong);
    }

    @Test
    void removalDuringTheSetUpLeavesNothing() {
        AtomicReference<CallOffer> asked = new AtomicReference<>();
        CompletableFuture<Resolution> decision = new CompletableFuture<>();
        try (VirtualBoard board = new VirtualBoard(
                        agent,
                        builder -> builder.resolver(offer -> {
                            asked.set(offer);
                            return offer.calledNumber().equals("8000") ? decision : Resolution.accept("test");
                        }));
                SimulatedAsterisk second = board.asterisk()) {
            board.voxari.addAsterisk(VirtualBoard.config("second", second));
            second.media("voxari", java.net.URI.create("ws://127.0.0.1:9/media"));
            SimulatedCaller undecided = second.call("8000");
            SimulatedCaller withoutAudio = second.call("8001");
            withoutAudio.awaitRinging(PATIENCE);
            assertThat(board.time.await(board.voxari.removeAsterisk("second", Duration.ZERO), PATIENCE))
                    .isEqualTo(2);
            assertThat(undecided.awaitRefused(PATIENCE)).isEqualTo(34);
            assertThat(withoutAudio.awaitRefused(PATIENCE)).isEqualTo(34);
            decision.complete(new Resolution.Accept(Workflow.of("test")));
            second.awaitQuiet(PATIENCE);
            board.awaitQuiet();
            assertThatIllegalArgumentException()
                    .isThrownBy(() ->
                            board.voxari.dial(OutboundRequest.of(Destination.of("PJSIP/6001"), Workflow.of("test"))
                                    .via("second")))
                    .withMessageContaining("name one of: first");
        }
    }

    @Test
    void asteriskThatIsGoneCanBeRemoved() {
        try (VirtualBoard board = new VirtualBoard(agent, builder -> {})) {
            SimulatedAsterisk second = board.asterisk();
            board.voxari.addAsterisk(VirtualBoard.config("second", second));
            second.media("voxari", board.voxari.mediaUri());
            SimulatedCaller ann = second.call("8000");
            ann.awaitAnswered(PATIENCE);
            second.close();
            var unused = board.time.await(board.voxari.removeAsterisk("second", Duration.ofSeconds(5)), PATIENCE);
            assertThat(board.voxari.health().asterisks())
                    .extracting(AsteriskHealth::name)
                    .containsExactly("first");
            board.awaitQuiet();
        }
    }

    @Test
    void callersCannotWriteTheLog() {
        try (VirtualBoard board = new VirtualBoard(
                agent, builder -> builder.resolver(offer -> CompletableFuture.failedFuture(new Error("no table"))))) {
            String forged = "1001\r\n12:00:00 WARN forged line of a log";
            board.asterisk.call("8000", forged, "x".repeat(5_000)).awaitRefused(PATIENCE);
            board.time.awaitUntil(() -> !board.ended.isEmpty(), PATIENCE);
            assertThat(board.ended.get(0).offer().callerNumber()).isEqualTo(forged);
            assertThat(board.ended.get(0).flight())
                    .extracting(FlightEntry::what)
                    .allSatisfy(line -> assertThat(line).hasSizeLessThan(310).doesNotContainPattern("\\p{Cntrl}"));
        }
        assertThat(Switchboard.log().lines()).noneMatch(line -> line.startsWith("12:00:00 WARN forged"));
    }

    @Test
    void valueOfAVariableIsNotKeptThoughSettingItFails() {
        try (VirtualBoard board = new VirtualBoard(agent, builder -> {})) {
            SimulatedCaller ann = board.asterisk.call("8000");
            AgentCall hands = talking(board, ann);
            board.asterisk.faults().refuseRequests("/variable", 1);
            CompletionStage<Void> set = hands.setVariable("PIN", "47110815");
            assertThatThrownBy(() -> board.time.await(set, PATIENCE)).hasMessageNotContaining("47110815");
            ann.hangUp();
            board.time.awaitUntil(() -> !board.ended.isEmpty(), PATIENCE);
            List<FlightEntry> flight = board.ended.get(0).flight();
            assertThat(flight)
                    .extracting(FlightEntry::what)
                    .anyMatch(line -> line.startsWith("failed: set a variable"));
            assertThat(flight).extracting(FlightEntry::what).noneMatch(line -> line.contains("47110815"));
        }
        assertThat(Switchboard.log()).doesNotContain("47110815");
    }
}
