package io.voxari.agent.runtime.functional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.voxari.agent.AnswerDetector;
import io.voxari.agent.AnswerDetector.Verdict;
import io.voxari.agent.CallEvent;
import io.voxari.agent.Destination;
import io.voxari.agent.DialOutcome;
import io.voxari.agent.DialOutcome.Kind;
import io.voxari.agent.Direction;
import io.voxari.agent.EndCause;
import io.voxari.agent.OutboundRequest;
import io.voxari.agent.QuotaDecision;
import io.voxari.agent.RefusalCause;
import io.voxari.agent.Resolution;
import io.voxari.agent.Workflow;
import io.voxari.agent.runtime.CallStep;
import io.voxari.agent.runtime.OutboundCall;
import io.voxari.testkit.asterisk.CalleePlan;
import io.voxari.testkit.asterisk.SipCallee;
import io.voxari.testkit.asterisk.SpeechFixture;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Calls that the application places, over a real Asterisk to telephones that do what they like. */
@Tag("asterisk")
@Tag("real") // Whom it calls is a telephone with SIP of its own.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DialTest {
    private static final Duration SOON = Duration.ofMillis(300);

    private final TestAgent agent = TestAgent.listening(SpeechFixture.agent());
    private Switchboard board;
    private boolean isQuotaOver;

    @BeforeAll
    void open() {
        board = Switchboard.with(
                builder -> builder.resolver(offer -> Resolution.refuse(RefusalCause.REJECTED, "only outbound here"))
                        .agent("sales", agent)
                        .quota((offer, workflow) -> isQuotaOver
                                ? QuotaDecision.deny(RefusalCause.CONGESTION, "enough for today")
                                : QuotaDecision.grant(() -> {})),
                access -> access.fromExtensions("PJSIP/6001", "6002"));
    }

    @AfterAll
    void close() {
        board.close();
    }

    @BeforeEach
    void forget() {
        isQuotaOver = false;
        agent.forget();
        board.timeline.clear();
    }

    @AfterEach
    void nothingIsLeft() {
        board.awaitQuiet();
    }

    private OutboundCall dial(String endpoint, UnaryOperator<Destination> setting) {
        return board.voxari.dial(OutboundRequest.of(setting.apply(Destination.of(endpoint)), Workflow.of("sales")));
    }

    private static DialOutcome outcome(OutboundCall call) {
        return call.outcome()
                .toCompletableFuture()
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
    }

    private static EndCause end(OutboundCall call) {
        return call.ended()
                .toCompletableFuture()
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
    }

    @Test
    void agentIsReadyBeforeWhoIsCalledAnswersAndIsHeardFromTheFirstWord() {
        try (SipCallee callee =
                SipCallee.start(CalleePlan.answeringAfter(SOON).hangingUpAfter(Duration.ofSeconds(4)))) {
            OutboundCall call = dial(
                    callee.endpoint(),
                    to -> to.header("X-Campaign", "spring, 7").variable("FOO", "bar"));
            assertThat(outcome(call).kind()).isEqualTo(Kind.ANSWERED);
            assertThat(agent.calls.get(0).context().direction()).isEqualTo(Direction.OUTBOUND);
            assertThat(agent.calls.get(0).context().calledNumber()).isEqualTo("8001");
            assertThat(agent.calls.get(0).context().callerNumber()).isEqualTo("6001");
            assertThat(agent.calls.get(0).variable("FOO").toCompletableFuture().join())
                    .contains("bar");
            callee.awaitEnd(Switchboard.PATIENCE);
            assertThat(end(call).kind()).isEqualTo(EndCause.Kind.CALLER_HANGUP);
            assertThat(callee.trace()).contains("X-Campaign: spring, 7").containsPattern("From: [^\r\n]*<sip:6001@");
            HeardFrames.assertHeard(callee.heard(), SpeechFixture.agent());
        }
        assertThat(board.timeline.kinds())
                .containsSubsequence(
                        CallStep.Kind.OFFERED,
                        CallStep.Kind.GRANTED,
                        CallStep.Kind.DIALLED,
                        CallStep.Kind.ALERTED,
                        CallStep.Kind.ANSWERED,
                        CallStep.Kind.BRIDGED,
                        CallStep.Kind.ENDED);
        assertThat(board.timeline.kinds().subList(0, board.timeline.kinds().indexOf(CallStep.Kind.DIALLED)))
                .contains(CallStep.Kind.AGENT_READY, CallStep.Kind.MEDIA_UP);
        assertThat(agent.events.get(0)).isEqualTo(new CallEvent.Answered());
    }

    @Test
    void busyLineIsBusy() {
        assertThat(outcomeOfRefusal(486)).satisfies(told -> {
            assertThat(told.kind()).isEqualTo(Kind.BUSY);
            assertThat(told.q850()).isEqualTo(17);
            assertThat(told.sipStatus()).isEqualTo(486);
        });
    }

    @Test
    void refusalIsARejection() {
        assertThat(outcomeOfRefusal(603)).satisfies(told -> {
            assertThat(told.kind()).isEqualTo(Kind.REJECTED);
            assertThat(told.q850()).isEqualTo(21);
            assertThat(told.sipStatus()).isEqualTo(603);
        });
    }

    @Test
    void numberThatIsNotThereIsUnreachable() {
        assertThat(outcomeOfRefusal(404)).satisfies(told -> {
            assertThat(told.kind()).isEqualTo(Kind.UNREACHABLE);
            assertThat(told.q850()).isEqualTo(1);
        });
    }

    private DialOutcome outcomeOfRefusal(int status) {
        try (SipCallee callee = SipCallee.start(CalleePlan.refusing(status))) {
            OutboundCall call = dial(callee.endpoint(), to -> to);
            DialOutcome told = outcome(call);
            callee.awaitEnd(Switchboard.PATIENCE);
            assertThat(end(call).kind()).isEqualTo(EndCause.Kind.NOT_ANSWERED);
            assertThat(end(call).q850()).isEqualTo(told.q850());
            assertThat(agent.ends).hasSize(1);
            return told;
        }
    }

    @Test
    void telephoneThatRingsOutIsNoAnswer() {
        try (SipCallee callee = SipCallee.start(CalleePlan.ringing())) {
            OutboundCall call = dial(callee.endpoint(), to -> to.ringTimeout(Duration.ofSeconds(1)));
            assertThat(outcome(call).kind()).isEqualTo(Kind.NO_ANSWER);
            callee.awaitEnd(Switchboard.PATIENCE);
            assertThat(callee.trace()).contains("CANCEL sip:");
            end(call);
        }
    }

    @Test
    void silenceIsUnreachable() {
        OutboundCall call = dial(SipCallee.nobody(), to -> to.ringTimeout(Duration.ofSeconds(1)));
        assertThat(outcome(call)).satisfies(told -> {
            assertThat(told.kind()).isEqualTo(Kind.UNREACHABLE);
            assertThat(told.detail()).contains("no sign of life within 1000 ms");
        });
        end(call);
    }

    /** Behind the trunk of the tests nobody is; an endpoint that is none would be another outcome. */
    @Test
    void numberIsDialledThroughATrunk() {
        OutboundCall call = dial("PJSIP/8001@uas", to -> to.ringTimeout(Duration.ofSeconds(1)));
        assertThat(outcome(call)).satisfies(told -> {
            assertThat(told.kind()).isEqualTo(Kind.UNREACHABLE);
            assertThat(told.detail()).contains("no sign of life within 1000 ms");
        });
        end(call);
    }

    @Test
    void endpointThatIsNotConfiguredIsUnreachable() {
        OutboundCall call = dial("nobody-knows", to -> to);
        assertThat(outcome(call)).satisfies(told -> {
            assertThat(told.kind()).isEqualTo(Kind.UNREACHABLE);
            assertThat(told.detail()).contains("PJSIP/nobody-knows", "pjsip.conf");
        });
        end(call);
    }

    @Test
    void callThatIsGivenUpIsCancelled() {
        try (SipCallee callee = SipCallee.start(CalleePlan.ringing())) {
            OutboundCall call = dial(callee.endpoint(), to -> to);
            Awaitility.await().until(() -> board.timeline.kinds().contains(CallStep.Kind.ALERTED));
            call.cancel();
            assertThat(outcome(call).kind()).isEqualTo(Kind.CANCELLED);
            assertThat(end(call).kind()).isEqualTo(EndCause.Kind.CANCELLED);
            callee.awaitEnd(Switchboard.PATIENCE);
            call.cancel();
        }
    }

    @Test
    void callOverTheQuotaIsNotPlaced() {
        isQuotaOver = true;
        OutboundCall call = dial(SipCallee.nobody(), to -> to);
        assertThat(outcome(call)).satisfies(told -> {
            assertThat(told.kind()).isEqualTo(Kind.FAILED);
            assertThat(told.detail()).contains("enough for today");
        });
        assertThat(end(call).kind()).isEqualTo(EndCause.Kind.REFUSED);
    }

    @Test
    void localChannelAnswersToo() {
        OutboundCall call = dial("Local/echo@inside", to -> to);
        assertThat(outcome(call).kind()).isEqualTo(Kind.ANSWERED);
        call.cancel();
        assertThat(end(call).kind()).isEqualTo(EndCause.Kind.CANCELLED);
    }

    @Test
    void asteriskThatIsNotConfiguredIsNamed() {
        assertThatThrownBy(() -> board.voxari.dial(OutboundRequest.of(Destination.of("6001"), Workflow.of("sales"))
                        .via("berlin")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("berlin");
    }

    @Test
    void detectorHearsWhoAnsweredAndTheAgentIsToldItsVerdict() {
        AnswerDetector detector = audio -> audio.position() > 800 ? Optional.of(Verdict.MACHINE) : Optional.empty();
        OutboundCall call =
                board.voxari.dial(OutboundRequest.of(Destination.of("Local/echo@inside"), Workflow.of("sales"))
                        .detectingAnswer(() -> detector, Duration.ofSeconds(10)));
        Awaitility.await().atMost(Switchboard.PATIENCE).until(() -> verdicts().equals(List.of(Verdict.MACHINE)));
        call.cancel();
        end(call);
    }

    @Test
    void silenceIsNoVerdict() {
        OutboundCall call =
                board.voxari.dial(OutboundRequest.of(Destination.of("Local/silent@inside"), Workflow.of("sales"))
                        .detectingAnswer(() -> audio -> Optional.empty(), Duration.ofMillis(500)));
        Awaitility.await().atMost(Switchboard.PATIENCE).until(() -> verdicts().equals(List.of(Verdict.UNSURE)));
        call.cancel();
        end(call);
    }

    private List<Verdict> verdicts() {
        return agent.events.stream()
                .filter(CallEvent.AnsweredBy.class::isInstance)
                .map(event -> ((CallEvent.AnsweredBy) event).verdict())
                .toList();
    }

    @Test
    void nothingIsLeftWhenCallsAreGivenUpAtAnyMoment() {
        Random random = new Random(3);
        List<OutboundCall> calls = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            OutboundCall call = dial(i % 2 == 0 ? "Local/echo@inside" : "Local/noanswer@inside", to -> to);
            calls.add(call);
            CompletableFuture.delayedExecutor(random.nextInt(300), TimeUnit.MILLISECONDS)
                    .execute(call::cancel);
        }
        assertThat(calls).allSatisfy(call -> {
            assertThat(outcome(call).kind()).isIn(Kind.ANSWERED, Kind.CANCELLED);
            assertThat(end(call).kind()).isEqualTo(EndCause.Kind.CANCELLED);
        });
    }
}
