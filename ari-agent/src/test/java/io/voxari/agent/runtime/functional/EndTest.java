package io.voxari.agent.runtime.functional;

import static org.assertj.core.api.Assertions.assertThat;

import io.voxari.agent.AgentPipeline;
import io.voxari.agent.AgentSession;
import io.voxari.agent.CallEvent;
import io.voxari.agent.EndCause;
import io.voxari.agent.Resolution;
import io.voxari.agent.runtime.CallStep;
import io.voxari.testkit.asterisk.CallOutcome;
import io.voxari.testkit.asterisk.CallPlan;
import io.voxari.testkit.asterisk.SipCall;
import io.voxari.testkit.asterisk.SpeechFixture;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How calls end, and that nothing of them is left, on a real Asterisk. */
@Tag("asterisk")
class EndTest {

    @Test
    @Tag("real") // When callers give up is a matter of the machine's time, and of how busy it is.
    void nothingIsLeftWhenCallersHangUpAtAnyMoment() {
        Random random = new Random(1);
        // The agent takes its time to open, so that many callers give up before the answer.
        Executor later = CompletableFuture.delayedExecutor(150, TimeUnit.MILLISECONDS);
        AgentPipeline slow = call -> CompletableFuture.supplyAsync(() -> (AgentSession) audio -> {}, later);
        try (Switchboard board = Switchboard.with(
                builder -> builder.resolver(offer -> Resolution.accept("slow")).agent(slow))) {
            List<SipCall> calls = new ArrayList<>();
            int cancelled = 0;
            for (int i = 0; i < 100; i++) {
                calls.add(board.call(CallPlan.to("8000").givingUpAfter(Duration.ofMillis(1 + random.nextInt(400)))));
                if (calls.size() == 10) {
                    cancelled += awaitAll(calls);
                }
            }
            assertThat(cancelled)
                    .as("calls that were cancelled before the answer")
                    .isBetween(10, 90);
            board.awaitQuiet();
            assertThat(board.timeline.ends)
                    .allSatisfy(end -> assertThat(end.kind()).isEqualTo(EndCause.Kind.CALLER_HANGUP));
        }
    }

    private static int awaitAll(List<SipCall> calls) {
        int cancelled = 0;
        for (SipCall call : calls) {
            cancelled += call.awaitEnd(Switchboard.PATIENCE).isAnswered() ? 0 : 1;
        }
        calls.clear();
        return cancelled;
    }

    @Test
    void agentThatThrowsEndsTheCall() {
        AgentPipeline broken = call -> CompletableFuture.completedFuture(audio -> {
            throw new IllegalStateException("the model is gone");
        });
        try (Switchboard board = Switchboard.with(builder ->
                builder.resolver(offer -> Resolution.accept("broken")).agent(broken))) {
            CallOutcome outcome = board.outcomeOf(CallPlan.to("8000"));
            assertThat(outcome.isAnswered()).isTrue();
            assertThat(outcome.endedBy()).isEqualTo(CallOutcome.EndedBy.CALLEE);
            assertThat(board.timeline.awaitEnds(1)).singleElement().satisfies(end -> {
                assertThat(end.kind()).isEqualTo(EndCause.Kind.AGENT_FAILED);
                assertThat(end.detail()).contains("the model is gone");
            });
            board.awaitQuiet();
        }
    }

    @Test
    @Tag("real") // The simulated one has no command line to break it from.
    void lostMediaConnectionIsMadeAnewOnce() {
        byte[] again = SpeechFixture.noise(34, Duration.ofSeconds(1));
        TestAgent agent = new TestAgent(SpeechFixture.agent(), (call, event) -> {
            if (event instanceof CallEvent.MediaRestored) {
                TestAgent.say(call, again);
            }
        });
        try (Switchboard board = Switchboard.with(
                builder -> builder.resolver(offer -> Resolution.accept("echo")).agent(agent))) {
            SipCall call = board.call(CallPlan.to("8000").limit(Duration.ofSeconds(30)));
            call.awaitAnswer(Switchboard.PATIENCE);
            breakMedia(board);
            Awaitility.await()
                    .atMost(Switchboard.PATIENCE)
                    .until(() -> call.heard().find(again).isExact());
            assertThat(board.timeline.kinds())
                    .containsSubsequence(CallStep.Kind.MEDIA_LOST, CallStep.Kind.MEDIA_RESTORED);
            breakMedia(board);
            assertThat(call.awaitEnd(Switchboard.PATIENCE).endedBy()).isEqualTo(CallOutcome.EndedBy.CALLEE);
            assertThat(board.timeline.awaitEnds(1))
                    .extracting(EndCause::kind)
                    .containsExactly(EndCause.Kind.MEDIA_FAILED);
            board.awaitQuiet();
        }
    }

