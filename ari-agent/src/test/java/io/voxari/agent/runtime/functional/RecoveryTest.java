package io.voxari.agent.runtime.functional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.voxari.agent.AgentPipeline;
import io.voxari.agent.CallEvent;
import io.voxari.agent.EndCause;
import io.voxari.agent.Resolution;
import io.voxari.agent.WorkflowResolver;
import io.voxari.agent.runtime.AsteriskState;
import io.voxari.agent.runtime.Voxari;
import io.voxari.ari.AriClient;
import io.voxari.ari.model.BridgeAttribute;
import io.voxari.testkit.asterisk.CallPlan;
import io.voxari.testkit.asterisk.SipCall;
import io.voxari.testkit.asterisk.SpeechFixture;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What outlasts what: calls, connections, processes, applications; on a real Asterisk. */
@Tag("asterisk")
class RecoveryTest {
    private static final String SECRET = "0123456789abcdef0123456789abcdef";
    private final TestAgent agent = new TestAgent(SpeechFixture.agent());

    @Test
    @Tag("real") // The simulated one is not a process that can be killed.
    void callsEndWhenAsteriskIsKilledAndNewOnesWorkWhenItIsBack() {
        try (Switchboard board = Switchboard.with(this::echo)) {
            SipCall first = board.call(CallPlan.to("8000").limit(Duration.ofSeconds(15)));
            SipCall second = board.call(CallPlan.to("8000").limit(Duration.ofSeconds(15)));
            first.awaitAnswer(Switchboard.PATIENCE);
            second.awaitAnswer(Switchboard.PATIENCE);
            board.real().kill();
            assertThat(board.timeline.awaitEnds(2)).extracting(EndCause::kind).containsOnly(EndCause.Kind.MEDIA_FAILED);
            Awaitility.await()
                    .atMost(Switchboard.PATIENCE)
                    .untilAsserted(() -> assertThat(board.voxari.stats()).isEqualTo(Switchboard.QUIET));
            board.real().restart();
            Awaitility.await()
                    .atMost(Switchboard.PATIENCE)
                    .until(() -> board.timeline.lastState() == AsteriskState.CONNECTED
                            && board.timeline.states.contains(AsteriskState.CONNECTING));
            assertThat(board.outcomeOf(CallPlan.to("8000").hangingUpAfter(Duration.ofMillis(500)))
                            .isAnswered())
                    .isTrue();
            board.awaitQuiet();
        }
    }

    @Test
    void callGoesOnWithoutEventsAndItsEndInTheGapIsFound() {
        try (TcpCut cut = new TcpCut();
                Switchboard board = Switchboard.behind(cut, this::echo)) {
            SipCall stays = talking(board, 1);
            assertThat(agent.calls.get(0).hold().toCompletableFuture()).succeedsWithin(Switchboard.PATIENCE);
            SipCall goes = talking(board, 2);
            SipCall moves = talking(board, 3);
            cut.cut();
            goes.hangUp();
            goes.awaitEnd(Switchboard.PATIENCE);
            sendElsewhere(board, agent.calls.get(2).context().callId());
            // Asterisk sees sooner or later that nobody is there; from then on the dialplan goes on.
            CallPlan impatient = CallPlan.to("8001").givingUpAfter(Duration.ofSeconds(2));
            Awaitility.await()
                    .atMost(Switchboard.PATIENCE)
                    .until(() -> board.outcomeOf(impatient).finalStatus() == 503);
            assertThat(board.timeline.ends).isEmpty();
            cut.heal();
            assertThat(board.timeline.awaitEnds(2))
                    .extracting(EndCause::kind)
                    .containsOnly(EndCause.Kind.CALLER_HANGUP);
            assertThat(moves.isEnded()).as("whom somebody else has now").isFalse();
            assertThat(agent.calls.get(0).unhold().toCompletableFuture()).succeedsWithin(Switchboard.PATIENCE);
            assertThat(stays.isEnded()).isFalse();
            assertThat(board.timeline.offers).hasSize(3);
            moves.hangUp();
            stays.hangUp();
            board.awaitQuiet();
        }
    }

    private SipCall talking(Switchboard board, int calls) {
        SipCall call = board.call(CallPlan.to("8000"));
        call.awaitAnswer(Switchboard.PATIENCE);
        Awaitility.await()
                .atMost(Switchboard.PATIENCE)
                .until(() -> Collections.frequency(agent.events, new CallEvent.Answered()) == calls);
        return call;
    }

    private static void sendElsewhere(Switchboard board, String callId) {
        try (AriClient operator = board.client("operator")) {
            operator.channels()
                    .continueInDialplan(callId)
                    .context("from-external")
                    .extension("echo")
                    .priority(1)
                    .send();
        }
    }

    @Test
    void runtimeThatStartsLeavesTheCallsOfOtherApplicationsAlone() {
        try (Switchboard board = Switchboard.with(this::echo)) {
            SipCall call = board.call(CallPlan.to("8000"));
            call.awaitAnswer(Switchboard.PATIENCE);
            Awaitility.await()
                    .until(() -> board.timeline.kinds().contains(io.voxari.agent.runtime.CallStep.Kind.BRIDGED));
            try (AriClient ari = board.client("left")) {
                ari.bridges()
                        .createWithId("voxari-other-bridge-" + SECRET)
                        .type(BridgeAttribute.MIXING)
                        .send();
            }
            try (Voxari other = board.other("other")) {
                other.start();
                Awaitility.await()
                        .atMost(Switchboard.PATIENCE)
                        .untilAsserted(() ->
                                assertThat(board.bridges()).hasSize(1).noneMatch(id -> id.startsWith("voxari-other-")));
                assertThat(board.timeline.ends).isEmpty();
                assertThat(call.isEnded()).isFalse();
                assertThat(board.voxari.stats().bridges()).isEqualTo(1);
            }
            call.hangUp();
            board.awaitQuiet();
        }
    }

