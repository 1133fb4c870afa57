package io.voxari.agent.runtime.functional;

import static org.assertj.core.api.Assertions.assertThat;

import io.voxari.agent.EndCause;
import io.voxari.agent.QuotaCheck;
import io.voxari.agent.QuotaDecision;
import io.voxari.agent.RefusalCause;
import io.voxari.agent.Resolution;
import io.voxari.agent.runtime.CallStep;
import io.voxari.agent.runtime.ExpiringSlots;
import io.voxari.agent.runtime.QuotaFailure;
import io.voxari.testkit.asterisk.CallOutcome;
import io.voxari.testkit.asterisk.CallPlan;
import io.voxari.testkit.asterisk.SipCall;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Leases that end by themselves, and quota checks that are broken, with calls on a real Asterisk. */
@Tag("asterisk")
class QuotaTest {
    private static final Duration TIME_TO_LIVE = Duration.ofSeconds(2);

    @Test
    void slotIsHeldByRenewalWhileItsCallLivesAndFreeAfterwards() {
        ExpiringSlots slots = new ExpiringSlots();
        QuotaCheck quota = (offer, workflow) -> slots.taken() == 0
                ? QuotaDecision.grant(slots.take(TIME_TO_LIVE))
                : QuotaDecision.deny(RefusalCause.BUSY, "one at a time");
        try (Switchboard board = Switchboard.with(builder -> builder.resolver(offer -> Resolution.accept("echo"))
                .agent(new TestAgent(new byte[0]))
                .quota(quota))) {
            SipCall first = board.call(CallPlan.to("8000"));
            first.awaitAnswer(Switchboard.PATIENCE);
            // Four renewals, at a third of the time to live each: longer than it lives by itself.
            Awaitility.await().atMost(Switchboard.PATIENCE).until(() -> slots.renewals() >= 4);
            assertThat(board.outcomeOf(CallPlan.to("8000")).finalStatus()).isEqualTo(486);
            first.hangUp();
            first.awaitEnd(Switchboard.PATIENCE);
            board.awaitQuiet();
            assertThat(slots.taken()).isZero();
            assertThat(slots.closes()).isEqualTo(1);
            CallOutcome second = board.outcomeOf(CallPlan.to("8000").hangingUpAfter(Duration.ofMillis(200)));
            assertThat(second.isAnswered()).isTrue();
            board.awaitQuiet();
        }
        assertThat(slots.closes()).isEqualTo(2);
    }

    @Test
    void callsRunWithoutABrokenQuotaCheckWhenToldSo() {
        AtomicInteger closed = new AtomicInteger();
        CompletableFuture<QuotaDecision> slow = new CompletableFuture<>();
        QuotaCheck broken = (offer, workflow) -> {
            if (offer.calledNumber().equals("8000")) {
                throw new IllegalStateException("the counter is down");
            }
            return slow;
        };
        try (Switchboard board = Switchboard.with(builder -> builder.resolver(offer -> Resolution.accept("echo"))
                .agent(new TestAgent(new byte[0]))
                .quota(broken)
                .quotaDeadline(Duration.ofMillis(300))
                .whenQuotaFails(QuotaFailure.ALLOW))) {
            CallOutcome outcome = board.outcomeOf(CallPlan.to("8000").hangingUpAfter(Duration.ofMillis(200)));
            assertThat(outcome.isAnswered()).isTrue();
            assertThat(board.timeline.details(CallStep.Kind.GRANTED))
                    .singleElement()
                    .asString()
                    .contains("without the quota check", "the counter is down");
            // A lease that comes late belongs to the call that runs without it, until its end.
            SipCall late = board.call(CallPlan.to("8001"));
            late.awaitAnswer(Switchboard.PATIENCE);
            Supplier<Integer> leases = () -> board.voxari.stats().leases();
            assertThat(leases.get()).isZero();
            slow.complete(new QuotaDecision.Granted(closed::incrementAndGet));
            Awaitility.await().atMost(Switchboard.PATIENCE).until(() -> leases.get() == 1);
            assertThat(closed).hasValue(0);
            late.hangUp();
            late.awaitEnd(Switchboard.PATIENCE);
            board.awaitQuiet();
            assertThat(board.timeline.awaitEnds(2))
                    .extracting(EndCause::kind)
                    .containsOnly(EndCause.Kind.CALLER_HANGUP);
        }
        assertThat(closed).hasValue(1);
    }
}
