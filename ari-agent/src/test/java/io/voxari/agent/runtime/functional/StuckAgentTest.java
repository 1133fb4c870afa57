package io.voxari.agent.runtime.functional;

import static org.assertj.core.api.Assertions.assertThat;

import io.voxari.agent.AgentCall;
import io.voxari.agent.AnswerPolicy;
import io.voxari.agent.AudioFormat;
import io.voxari.agent.CallEvent;
import io.voxari.agent.CallLimits;
import io.voxari.agent.EndCause;
import io.voxari.agent.Measure;
import io.voxari.agent.Measurement;
import io.voxari.agent.Resolution;
import io.voxari.agent.Workflow;
import io.voxari.agent.runtime.AgentFallback;
import io.voxari.agent.runtime.CallListener;
import io.voxari.agent.runtime.CallStep;
import io.voxari.agent.runtime.EndedCall;
import io.voxari.agent.runtime.Voxari;
import io.voxari.testkit.SimulatedAsterisk;
import io.voxari.testkit.SimulatedCaller;
import io.voxari.testkit.VirtualTime;
import io.voxari.testkit.asterisk.SpeechFixture;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A callback that does not return leaves no caller in silence, also where nobody watches for stalls; in virtual time. */
class StuckAgentTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration DEADLINE = Duration.ofSeconds(30);
    private static final Duration AT_MOST = DEADLINE.plusSeconds(8);
    private static final byte[] SORRY = SpeechFixture.noise(51, Duration.ofSeconds(1));
    private static final byte[] WORDS = SpeechFixture.noise(52, Duration.ofSeconds(45));

    private static final CompletableFuture<Resolution> EARLY = CompletableFuture.completedFuture(
            new Resolution.Accept(Workflow.of("test"), new AnswerPolicy.EarlyMedia(), CallLimits.NONE));

    private final CountDownLatch stuck = new CountDownLatch(1);
    private final CountDownLatch free = new CountDownLatch(1);
    private final VirtualTime time = VirtualTime.start();
    private final SimulatedAsterisk asterisk =
            SimulatedAsterisk.builder().time(time).start();
    private final Threads threads = new Threads(time);
    private final Timeline timeline = new Timeline();
    private final List<Measurement> measured = new CopyOnWriteArrayList<>();
    private volatile Consumer<AgentCall> before = call -> {};
    private final TestAgent agent = TestAgent.listening(new byte[0], (call, event) -> {
        if (event instanceof CallEvent.Dtmf || event instanceof CallEvent.EarlyMediaUp) {
            before.accept(call);
            stuck.countDown();
            await(free);
        }
    });

    @AfterEach
    void close() {
        free.countDown();
        asterisk.close();
        time.close();
    }

    /** Time cannot pass while a callback of its threads blocks: from a moment on the agent is told on one that it does not see. */
    private static final class Threads extends AbstractExecutorService {
        private final VirtualTime time;
        volatile boolean unseen;
        volatile boolean listenersUnseen;

        Threads(VirtualTime time) {
            this.time = time;
        }

        @Override
        public void execute(Runnable task) {
            if ((unseen && isFor(".AgentMailbox")) || (listenersUnseen && isFor(".InOrder"))) {
                Thread thread = new Thread(task, "stuck");
                thread.setDaemon(true);
                thread.start();
            } else {
                time.threads().execute(task);
            }
        }

        private static boolean isFor(String name) {
            return StackWalker.getInstance()
                    .walk(frames ->
                            frames.anyMatch(frame -> frame.getClassName().endsWith(name)));
        }

        @Override
        public void shutdown() {}

        @Override
        public List<Runnable> shutdownNow() {
            return List.of();
        }

        @Override
        public boolean isShutdown() {
            return false;
        }

        @Override
        public boolean isTerminated() {
            return false;
        }

        @Override
        public boolean awaitTermination(long timeout, TimeUnit unit) {
            return true;
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private long value(Measure measure) {
        List<Measurement> told =
                measured.stream().filter(one -> one.measure() == measure).toList();
        assertThat(told).as("%s", measure).hasSize(1);
        return told.get(0).value();
    }

    private Voxari voxari(Consumer<Voxari.Builder> setting) {
        return VirtualBoard.start(
                time,
                asterisk,
                agent,
                builder -> setting.accept(builder.executor(threads)
                        .listener(timeline)
                        .observer(measured::add)
                        .whenAgentFails(AgentFallback.hangUp().saying(AudioFormat.ULAW_8K, SORRY))));
    }

    /** A caller whose agent is in a callback from which it does not return. */
    private SimulatedCaller stuckCaller() {
        SimulatedCaller caller = asterisk.call("8000").sendsNoSilence();
        caller.awaitAnswered(PATIENCE);
        time.awaitUntil(() -> agent.events.contains(new CallEvent.Answered()), PATIENCE);
        time.advance(Duration.ofSeconds(1));
        threads.unseen = true;
        caller.presses("1");
        time.advance(Duration.ofMillis(200));
        await(stuck);
        threads.unseen = false;
        return caller;
    }

    private void awaitFailure(Duration since) {
        time.awaitUntil(() -> timeline.kinds().contains(CallStep.Kind.AGENT_FAILED), PATIENCE);
        assertThat(time.passed().minus(since)).isBetween(DEADLINE.minusSeconds(1), AT_MOST);
    }

    private void awaitEnd(Voxari voxari, SimulatedCaller caller, EndCause.Kind kind) {
        caller.awaitEnded(PATIENCE);
        // The end of the call does not wait for the agent for longer.
        time.advance(Duration.ofSeconds(10));
        free.countDown();
        // Its thread is none that time waits for.
        Awaitility.await().until(() -> voxari.stats().agents() == 0);
        time.awaitUntil(() -> voxari.stats().equals(Switchboard.QUIET), PATIENCE);
        assertThat(timeline.ends).extracting(EndCause::kind).containsExactly(kind);
    }

    @Test
    void callerOfAStuckAgentIsLookedAfter() {
        try (Voxari voxari = voxari(builder -> {})) {
            SimulatedCaller caller = stuckCaller();
            awaitFailure(time.passed());
            awaitEnd(voxari, caller, EndCause.Kind.AGENT_FAILED);
            assertThat(caller.heard().find(SORRY).isExact()).isTrue();
            assertThat(timeline.ends.get(0).detail()).contains("callback", "30000 ms");
        }
    }

    @Test
    void agentThatIsStuckBeforeItAnswersIsGivenUp() {
        threads.unseen = true;
        try (Voxari voxari = voxari(builder -> builder.resolver(offer -> EARLY))) {
            SimulatedCaller caller = asterisk.call("8000").sendsNoSilence();
            // Its opening is on a thread that time does not wait for.
            Awaitility.await().until(() -> {
                time.advance(Duration.ofMillis(100));
                return stuck.getCount() == 0;
            });
            threads.unseen = false;
            Duration since = time.passed();
            caller.awaitEnded(PATIENCE);
            assertThat(time.passed().minus(since)).isBetween(DEADLINE.minusSeconds(1), AT_MOST);
            awaitEnd(voxari, caller, EndCause.Kind.AGENT_FAILED);
            assertThat(timeline.ends.get(0).detail()).contains("callback");
        }
    }

    @Test
    void deadlineCountsFromTheLastWord() {
        before = call -> TestAgent.say(call, SORRY);
        try (Voxari voxari = voxari(builder -> {})) {
            SimulatedCaller caller = stuckCaller();
            awaitFailure(time.passed().plusSeconds(1));
            awaitEnd(voxari, caller, EndCause.Kind.AGENT_FAILED);
        }
    }

    @Test
    void agentMayWaitInACallbackForTheEndOfItsWords() {
        before = call -> TestAgent.say(call, WORDS);
        try (Voxari voxari = voxari(builder -> {})) {
            SimulatedCaller caller = stuckCaller();
            Duration said = time.passed();
            time.advance(Duration.ofSeconds(45));
            assertThat(timeline.kinds()).doesNotContain(CallStep.Kind.AGENT_FAILED);
            byte[] last = Arrays.copyOfRange(WORDS, WORDS.length - 8_000, WORDS.length);
            assertThat(caller.heard().find(last).isExact()).isTrue();
            awaitFailure(said.plusSeconds(45));
            awaitEnd(voxari, caller, EndCause.Kind.AGENT_FAILED);
        }
    }

    @Test
    void callerOnHoldIsNotInSilence() {
        before = AgentCall::hold;
        try (Voxari voxari = voxari(builder -> {})) {
            SimulatedCaller caller = stuckCaller();
            time.advance(DEADLINE.multipliedBy(2));
            assertThat(timeline.kinds()).contains(CallStep.Kind.HELD).doesNotContain(CallStep.Kind.AGENT_FAILED);
            caller.hangUp();
            awaitEnd(voxari, caller, EndCause.Kind.CALLER_HANGUP);
        }
    }

    @Test
    void listenerThatNeverReturnsHoldsUpNoDrain() {
        CallListener hangs = new CallListener() {
            @Override
            public void onEnded(EndedCall call) {
                stuck.countDown();
                await(free);
            }
        };
        try (Voxari voxari = voxari(builder -> builder.listener(hangs))) {
            SimulatedCaller caller = asterisk.call("8000");
            caller.awaitAnswered(PATIENCE);
            threads.listenersUnseen = true;
            caller.hangUp();
            time.advance(Duration.ofSeconds(1));
            await(stuck);
            assertThat(voxari.stats().calls()).isOne();
            var drained = voxari.drain(Duration.ofSeconds(1)).toCompletableFuture();
            time.advance(Duration.ofSeconds(5));
            assertThat(drained).isNotDone();
            assertThat(time.await(drained, PATIENCE)).isZero();
        }
    }

    @Test
    void silenceIsAllowedWhereTheApplicationSaysSo() {
        try (Voxari voxari = voxari(builder -> builder.callbackDeadline(Duration.ZERO))) {
            SimulatedCaller caller = stuckCaller();
            time.advance(DEADLINE.multipliedBy(3));
            assertThat(timeline.kinds()).doesNotContain(CallStep.Kind.AGENT_FAILED);
            caller.hangUp();
            awaitEnd(voxari, caller, EndCause.Kind.CALLER_HANGUP);
        }
    }

    @Test
    void observerIsToldOfACallbackThatTookLongAndOfWhatTheAgentMissedMeanwhile() {
        try (Voxari voxari =
                voxari(builder -> builder.callbackDeadline(Duration.ZERO).audioBacklog(Duration.ofSeconds(2)))) {
            SimulatedCaller caller = stuckCaller();
            caller.says(SpeechFixture.noise(53, Duration.ofSeconds(5)));
            time.advance(Duration.ofSeconds(6));
            caller.hangUp();
            awaitEnd(voxari, caller, EndCause.Kind.CALLER_HANGUP);
        }
        assertThat(Duration.ofNanos(value(Measure.AGENT_DROPPED)))
                .isBetween(Duration.ofMillis(2_900), Duration.ofMillis(3_100));
        // Until the test let it go, ten seconds after the call.
        assertThat(Duration.ofNanos(value(Measure.AGENT_OVERRUN)))
                .isBetween(Duration.ofSeconds(16), Duration.ofSeconds(17));
    }
}
