package io.voxari.agent.runtime.functional;

import static org.assertj.core.api.Assertions.assertThat;

import io.voxari.agent.AgentCall;
import io.voxari.agent.AnswerPolicy;
import io.voxari.agent.CallCommandException;
import io.voxari.agent.CallEvent;
import io.voxari.agent.CallLimits;
import io.voxari.agent.EndCause;
import io.voxari.agent.Resolution;
import io.voxari.agent.Workflow;
import io.voxari.agent.runtime.CallStep;
import io.voxari.testkit.asterisk.CallOutcome;
import io.voxari.testkit.asterisk.CallPlan;
import io.voxari.testkit.asterisk.SipCall;
import io.voxari.testkit.asterisk.SpeechFixture;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Answer policies, limits, and what an agent may ask of its call, on a real Asterisk. */
@Tag("asterisk")
@Tag("real") // Early media, music on hold and further SIP answers.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CommandTest {
    private static final byte[] GREETING = SpeechFixture.agent();

    private final TestAgent agent = TestAgent.listening(GREETING);
    private Switchboard board;
    private AnswerPolicy policy = new AnswerPolicy.WhenReady();
    private CallLimits limits = CallLimits.NONE;

    @BeforeAll
    void open() {
        board = Switchboard.with(builder -> builder.resolver(offer -> CompletableFuture.completedFuture(
                        new Resolution.Accept(new Workflow("test", Map.of()), policy, limits)))
                .agent(agent));
    }

    @AfterAll
    void close() {
        board.close();
    }

    @BeforeEach
    void forget() {
        policy = new AnswerPolicy.WhenReady();
        limits = CallLimits.NONE;
        agent.forget();
        board.timeline.clear();
    }

    @AfterEach
    void nothingIsLeft() {
        board.awaitQuiet();
    }

    private static <T> T get(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
    }

    private AgentCall agentsCall() {
        Awaitility.await().until(() -> !agent.calls.isEmpty());
        return agent.calls.get(0);
    }

    private void awaitEvent(Class<? extends CallEvent> kind) {
        Awaitility.await()
                .atMost(Switchboard.PATIENCE)
                .until(() -> agent.events.stream().anyMatch(kind::isInstance));
    }

    /** What Asterisk has played may still be on its way to the telephone. */
    private static void awaitHeard(SipCall call, byte[] words) {
        Awaitility.await()
                .atMost(Switchboard.PATIENCE)
                .untilAsserted(() -> HeardFrames.assertHeard(call.heard(), words));
    }

    @Test
    void callRingsForAsLongAsThePolicySays() {
        policy = new AnswerPolicy.AfterRinging(Duration.ofMillis(1_500));
        CallOutcome outcome = board.outcomeOf(CallPlan.to("8000").hangingUpAfter(Duration.ofMillis(100)));
        assertThat(outcome.provisional()).contains(180);
        assertThat(outcome.answeredNanos().orElseThrow() - outcome.invitedNanos())
                .isGreaterThan(TimeUnit.MILLISECONDS.toNanos(1_400));
    }

    @Test
    void callIsAnsweredAtOnceWhereThePolicySaysSo() {
        policy = new AnswerPolicy.AtOnce();
        CallOutcome outcome = board.outcomeOf(CallPlan.to("8000").hangingUpAfter(Duration.ofMillis(300)));
        assertThat(outcome.isAnswered()).isTrue();
        assertThat(outcome.provisional()).doesNotContain(180);
        assertThat(board.timeline.kinds().stream().filter(CallStep.Kind.ANSWERED::equals))
                .hasSize(1);
        assertThat(agent.events).contains(new CallEvent.Answered());
    }

    @Test
    void agentIsHeardBeforeItAnswers() {
        policy = new AnswerPolicy.EarlyMedia();
        SipCall call = board.call(CallPlan.to("8000"));
        awaitEvent(CallEvent.EarlyMediaUp.class);
        awaitEvent(CallEvent.PlaybackEnded.class);
        awaitHeard(call, GREETING);
        assertThat(agent.events).doesNotContain(new CallEvent.Answered());
        agentsCall().answer();
        call.awaitAnswer(Switchboard.PATIENCE);
        awaitEvent(CallEvent.Answered.class);
        call.hangUp();
        CallOutcome outcome = call.awaitEnd(Switchboard.PATIENCE);
        assertThat(outcome.provisional()).contains(183);
        assertThat(outcome.isAnswered()).isTrue();
    }

    @Test
    void agentThatHangsUpInEarlyMediaRefuses() {
        policy = new AnswerPolicy.EarlyMedia();
        SipCall call = board.call(CallPlan.to("8000"));
        awaitEvent(CallEvent.EarlyMediaUp.class);
        agentsCall().hangupWhenHeard();
        CallOutcome outcome = call.awaitEnd(Switchboard.PATIENCE);
        assertThat(outcome.isAnswered()).isFalse();
        assertThat(outcome.finalStatus()).isEqualTo(403);
        awaitHeard(call, GREETING);
    }

    @Test
    void longCallIsWarnedAndEndsWhenTheAgentIsHeard() {
        limits = CallLimits.NONE.longest(Duration.ofMillis(800), Duration.ofMillis(400));
        SipCall call = board.call(CallPlan.to("8000"));
        CallOutcome outcome = call.awaitEnd(Switchboard.PATIENCE);
        assertThat(outcome.endedBy()).isEqualTo(CallOutcome.EndedBy.CALLEE);
        assertThat(agent.events)
                .containsSubsequence(
                        new CallEvent.Answered(),
                        new CallEvent.DurationWarning(Duration.ofMillis(400)),
                        new CallEvent.DurationReached());
        awaitHeard(call, GREETING);
        assertThat(board.timeline.awaitEnds(1))
                .extracting(EndCause::kind)
                .containsExactly(EndCause.Kind.DURATION_LIMIT);
    }

    @Test
    void silenceOfTheCallerIsToldFromTheHeardEndOfTheAgent() {
        limits = CallLimits.NONE.noInput(Duration.ofMillis(700));
        SipCall call = board.call(CallPlan.to("8000"));
        awaitEvent(CallEvent.NoInput.class);
        int greeted = indexOf(CallEvent.PlaybackEnded.class);
        assertThat(greeted).isNotNegative().isLessThan(indexOf(CallEvent.NoInput.class));
        assertThat(agent.events).contains(new CallEvent.NoInput(Duration.ofMillis(700), 1));
        Awaitility.await().until(() -> agent.events.contains(new CallEvent.NoInput(Duration.ofMillis(700), 2)));
        call.say(SpeechFixture.caller());
        awaitEvent(CallEvent.CallerSpeechStarted.class);
        awaitEvent(CallEvent.CallerSpeechEnded.class);
        call.hangUp();
        call.awaitEnd(Switchboard.PATIENCE);
    }

    private int indexOf(Class<? extends CallEvent> kind) {
        for (int i = 0; i < agent.events.size(); i++) {
            if (kind.isInstance(agent.events.get(i))) {
                return i;
            }
        }
        return -1;
    }

    @Test
    void agentPressesKeysAndUsesVariables() {
        SipCall call = board.call(CallPlan.to("8000"));
        call.awaitAnswer(Switchboard.PATIENCE);
        awaitEvent(CallEvent.Answered.class);
        AgentCall hands = agentsCall();
        get(hands.sendDtmf("12#"));
        assertThat(get(hands.variable("NOT_SET"))).isEqualTo(Optional.empty());
        get(hands.setVariable("COLOUR", "blue & green"));
        assertThat(get(hands.variable("COLOUR"))).contains("blue & green");
        assertThat(get(hands.variable("CHANNEL(channeltype)"))).contains("PJSIP");
        Awaitility.await()
                .atMost(Switchboard.PATIENCE)
                .until(() -> call.heard().digits().equals("12#"));
        call.hangUp();
        call.awaitEnd(Switchboard.PATIENCE);
        board.timeline.awaitEnds(1);
        assertThat(hands.variable("COLOUR").toCompletableFuture())
                .failsWithin(Duration.ofSeconds(5))
                .withThrowableThat()
                .withCauseInstanceOf(CallCommandException.class)
                .withMessageContaining("the call has ended");
    }

    @Test
    void callerOnHoldHearsMusicAndThenTheRestOfTheAgent() {
        SipCall call = board.call(CallPlan.to("8000"));
        call.awaitAnswer(Switchboard.PATIENCE);
        awaitEvent(CallEvent.Answered.class);
        AgentCall hands = agentsCall();
        get(hands.hold());
        get(hands.hold());
        Awaitility.await()
                .atMost(Switchboard.PATIENCE)
                .until(() -> board.timeline.kinds().contains(CallStep.Kind.HELD));
        int before = call.heard().samples();
        Awaitility.await().atMost(Switchboard.PATIENCE).until(() -> HeardFrames.isSoundAfter(before, call.heard()));
        assertThat(agent.events).noneMatch(CallEvent.PlaybackEnded.class::isInstance);
        get(hands.unhold());
        awaitEvent(CallEvent.PlaybackEnded.class);
        awaitHeard(call, Arrays.copyOfRange(GREETING, GREETING.length / 2, GREETING.length));
        call.hangUp();
        call.awaitEnd(Switchboard.PATIENCE);
    }

    @Test
    void callerMayHangUpOnHold() {
        SipCall call = board.call(CallPlan.to("8000"));
        call.awaitAnswer(Switchboard.PATIENCE);
        awaitEvent(CallEvent.Answered.class);
        get(agentsCall().hold());
        call.hangUp();
        call.awaitEnd(Switchboard.PATIENCE);
        assertThat(board.timeline.awaitEnds(1)).extracting(EndCause::kind).containsExactly(EndCause.Kind.CALLER_HANGUP);
    }
}
