package io.voxari.agent.runtime.functional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.voxari.agent.CallEvent;
import io.voxari.agent.Destination;
import io.voxari.agent.DialOutcome;
import io.voxari.agent.EndCause;
import io.voxari.agent.Measure;
import io.voxari.agent.Measurement;
import io.voxari.agent.OutboundRequest;
import io.voxari.agent.Resolution;
import io.voxari.agent.Workflow;
import io.voxari.agent.runtime.AsteriskConfig;
import io.voxari.agent.runtime.AsteriskHealth;
import io.voxari.agent.runtime.OutboundCall;
import io.voxari.testkit.asterisk.CallPlan;
import io.voxari.testkit.asterisk.SipCall;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What an operator does while calls run, once on a real Asterisk. */
@Tag("asterisk")
@Tag("real") // What it calls is an extension of its dialplan.
class RealOperationTest {
    private final TestAgent agent = TestAgent.listening(new byte[0]);
    private final List<Measurement> measured = new CopyOnWriteArrayList<>();

    private static <T> T within(CompletionStage<T> stage) {
        return stage.toCompletableFuture()
                .orTimeout(Switchboard.PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }

    @Test
    void asteriskIsAddedChangedAndRemovedAndAllIsDrained() {
        String wrong = "wrong-" + Switchboard.PASSWORD;
        try (Switchboard board = Switchboard.with(
                builder -> builder.resolver(offer -> Resolution.accept("test"))
                        .agent(agent)
                        .observer(measured::add),
                access -> access.name("first"))) {
            SipCall stays = board.call(CallPlan.to("8000").hangingUpAfter(Duration.ofSeconds(30)));
            awaitTalking(1);
            AsteriskConfig.Builder second = board.access().name("second").app("other");
            board.voxari.addAsterisk(second.build());
            assertThatIllegalArgumentException()
                    .isThrownBy(
                            () -> board.voxari.addAsterisk(second.name("third").build()))
                    .withMessageContaining("taken by \"second\"");
            OutboundCall placed = dial(board);
            assertThat(within(placed.outcome()).kind()).isEqualTo(DialOutcome.Kind.ANSWERED);
            awaitTalking(2);
            assertThatThrownBy(() -> within(board.voxari.changeAsterisk(
                            board.access()
                                    .name("second")
                                    .app("other")
                                    .password(wrong)
                                    .build(),
                            Duration.ZERO)))
                    .hasMessageContaining("refuses user");
            assertThat(within(board.voxari.changeAsterisk(
                            board.access().name("second").app("another").build(), Duration.ZERO)))
                    .isOne();
            assertThat(within(placed.ended()).kind()).isEqualTo(EndCause.Kind.SHUTDOWN);
            OutboundCall again = dial(board);
            assertThat(within(again.outcome()).kind()).isEqualTo(DialOutcome.Kind.ANSWERED);
            again.cancel();
            assertThat(within(board.voxari.removeAsterisk("second", Duration.ofSeconds(5))))
                    .isZero();
            assertThat(board.voxari.health().asterisks())
                    .extracting(AsteriskHealth::name)
                    .containsExactly("first");
            CompletionStage<Integer> drained = board.voxari.drain(Duration.ofSeconds(2));
            assertThat(board.outcomeOf(CallPlan.to("8000").hangingUpAfter(Duration.ofSeconds(5)))
                            .finalStatus())
                    .isEqualTo(503);
            assertThat(within(drained)).isOne();
            assertThat(stays.awaitEnd(Switchboard.PATIENCE).q850Cause()).hasValue(16);
            assertThat(agent.events).anyMatch(CallEvent.Draining.class::isInstance);
            assertThat(board.voxari.health().toString()).startsWith("drained; media not listening, 0 connections");
            board.awaitQuiet();
            assertThat(measured)
                    .extracting(Measurement::measure)
                    .contains(Measure.RESOLVE_TIME, Measure.CALL_DURATION)
                    .doesNotContain(Measure.ORPHAN_RELEASED);
            assertThat(Switchboard.log()).doesNotContain(Switchboard.PASSWORD);
        }
    }

    private static OutboundCall dial(Switchboard board) {
        return board.voxari.dial(OutboundRequest.of(Destination.of("Local/silent@inside"), Workflow.of("test"))
                .via("second"));
    }

    private void awaitTalking(int calls) {
        Awaitility.await()
                .atMost(Switchboard.PATIENCE)
                .until(() -> agent.events.stream()
                                .filter(CallEvent.Answered.class::isInstance)
                                .count()
                        == calls);
    }
}
