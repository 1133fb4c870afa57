package io.voxari.agent.runtime.functional;

import static org.assertj.core.api.Assertions.assertThat;

import io.voxari.agent.AgentCall;
import io.voxari.agent.AnswerPolicy;
import io.voxari.agent.CallEvent;
import io.voxari.agent.CallLimits;
import io.voxari.agent.CallOffer;
import io.voxari.agent.Destination;
import io.voxari.agent.EndCause;
import io.voxari.agent.OutboundRequest;
import io.voxari.agent.Resolution;
import io.voxari.agent.TransferOutcome;
import io.voxari.agent.TransferOutcome.Kind;
import io.voxari.agent.TransferRequest;
import io.voxari.agent.Workflow;
import io.voxari.agent.runtime.CallListener;
import io.voxari.agent.runtime.CallStep;
import io.voxari.agent.runtime.OutboundCall;
import io.voxari.agent.runtime.Voxari;
import io.voxari.testkit.SimulatedAsterisk;
import io.voxari.testkit.SimulatedCaller;
import io.voxari.testkit.SimulatedPhone;
import io.voxari.testkit.VirtualTime;
import io.voxari.testkit.asterisk.SpeechFixture;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What may come between the steps of a transfer and of a hold, in virtual time. */
class TransferPathsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final byte[] WORDS = SpeechFixture.noise(5, Duration.ofSeconds(3));

    private final VirtualTime time = VirtualTime.start();
    private final SimulatedAsterisk asterisk =
            SimulatedAsterisk.builder().time(time).start();
    private final TestAgent agent = TestAgent.listening(new byte[0]);
    private final List<EndCause> ends = new CopyOnWriteArrayList<>();
    private final List<CallStep.Kind> steps = new CopyOnWriteArrayList<>();
    private CallLimits limits = CallLimits.NONE;
    private final Voxari voxari = start();

    private Voxari start() {
        return VirtualBoard.start(
                time,
                asterisk,
                agent,
                builder -> builder.resolver(offer -> CompletableFuture.completedFuture(
                                new Resolution.Accept(Workflow.of("test"), new AnswerPolicy.WhenReady(), limits)))
                        .listener(new CallListener() {
                            @Override
                            public void onStep(CallStep step) {
                                steps.add(step.kind());
                            }

                            @Override
                            public void onEnded(CallOffer offer, EndCause cause) {
                                ends.add(cause);
                            }
                        }));
    }

    @AfterEach
    void nothingIsLeft() {
        try (time;
                asterisk;
                voxari) {
            time.awaitUntil(() -> voxari.stats().equals(Switchboard.QUIET), PATIENCE);
            asterisk.awaitQuiet(PATIENCE);
        }
    }

    private AgentCall talking(SimulatedCaller caller) {
        caller.awaitAnswered(PATIENCE);
        time.awaitUntil(() -> agent.events.contains(new CallEvent.Answered()), PATIENCE);
        return agent.calls.get(0);
    }

    private void awaitStep(CallStep.Kind kind) {
        time.awaitUntil(() -> steps.contains(kind), PATIENCE);
    }

    private static Destination to(String number, UnaryOperator<Destination> setting) {
        return setting.apply(Destination.of("PJSIP/" + number));
    }

    private AgentCall consulting(SimulatedCaller caller) {
        SimulatedPhone ignored = asterisk.phone("6001").answersAfter(Duration.ofMillis(500));
        AgentCall hands = talking(caller);
        var unused = hands.transfer(new TransferRequest.Attended(to("6001", whom -> whom)));
        awaitStep(CallStep.Kind.CONSULTATION);
        return hands;
    }

    @Test
    void whomWeCalledIsLeftToTheDialplan() {
        asterisk.phone("6001").answersAfter(Duration.ofMillis(500));
        OutboundCall placed =
                voxari.dial(OutboundRequest.of(to("6001", whom -> whom.from("100", "")), Workflow.of("test")));
        SimulatedCaller callee = asterisk.phone("6001").awaitCall(PATIENCE);
        AgentCall hands = talking(callee);
        TransferOutcome outcome = time.await(hands.transfer(new TransferRequest.Dialplan("", "echo", 1)), PATIENCE);
        assertThat(outcome.kind()).isEqualTo(Kind.DONE);
        assertThat(time.await(placed.ended(), PATIENCE).kind()).isEqualTo(EndCause.Kind.TRANSFERRED);
        time.advance(Duration.ofSeconds(5));
        assertThat(callee.isEnded()).as("hung up by us").isFalse();

        // What another call leaves behind is looked for, and this is not that.
        SimulatedCaller other = asterisk.call("8000");
        talking(other);
        asterisk.faults().refuseRequests("DELETE /bridges/", 2);
        other.hangUp();
        time.advance(Duration.ofSeconds(12));
        assertThat(asterisk.requests())
                .filteredOn(asked -> asked.startsWith("DELETE /bridges/"))
                .as("done at the first call's end, and at the second's when it was looked for")
                .hasSize(2);
        assertThat(callee.isEnded()).as("hung up as left behind").isFalse();
        callee.hangUp();
        callee.awaitEnded(PATIENCE);
    }

    @Test
    void callerWhoHangsUpBeforeTheReferIsNotTransferred() {
        SimulatedCaller caller = asterisk.call("8000");
        AgentCall hands = talking(caller);
        TestAgent.say(hands, WORDS);
        CompletableFuture<TransferOutcome> outcome = hands.transfer(REFER).toCompletableFuture();
        awaitStep(CallStep.Kind.TRANSFER_BEGUN);
        caller.hangUp();
        assertThat(time.await(outcome, PATIENCE).kind()).isEqualTo(Kind.CALL_ENDED);
        time.awaitUntil(() -> !ends.isEmpty(), PATIENCE);
        assertThat(ends).extracting(EndCause::kind).containsExactly(EndCause.Kind.CALLER_HANGUP);
    }

    private static final TransferRequest REFER = new TransferRequest.Refer("sip:6002@example.org");

    /** What the caller makes of the REFER, it tells nobody; that it has gone is what was wanted. */
    @Test
    void callerWhoLeavesAfterTheReferIsTransferred() {
        SimulatedCaller caller = asterisk.call("8000");
        AgentCall hands = talking(caller);
        var outcome = hands.transfer(REFER);
        time.awaitUntil(() -> asterisk.requests().stream().anyMatch(asked -> asked.endsWith("/redirect")), PATIENCE);
        time.advance(Duration.ofMillis(100));
        caller.hangUp();
        TransferOutcome told = time.await(outcome, Duration.ofSeconds(1));
        assertThat(told.kind()).isEqualTo(Kind.DONE);
        assertThat(told.detail()).contains("whether it follows the REFER");
        time.awaitUntil(() -> !ends.isEmpty(), PATIENCE);
        assertThat(ends).extracting(EndCause::kind).containsExactly(EndCause.Kind.TRANSFERRED);
    }

    /** Its going is told on another connection than the answer, and may overtake it. */
    @Test
    void callerWhoFollowsTheReferFasterThanItIsAnsweredIsTransferred() {
        SimulatedCaller caller = asterisk.call("8000");
        AgentCall hands = talking(caller);
        asterisk.faults().slowRequests(Duration.ofMillis(500));
        var outcome = hands.transfer(REFER);
        awaitStep(CallStep.Kind.TRANSFER_BEGUN);
        time.advance(Duration.ofMillis(200));
        asterisk.faults()
                .sendEvent("{\"type\":\"StasisEnd\",\"application\":\"voxari\",\"channel\":{\"id\":\""
                        + hands.context().callId() + "\",\"name\":\"PJSIP/x\",\"state\":\"Up\"}}");
        assertThat(time.await(outcome, Duration.ofSeconds(1)).kind()).isEqualTo(Kind.DONE);
        time.awaitUntil(() -> !ends.isEmpty(), PATIENCE);
        assertThat(ends).extracting(EndCause::kind).containsExactly(EndCause.Kind.TRANSFERRED);
        caller.hangUp();
    }

    @Test
    void callerWhoLeavesBeforeAsteriskHasSentTheReferIsNotTransferred() {
        SimulatedCaller caller = asterisk.call("8000");
        AgentCall hands = talking(caller);
        asterisk.faults().slowRequests(Duration.ofMillis(500));
        var outcome = hands.transfer(REFER);
        awaitStep(CallStep.Kind.TRANSFER_BEGUN);
        time.advance(Duration.ofMillis(200));
        caller.hangUp();
        assertThat(time.await(outcome, Duration.ofSeconds(1)).kind()).isEqualTo(Kind.CALL_ENDED);
        time.awaitUntil(() -> !ends.isEmpty(), PATIENCE);
        assertThat(ends).extracting(EndCause::kind).containsExactly(EndCause.Kind.CALLER_HANGUP);
    }

    @Test
    void callerWhoLeavesWhileAsteriskDoesNotAnswerIsNotTransferred() {
        SimulatedCaller caller = asterisk.call("8000");
        AgentCall hands = talking(caller);
        asterisk.faults().ignoreRequests("/redirect", 1);
        var outcome = hands.transfer(REFER);
        awaitStep(CallStep.Kind.TRANSFER_BEGUN);
        time.advance(Duration.ofMillis(200));
        caller.hangUp();
        assertThat(time.await(outcome, PATIENCE).kind()).isEqualTo(Kind.CALL_ENDED);
        time.awaitUntil(() -> !ends.isEmpty(), PATIENCE);
        assertThat(ends).extracting(EndCause::kind).containsExactly(EndCause.Kind.CALLER_HANGUP);
        assertThat(steps).doesNotContain(CallStep.Kind.TRANSFER_FAILED);
    }

    @Test
    void callerWhoStaysThoughAsteriskRefusesTheReferIsTheAgentsAgain() {
        SimulatedCaller caller = asterisk.call("8000");
        AgentCall hands = talking(caller);
        asterisk.faults().refuseRequests("/redirect", 1);
        assertThat(time.await(hands.transfer(REFER), PATIENCE).kind()).isEqualTo(Kind.FAILED);
        TestAgent.say(hands, WORDS);
        time.advance(Duration.ofSeconds(5));
        assertThat(caller.heard().find(WORDS).isExact()).isTrue();
        caller.hangUp();
        caller.awaitEnded(PATIENCE);
    }

    @Test
    void transferIsCancelledWhileTheAgentIsStillHeard() {
        SimulatedCaller caller = asterisk.call("8000");
        AgentCall hands = talking(caller);
        TestAgent.say(hands, WORDS);
        var outcome = hands.transfer(new TransferRequest.Attended(to("6001", whom -> whom)));
        awaitStep(CallStep.Kind.TRANSFER_BEGUN);
        hands.cancelTransfer();
        assertThat(time.await(outcome, Duration.ofSeconds(1)).kind()).isEqualTo(Kind.FAILED);
        time.advance(Duration.ofSeconds(5));
        assertThat(caller.heard().find(WORDS).isExact()).isTrue();
        caller.hangUp();
        caller.awaitEnded(PATIENCE);
    }

    @Test
    void agentThatTakesItsLeaveInAConsultationEndsTheCall() {
        SimulatedCaller caller = asterisk.call("8000");
        AgentCall hands = consulting(caller);
        TestAgent.say(hands, WORDS);
        hands.hangupWhenHeard();
        caller.awaitEnded(PATIENCE);
        assertThat(asterisk.phone("6001")
                        .awaitCall(PATIENCE)
                        .heard()
                        .find(WORDS)
                        .isExact())
                .as("the target hears the agent's last words")
                .isTrue();
        time.awaitUntil(() -> !ends.isEmpty(), PATIENCE);
        assertThat(ends).extracting(EndCause::kind).containsExactly(EndCause.Kind.AGENT_HANGUP);
    }

    @Test
    void agentThatConnectsTheTwoMayLeaveAtOnce() {
        SimulatedCaller caller = asterisk.call("8000");
        AgentCall hands = consulting(caller);
        asterisk.faults().slowRequests(Duration.ofMillis(200));
        hands.completeTransfer();
        hands.hangupWhenHeard();
        awaitStep(CallStep.Kind.TRANSFERRED);
        caller.hangUp();
        caller.awaitEnded(PATIENCE);
    }

    @Test
    void longestDurationEndsAConsultationToo() {
        limits = CallLimits.NONE.longest(Duration.ofSeconds(20), Duration.ZERO);
        SimulatedCaller caller = asterisk.call("8000");
        AgentCall unused = consulting(caller);
        caller.awaitEnded(PATIENCE);
        time.awaitUntil(() -> !ends.isEmpty(), PATIENCE);
        assertThat(ends).extracting(EndCause::kind).containsExactly(EndCause.Kind.DURATION_LIMIT);
    }

    @Test
    void wordsWaitForWhoIsPutOnHoldAgainAtOnce() {
        SimulatedCaller caller = asterisk.call("8000");
        AgentCall hands = talking(caller);
        time.await(hands.hold(), PATIENCE);
        TestAgent.say(hands, WORDS);
        var unusedStage = hands.unhold();
        time.await(hands.hold(), PATIENCE);
        time.advance(Duration.ofSeconds(10));
        time.await(hands.unhold(), PATIENCE);
        time.advance(Duration.ofSeconds(5));
        assertThat(caller.heard().find(WORDS).isExact()).isTrue();
        caller.hangUp();
        caller.awaitEnded(PATIENCE);
    }

    @Test
    void agentIsClosedThoughItsDetectorCannotBeMade() {
        asterisk.phone("6001").answersAfter(Duration.ofMillis(500));
        OutboundCall placed =
                voxari.dial(OutboundRequest.of(to("6001", whom -> whom.from("100", "")), Workflow.of("test"))
                        .detectingAnswer(
                                () -> {
                                    throw new NoClassDefFoundError("model");
                                },
                                Duration.ofSeconds(3)));
        SimulatedCaller callee = asterisk.phone("6001").awaitCall(PATIENCE);
        AgentCall unused = talking(callee);
        callee.hangUp();
        assertThat(time.await(placed.ended(), PATIENCE).kind()).isEqualTo(EndCause.Kind.CALLER_HANGUP);
        assertThat(agent.ends).hasSize(1);
    }

    @Test
    void wordsForTheTargetAreNotForTheCaller() {
        SimulatedCaller caller = asterisk.call("8000");
        AgentCall hands = consulting(caller);
        SimulatedCaller target = asterisk.phone("6001").awaitCall(PATIENCE);
        TestAgent.say(hands, WORDS);
        asterisk.faults().slowRequests(Duration.ofMillis(200));
        hands.completeTransfer();
        target.hangUp();
        awaitStep(CallStep.Kind.TRANSFER_FAILED);
        time.advance(Duration.ofSeconds(8));
        assertThat(caller.heard().find(WORDS).correlation()).isLessThan(0.3);
        caller.hangUp();
        caller.awaitEnded(PATIENCE);
    }
}
