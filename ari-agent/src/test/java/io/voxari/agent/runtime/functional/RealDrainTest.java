package io.voxari.agent.runtime.functional;

import static org.assertj.core.api.Assertions.assertThat;

import io.voxari.agent.CallEvent;
import io.voxari.agent.EndCause;
import io.voxari.agent.Resolution;
import io.voxari.testkit.asterisk.CallOutcome;
import io.voxari.testkit.asterisk.CallOutcome.EndedBy;
import io.voxari.testkit.asterisk.CallPlan;
import io.voxari.testkit.asterisk.SipCall;
import io.voxari.testkit.asterisk.SpeechFixture;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A runtime with twenty calls of a real Asterisk is to stop: calls end by themselves, and the deadline ends the others. */
@Tag("asterisk")
@Tag("real") // In virtual time this is shown by DrainTest.
class RealDrainTest {
    private static final byte[] WORDS = SpeechFixture.noise(81, Duration.ofMillis(500));
    private static final Duration LONG = Duration.ofMinutes(2);
    private static final int CALLS = 20;

    private final TestAgent agent = TestAgent.listening(new byte[0]);

    @Test
    void twentyCallsEndByThemselvesOrAtTheDeadlineAndNoNewOneIsTaken() {
        try (Switchboard board = Switchboard.with(
                builder -> builder.resolver(offer -> Resolution.accept("test")).agent(agent))) {
            List<SipCall> calls = IntStream.range(0, CALLS)
                    .mapToObj(i -> board.call(CallPlan.to("8000").limit(LONG)))
                    .toList();
            calls.forEach(call -> call.awaitAnswer(LONG));
            await(() -> told(CallEvent.Answered.class) == CALLS);
            CompletableFuture<Integer> drained = board.voxari.drain(LONG).toCompletableFuture();
            CallOutcome refused = board.outcomeOf(CallPlan.to("8000"));
            assertThat(refused.finalStatus()).as(refused.trace()).isEqualTo(503);
            assertThat(refused.q850Cause()).as(refused.trace()).hasValue(34);
            await(() -> told(CallEvent.Draining.class) == CALLS);
            agent.calls.forEach(call -> TestAgent.say(call, WORDS));
            List<SipCall> leaving = calls.subList(0, CALLS / 2);
            leaving.forEach(call -> {
                await(() -> HeardFrames.inOrder(call.heard(), WORDS) >= WORDS.length / 160 * 9 / 10);
                call.hangUp();
                assertThat(call.awaitEnd(LONG).endedBy()).isEqualTo(EndedBy.CALLER);
            });
            List<EndCause> ended = board.timeline.awaitEnds(1 + CALLS / 2);
            assertThat(ended).filteredOn(is(EndCause.Kind.CALLER_HANGUP)).hasSize(CALLS / 2);
            List<SipCall> staying = calls.subList(CALLS / 2, CALLS);
            assertThat(staying).noneMatch(SipCall::isEnded);
            assertThat(drained).isNotDone();
            // The deadline is brought forward: a test that waits for it would have to be sure that all the above is
            // quicker.
            CompletableFuture<Integer> now = board.voxari.drain(Duration.ZERO).toCompletableFuture();
            staying.forEach(call -> {
                CallOutcome outcome = call.awaitEnd(LONG);
                assertThat(outcome.endedBy()).as(outcome.trace()).isEqualTo(EndedBy.CALLEE);
                assertThat(outcome.q850Cause()).as(outcome.trace()).hasValue(16);
            });
            assertThat(now.orTimeout(LONG.toSeconds(), TimeUnit.SECONDS).join()).isEqualTo(CALLS / 2);
            assertThat(drained.orTimeout(LONG.toSeconds(), TimeUnit.SECONDS).join())
                    .isEqualTo(CALLS / 2);
            assertThat(board.timeline.awaitEnds(1 + CALLS))
                    .filteredOn(is(EndCause.Kind.SHUTDOWN))
                    .hasSize(CALLS / 2);
            assertThat(agent.ends).hasSize(CALLS);
            assertThat(board.voxari.health().drained()).isTrue();
            board.awaitQuiet();
        }
    }

    private static Predicate<EndCause> is(EndCause.Kind kind) {
        return cause -> cause.kind() == kind;
    }

    private long told(Class<? extends CallEvent> event) {
        return agent.events.stream().filter(event::isInstance).count();
    }

    private static void await(Callable<Boolean> condition) {
        Awaitility.await().atMost(LONG).until(condition);
    }
}