    @Test
    void callersOfAKilledProcessAreHungUpByTheNextOneOfItsApplication() {
        try (Switchboard board = Switchboard.with(this::echo);
                AriClient neighbour = board.client(board.app() + "2")) {
            board.voxari.close();
            neighbour.connect();
            neighbour
                    .channels()
                    .create("PJSIP/uas/sip:8001@127.0.0.1:5071", board.app() + "2")
                    .channelId("of-another")
                    .send();
            SipCall left;
            try (AriClient killed = board.client(board.app())) {
                killed.connect();
                left = board.call(CallPlan.to("8000"));
                Awaitility.await().atMost(Switchboard.PATIENCE).until(() -> inStasis(killed) == 2);
            }
            try (Voxari next = board.other(board.app())) {
                next.start();
                assertThat(left.awaitEnd(Switchboard.PATIENCE).finalStatus()).isEqualTo(503);
                assertThat(inStasis(neighbour)).as("the call of another").isOne();
                assertThat(next.stats()).isEqualTo(Switchboard.QUIET);
            }
            neighbour.channels().hangup("of-another").send();
            board.awaitQuiet();
        }
    }

    private static long inStasis(AriClient client) {
        return client.channels().list().send().stream()
                .filter(channel -> channel.dialplan().appName().equals("Stasis"))
                .count();
    }

    @Test
    void applicationThatIsTakenOverIsToldLoudlyAndItsCallsAreStillTakenDown() {
        try (Switchboard board = Switchboard.with(this::echo)) {
            SipCall call = board.call(CallPlan.to("8000"));
            call.awaitAnswer(Switchboard.PATIENCE);
            try (AriClient thief = board.client(board.app())) {
                thief.connect();
                Awaitility.await()
                        .atMost(Switchboard.PATIENCE)
                        .until(() -> board.timeline.lastState() == AsteriskState.REPLACED);
                assertThat(Switchboard.log()).contains("another client took over application");
                assertThat(call.isEnded()).isFalse();
                call.hangUp();
                assertThat(board.timeline.awaitEnds(1))
                        .extracting(EndCause::kind)
                        .containsExactly(EndCause.Kind.CALLER_HANGUP);
                board.awaitQuiet();
                assertThat(thief.state().isOpen()).isTrue();
            }
        }
    }

    @Test
    void resolversThatBlockHoldNobodyElseUpAndNoThreadIsLeftAfterwards() {
        CountDownLatch never = new CountDownLatch(1);
        WorkflowResolver resolver = offer -> {
            if (offer.calledNumber().equals("8666")) {
                try {
                    never.await();
                } catch (InterruptedException closed) {
                    Thread.currentThread().interrupt();
                }
            }
            return Resolution.accept("echo");
        };
        try (Switchboard board = Switchboard.with(
                builder -> builder.resolver(resolver).agent(agent).resolveDeadline(Duration.ofSeconds(60)))) {
            for (int i = 0; i < 30; i++) {
                board.call(CallPlan.to("8666"));
            }
            Awaitility.await()
                    .atMost(Switchboard.PATIENCE)
                    .until(() -> board.voxari.stats().calls() == 30);
            SipCall quick = board.call(CallPlan.to("8000"));
            quick.awaitAnswer(Duration.ofSeconds(5));
            assertThatIllegalStateException().isThrownBy(board.voxari::start);
            assertThat(quick.isEnded()).isFalse();
            board.voxari.close();
            board.voxari.close();
            board.awaitQuiet();
            Awaitility.await()
                    .atMost(Switchboard.PATIENCE)
                    .untilAsserted(() -> assertThat(threads()).isEmpty());
        }
    }

    /** But for those of the test's own client. */
    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("voxari-host")
                        || name.startsWith("voxari-media")
                        || name.startsWith("voxari-timer")
                        || name.startsWith("voxari-late"))
                .toList();
    }

    @Test
    void shutdownAtEachStepLeavesNothing() {
        CompletableFuture<io.voxari.agent.AgentSession> never = new CompletableFuture<>();
        AgentPipeline waiting = call -> call.offer().calledNumber().equals("8001") ? never : agent.open(call);
        WorkflowResolver resolver =
                offer -> offer.calledNumber().equals("8002") ? new CompletableFuture<>() : Resolution.accept("echo");
        try (Switchboard board =
                Switchboard.with(builder -> builder.resolver(resolver).agent(waiting))) {
            List<SipCall> calls = List.of(
                    board.call(CallPlan.to("8000")), board.call(CallPlan.to("8001")), board.call(CallPlan.to("8002")));
            Awaitility.await()
                    .atMost(Switchboard.PATIENCE)
                    .until(() -> board.voxari.stats().calls() == 3);
            board.voxari.close();
            calls.forEach(call -> call.awaitEnd(Switchboard.PATIENCE));
            assertThat(board.timeline.awaitEnds(3)).extracting(EndCause::kind).containsOnly(EndCause.Kind.SHUTDOWN);
            board.awaitQuiet();
        }
    }

    private void echo(Voxari.Builder builder) {
        builder.resolver(offer -> Resolution.accept("echo")).agent(agent);
    }
}