    @Test
    void audioSocketThatIsCutIsMadeAnew() {
        byte[] again = SpeechFixture.noise(35, Duration.ofSeconds(1));
        TestAgent agent = TestAgent.listening(SpeechFixture.agent(), (call, event) -> {
            if (event instanceof CallEvent.MediaRestored) {
                TestAgent.say(call, again);
            }
        });
        try (TcpCut line = new TcpCut();
                Switchboard board = Switchboard.with(builder ->
                        builder.resolver(offer -> Resolution.accept("echo")).agent(agent))) {
            board.audioThrough(line);
            SipCall call = board.call(CallPlan.to("8000").limit(Duration.ofSeconds(30)));
            call.awaitAnswer(Switchboard.PATIENCE);
            Awaitility.await()
                    .atMost(Switchboard.PATIENCE)
                    .until(() -> agent.events.contains(new CallEvent.Answered()));
            assertThat(line.connections()).isOne();
            line.cutOnce();
            Awaitility.await().atMost(Switchboard.PATIENCE).until(() -> HeardFrames.inOrder(call.heard(), again) > 40);
            assertThat(line.connections()).isEqualTo(2);
            assertThat(board.timeline.kinds())
                    .containsSubsequence(CallStep.Kind.MEDIA_LOST, CallStep.Kind.MEDIA_RESTORED);
            call.hangUp();
            assertThat(board.timeline.awaitEnds(1))
                    .extracting(EndCause::kind)
                    .containsExactly(EndCause.Kind.CALLER_HANGUP);
            board.awaitQuiet();
        }
    }

    private static void breakMedia(Switchboard board) {
        String channels = board.real().cli("core show channels concise");
        String media = channels.lines()
                .filter(line -> line.startsWith("WebSocket/"))
                .map(line -> line.substring(0, line.indexOf('!')))
                .findFirst()
                .orElseThrow();
        board.real().cli("channel request hangup " + media);
    }

    @Test
    void shutdownEndsTheCallsThatRun() {
        TestAgent agent = new TestAgent(SpeechFixture.agent());
        try (Switchboard board = Switchboard.with(
                builder -> builder.resolver(offer -> Resolution.accept("echo")).agent(agent))) {
            SipCall call = board.call(CallPlan.to("8000"));
            call.awaitAnswer(Switchboard.PATIENCE);
            board.voxari.close();
            assertThat(call.awaitEnd(Switchboard.PATIENCE).endedBy()).isEqualTo(CallOutcome.EndedBy.CALLEE);
            assertThat(agent.ends).extracting(EndCause::kind).containsExactly(EndCause.Kind.SHUTDOWN);
            board.awaitQuiet();
        }
    }

    @Test
    void passwordIsInNoLog() {
        TestAgent agent = new TestAgent(SpeechFixture.agent());
        try (Switchboard board = Switchboard.with(
                builder -> builder.resolver(offer -> Resolution.accept("echo")).agent(agent))) {
            board.outcomeOf(CallPlan.to("8000").hangingUpAfter(Duration.ofMillis(300)));
            board.awaitQuiet();
        }
        String basic = java.util.Base64.getEncoder()
                .encodeToString(("voxari:" + Switchboard.PASSWORD).getBytes(java.nio.charset.StandardCharsets.UTF_8));
        assertThat(Switchboard.log())
                .contains("voxari", "DEBUG")
                .doesNotContain(Switchboard.PASSWORD)
                .doesNotContain(basic);
    }
}
