package io.voxari.agent.runtime.functional;

import static org.assertj.core.api.Assertions.assertThat;

import io.voxari.agent.AgentCall;
import io.voxari.agent.CallEvent;
import io.voxari.agent.Destination;
import io.voxari.agent.DialOutcome;
import io.voxari.agent.EndCause;
import io.voxari.agent.OutboundRequest;
import io.voxari.agent.Resolution;
import io.voxari.agent.TransferOutcome;
import io.voxari.agent.TransferOutcome.Kind;
import io.voxari.agent.TransferRequest;
import io.voxari.agent.Workflow;
import io.voxari.agent.runtime.CallStep;
import io.voxari.testkit.asterisk.CallOutcome;
import io.voxari.testkit.asterisk.CallPlan;
import io.voxari.testkit.asterisk.CalleePlan;
import io.voxari.testkit.asterisk.HeardAudio;
import io.voxari.testkit.asterisk.SipCall;
import io.voxari.testkit.asterisk.SipCallee;
import io.voxari.testkit.asterisk.SpeechFixture;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Callers that are sent elsewhere, on a real Asterisk with a third telephone. */
@Tag("asterisk")
@Tag("real") // Whom it calls is a telephone with SIP of its own.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TransferTest {
    private static final byte[] GREETING = Arrays.copyOf(SpeechFixture.agent(), 4_000);
    private static final Duration SOON = Duration.ofMillis(400);

    private final TestAgent agent = TestAgent.listening(GREETING);
    private Switchboard board;

    @BeforeAll
    void open() {
        board = Switchboard.with(
                builder -> builder.resolver(offer -> Resolution.accept("test")).agent(agent));
    }

    @AfterAll
    void close() {
        board.close();
    }

    @BeforeEach
    void forget() {
        agent.forget();
        board.timeline.clear();
    }

    @AfterEach
    void nothingIsLeft() {
        board.awaitQuiet();
    }

    private AgentCall awaitAnswered() {
        Awaitility.await().atMost(Switchboard.PATIENCE).until(() -> agent.events.contains(new CallEvent.Answered()));
        return agent.calls.get(0);
    }

    private static TransferRequest to(SipCallee target, Duration ringTimeout) {
        return new TransferRequest.Blind(Destination.of(target.endpoint()).ringTimeout(ringTimeout));
    }

    private static TransferOutcome get(CompletionStage<TransferOutcome> stage) {
        return stage.toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
    }

    /** Somebody hears these words, sooner or later. */
    private static void awaitHeard(Supplier<HeardAudio> ear, byte[] words) {
        Awaitility.await().atMost(Switchboard.PATIENCE).untilAsserted(() -> HeardFrames.assertHeard(ear.get(), words));
    }

    private void awaitStep(CallStep.Kind kind) {
        Awaitility.await()
                .atMost(Switchboard.PATIENCE)
                .until(() -> board.timeline.kinds().contains(kind));
    }

    @Test
    void callerHearsTheRestOfTheAgentThenMusicThenTheTarget() {
        byte[] words = SpeechFixture.noise(7, Duration.ofSeconds(1));
        try (SipCallee target = SipCallee.start(CalleePlan.answeringAfter(Duration.ofMillis(1_200)))) {
            SipCall call = board.call(CallPlan.to("8000").from("1007", "James"));
            TransferOutcome outcome = get(awaitAnswered().transfer(to(target, Duration.ofSeconds(10))));
            assertThat(outcome.kind()).isEqualTo(Kind.DONE);
            assertThat(outcome.dialled().map(DialOutcome::kind)).contains(DialOutcome.Kind.ANSWERED);
            call.say(words);
            awaitHeard(call::heard, words);
            HeardFrames.assertHeard(call.heard(), GREETING);
            assertThat(target.trace()).containsPattern("From: \"James\" <sip:1007@");
            assertThat(agent.ends).extracting(EndCause::kind).containsExactly(EndCause.Kind.TRANSFERRED);
            assertThat(board.voxari.stats().mediaChannels()).isZero();
            call.hangUp();
            call.awaitEnd(Switchboard.PATIENCE);
            target.awaitEnd(Switchboard.PATIENCE);
            assertThat(target.trace()).contains("BYE sip:");
        }
        assertThat(board.timeline.awaitEnds(1)).extracting(EndCause::kind).containsExactly(EndCause.Kind.TRANSFERRED);
    }

    @Test
    void callerIsHungUpWhenTheTargetHangsUp() {
        try (SipCallee target =
                SipCallee.start(CalleePlan.answeringAfter(SOON).hangingUpAfter(Duration.ofMillis(700)))) {
            SipCall call = board.call(CallPlan.to("8000"));
            assertThat(get(awaitAnswered().transfer(to(target, Duration.ofSeconds(10))))
                            .kind())
                    .isEqualTo(Kind.DONE);
            assertThat(call.awaitEnd(Switchboard.PATIENCE).endedBy()).isEqualTo(CallOutcome.EndedBy.CALLEE);
            target.awaitEnd(Switchboard.PATIENCE);
        }
    }

    @Test
    void busyTargetLeavesTheCallerWithTheAgent() {
        byte[] sorry = SpeechFixture.noise(8, Duration.ofMillis(500));
        try (SipCallee target = SipCallee.start(CalleePlan.refusing(486))) {
            SipCall call = board.call(CallPlan.to("8000"));
            AgentCall hands = awaitAnswered();
            TransferOutcome outcome = get(hands.transfer(to(target, Duration.ofSeconds(10))));
            assertThat(outcome.kind()).isEqualTo(Kind.FAILED);
            assertThat(outcome.dialled().map(DialOutcome::kind)).contains(DialOutcome.Kind.BUSY);
            hearsAgentAgain(call, hands, sorry);
        }
    }

    @Test
    void targetThatDoesNotAnswerLeavesTheCallerWithTheAgent() {
        byte[] sorry = SpeechFixture.noise(9, Duration.ofMillis(500));
        try (SipCallee target = SipCallee.start(CalleePlan.ringing())) {
            SipCall call = board.call(CallPlan.to("8000"));
            AgentCall hands = awaitAnswered();
            TransferOutcome outcome = get(hands.transfer(to(target, Duration.ofSeconds(2))));
            assertThat(outcome.dialled().map(DialOutcome::kind)).contains(DialOutcome.Kind.NO_ANSWER);
            target.awaitEnd(Switchboard.PATIENCE);
            hearsAgentAgain(call, hands, sorry);
        }
    }

    private void hearsAgentAgain(SipCall call, AgentCall hands, byte[] sorry) {
        TestAgent.say(hands, sorry);
        awaitHeard(call::heard, sorry);
        call.hangUp();
        call.awaitEnd(Switchboard.PATIENCE);
        assertThat(board.timeline.awaitEnds(1)).extracting(EndCause::kind).containsExactly(EndCause.Kind.CALLER_HANGUP);
    }

    @Test
    void callerWhoHangsUpWhileTheTargetRingsCancelsIt() {
        try (SipCallee target = SipCallee.start(CalleePlan.ringing())) {
            SipCall call = board.call(CallPlan.to("8000"));
            CompletionStage<TransferOutcome> outcome = awaitAnswered().transfer(to(target, Duration.ofSeconds(30)));
            awaitStep(CallStep.Kind.ALERTED);
            awaitHeard(call::heard, GREETING);
            int music = call.heard().samples();
            Awaitility.await().atMost(Switchboard.PATIENCE).until(() -> HeardFrames.isSoundAfter(music, call.heard()));
            call.hangUp();
            assertThat(get(outcome).kind()).isEqualTo(Kind.CALL_ENDED);
            target.awaitEnd(Switchboard.PATIENCE);
            assertThat(target.trace()).contains("CANCEL sip:");
        }
    }

    @Test
    void secondTransferIsNotPossibleWhileOneIsTried() {
        try (SipCallee target = SipCallee.start(CalleePlan.ringing())) {
            SipCall call = board.call(CallPlan.to("8000"));
            AgentCall hands = awaitAnswered();
            CompletionStage<TransferOutcome> first = hands.transfer(to(target, Duration.ofSeconds(30)));
            assertThat(get(hands.transfer(to(target, Duration.ofSeconds(30)))).kind())
                    .isEqualTo(Kind.NOT_POSSIBLE);
            awaitStep(CallStep.Kind.ALERTED);
            hands.hangup();
            call.awaitEnd(Switchboard.PATIENCE);
            assertThat(get(first).kind()).isEqualTo(Kind.CALL_ENDED);
            target.awaitEnd(Switchboard.PATIENCE);
        }
    }

    @Test
    void dialplanTakesTheCallerOver() {
        SipCall call = board.call(CallPlan.to("8000"));
        byte[] words = SpeechFixture.noise(10, Duration.ofSeconds(1));
        TransferOutcome outcome = get(awaitAnswered().transfer(new TransferRequest.Dialplan("inside", "echo", 1)));
        assertThat(outcome).isEqualTo(new TransferOutcome(Kind.DONE, Optional.empty(), ""));
        assertThat(board.timeline.awaitEnds(1)).extracting(EndCause::kind).containsExactly(EndCause.Kind.TRANSFERRED);
        call.say(words);
        awaitHeard(call::heard, words);
        call.hangUp();
        call.awaitEnd(Switchboard.PATIENCE);
    }

    @Test
    void whoIsCalledFollowsARefer() {
        try (SipCallee callee =
                SipCallee.start(CalleePlan.answeringAfter(Duration.ZERO).followingRefer())) {
            CompletableFuture<EndCause> ended = board.voxari
                    .dial(OutboundRequest.of(Destination.of(callee.endpoint()), Workflow.of("test")))
                    .ended()
                    .toCompletableFuture();
            TransferOutcome outcome = get(awaitAnswered().transfer(new TransferRequest.Refer("sip:6002@127.0.0.1")));
            assertThat(outcome.kind()).as(outcome.detail()).isEqualTo(Kind.DONE);
            callee.awaitEnd(Switchboard.PATIENCE);
            assertThat(callee.trace()).contains("REFER sip:", "Refer-To: sip:6002@127.0.0.1");
            assertThat(ended.orTimeout(10, TimeUnit.SECONDS).join().kind()).isEqualTo(EndCause.Kind.TRANSFERRED);
        }
    }

    @Test
    void agentTalksToTheTargetAndThenConnectsTheTwo() {
        byte[] announcement = SpeechFixture.noise(11, Duration.ofMillis(600));
        byte[] words = SpeechFixture.noise(12, Duration.ofSeconds(1));
        try (SipCallee target = SipCallee.start(CalleePlan.answeringAfter(SOON))) {
            SipCall call = board.call(CallPlan.to("8000"));
            AgentCall hands = awaitAnswered();
            CompletionStage<TransferOutcome> outcome =
                    hands.transfer(new TransferRequest.Attended(Destination.of(target.endpoint())));
            Awaitility.await()
                    .atMost(Switchboard.PATIENCE)
                    .until(() -> agent.events.contains(new CallEvent.ConsultationStarted()));
            TestAgent.say(hands, announcement);
            awaitHeard(target::heard, announcement);
            assertThat(HeardFrames.inOrder(call.heard(), announcement)).isZero();
            hands.completeTransfer();
            assertThat(get(outcome).kind()).isEqualTo(Kind.DONE);
            call.say(words);
            awaitHeard(call::heard, words);
            call.hangUp();
            call.awaitEnd(Switchboard.PATIENCE);
            target.awaitEnd(Switchboard.PATIENCE);
        }
    }

    @Test
    void agentTakesTheCallerBackFromAConsultation() {
        byte[] sorry = SpeechFixture.noise(13, Duration.ofMillis(500));
        try (SipCallee target = SipCallee.start(CalleePlan.answeringAfter(SOON))) {
            SipCall call = board.call(CallPlan.to("8000"));
            AgentCall hands = awaitAnswered();
            CompletionStage<TransferOutcome> outcome =
                    hands.transfer(new TransferRequest.Attended(Destination.of(target.endpoint())));
            awaitStep(CallStep.Kind.CONSULTATION);
            hands.cancelTransfer();
            assertThat(get(outcome).kind()).isEqualTo(Kind.FAILED);
            target.awaitEnd(Switchboard.PATIENCE);
            hearsAgentAgain(call, hands, sorry);
        }
    }

    @Test
    void nothingIsLeftWhenCallersHangUpAtAnyMomentOfATransfer() {
        Random random = new Random(4);
        List<CompletionStage<TransferOutcome>> outcomes = new ArrayList<>();
        List<SipCall> calls = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            String target = i % 3 == 0 ? "Local/noanswer@inside" : "Local/echo@inside";
            TransferRequest request = i % 2 == 0
                    ? new TransferRequest.Blind(Destination.of(target))
                    : new TransferRequest.Attended(Destination.of(target));
            SipCall call = board.call(CallPlan.to("8000"));
            calls.add(call);
            AgentCall hands = awaitAnswered();
            agent.forget();
            outcomes.add(hands.transfer(request));
            // The agent's words last half a second, and the transfer takes a moment after them.
            CompletableFuture.delayedExecutor(random.nextInt(700), TimeUnit.MILLISECONDS)
                    .execute(call::hangUp);
        }
        calls.forEach(call -> call.awaitEnd(Switchboard.PATIENCE));
        assertThat(outcomes)
                .allSatisfy(outcome -> assertThat(get(outcome).kind()).isIn(Kind.DONE, Kind.CALL_ENDED));
    }
}
