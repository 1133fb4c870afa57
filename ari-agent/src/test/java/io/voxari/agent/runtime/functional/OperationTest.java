package io.voxari.agent.runtime.functional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.voxari.agent.CallEvent;
import io.voxari.agent.Destination;
import io.voxari.agent.EndCause;
import io.voxari.agent.Measure;
import io.voxari.agent.Measurement;
import io.voxari.agent.OutboundRequest;
import io.voxari.agent.RefusalCause;
import io.voxari.agent.Utterance;
import io.voxari.agent.Workflow;
import io.voxari.agent.runtime.AsteriskHealth;
import io.voxari.agent.runtime.AsteriskState;
import io.voxari.agent.runtime.FlightEntry;
import io.voxari.agent.runtime.VoxariHealth;
import io.voxari.testkit.SimulatedAsterisk;
import io.voxari.testkit.SimulatedCaller;
import io.voxari.testkit.asterisk.SpeechFixture;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** What an operator does and sees while calls run. */
class OperationTest {
    private static final Duration PATIENCE = VirtualBoard.PATIENCE;
    private final TestAgent agent = new TestAgent(SpeechFixture.noise(5, Duration.ofSeconds(1)));

    @Test
    void drainLetsCallsEndByThemselvesAndRefusesNewOnes() {
        try (VirtualBoard board = new VirtualBoard(agent, builder -> builder.refuseWhileDraining(RefusalCause.BUSY))) {
            SimulatedCaller ann =
                    board.asterisk.call("8000").waits(Duration.ofSeconds(20)).hangsUp();
            ann.awaitAnswered(PATIENCE);
            assertThat(board.voxari.health().ready()).isTrue();
            CompletionStage<Integer> drained = board.voxari.drain(Duration.ofMinutes(1));
            assertThat(board.asterisk.call("8000").awaitRefused(PATIENCE)).isEqualTo(RefusalCause.BUSY.q850());
            VoxariHealth health = board.voxari.health();
            assertThat(health.ready()).isFalse();
            assertThat(health.drained()).isFalse();
            assertThat(health.toString()).startsWith("draining; media listening, 1 connections; ");
            assertThatIllegalStateException()
                    .isThrownBy(() ->
                            board.voxari.dial(OutboundRequest.of(Destination.of("PJSIP/6001"), Workflow.of("test"))))
                    .withMessageContaining("draining");
            assertThat(board.time.await(drained, Duration.ofMinutes(2))).isZero();
            assertThat(agent.events).contains(new CallEvent.Draining(Duration.ofMinutes(1)));
            assertThat(board.timeline.ends)
                    .extracting(EndCause::kind)
                    .containsExactlyInAnyOrder(EndCause.Kind.REFUSED, EndCause.Kind.CALLER_HANGUP);
            assertThat(board.voxari.health().drained()).isTrue();
            assertThat(board.voxari.health().listening()).isFalse();
        }
    }

    @Test
    void drainEndsAtItsDeadlineTheCallsThatAreLeft() {
        try (VirtualBoard board = new VirtualBoard(agent, builder -> {})) {
            SimulatedCaller ann = board.asterisk.call("8000");
            SimulatedCaller bob =
                    board.asterisk.call("8000").waits(Duration.ofSeconds(3)).hangsUp();
            ann.awaitAnswered(PATIENCE);
            bob.awaitAnswered(PATIENCE);
            Duration before = board.time.passed();
            assertThat(board.time.await(board.voxari.drain(Duration.ofSeconds(10)), PATIENCE))
                    .isEqualTo(1);
            assertThat(board.time.passed().minus(before)).isBetween(Duration.ofSeconds(10), Duration.ofSeconds(12));
            assertThat(board.timeline.ends)
                    .extracting(EndCause::kind)
                    .containsExactly(EndCause.Kind.CALLER_HANGUP, EndCause.Kind.SHUTDOWN);
            board.awaitQuiet();
        }
    }

    @Test
    void asteriskIsAddedChangedAndRemovedWhileAnotherHasACall() {
        try (VirtualBoard board = new VirtualBoard(agent, builder -> {});
                SimulatedAsterisk second = board.asterisk()) {
            SimulatedCaller stays = board.asterisk.call("8000");
            stays.awaitAnswered(PATIENCE);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> board.voxari.addAsterisk(VirtualBoard.config("first", second)))
                    .withMessageContaining("\"first\"");
            board.voxari.addAsterisk(VirtualBoard.config("second", second));
            second.media("voxari", board.voxari.mediaUri());
            SimulatedCaller ann = second.call("8000");
            ann.awaitAnswered(PATIENCE);
            assertThat(board.voxari.health().asterisks())
                    .extracting(AsteriskHealth::name, AsteriskHealth::state, AsteriskHealth::calls)
                    .containsExactly(
                            org.assertj.core.groups.Tuple.tuple("first", AsteriskState.CONNECTED, 1),
                            org.assertj.core.groups.Tuple.tuple("second", AsteriskState.CONNECTED, 1));
            assertThat(board.time.await(
                            board.voxari.changeAsterisk(VirtualBoard.config("second", second), Duration.ofSeconds(5)),
                            PATIENCE))
                    .isEqualTo(1);
            ann.awaitEnded(PATIENCE);
            SimulatedCaller bob = second.call("8000");
            bob.awaitAnswered(PATIENCE);
            assertThat(board.time.await(board.voxari.removeAsterisk("second", Duration.ZERO), PATIENCE))
                    .isEqualTo(1);
            bob.awaitEnded(PATIENCE);
            assertThat(board.voxari.health().asterisks())
                    .extracting(AsteriskHealth::name)
                    .containsExactly("first");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> board.voxari.removeAsterisk("second", Duration.ZERO))
                    .withMessageContaining("there are: first");
            assertThat(stays.isEnded()).isFalse();
            stays.hangUp();
            board.awaitQuiet();
            second.awaitQuiet(PATIENCE);
        }
    }

    @Test
    void healthTellsWhatWentWrongWithTheConnection() {
        try (VirtualBoard board = new VirtualBoard(agent, builder -> {})) {
            assertThat(board.voxari.health().asterisks().get(0).lastError()).isEmpty();
            board.asterisk.faults().dropEvents();
            board.time.awaitUntil(
                    () -> {
                        AsteriskHealth health =
                                board.voxari.health().asterisks().get(0);
                        return health.lastError().isPresent() && health.state() == AsteriskState.CONNECTED;
                    },
                    PATIENCE);
            assertThat(board.voxari.health().toString()).contains("last error 2026-01-01T12:");
        }
    }

    @Test
    void callThatEndsBadlyLeavesItsFlightWithoutSecrets() {
        try (VirtualBoard board = new VirtualBoard(agent, builder -> {})) {
            SimulatedCaller ann = board.asterisk.call("8000").presses("7").waits(Duration.ofMinutes(1));
            ann.awaitAnswered(PATIENCE);
            board.time.awaitUntil(() -> agent.events.stream().anyMatch(CallEvent.Dtmf.class::isInstance), PATIENCE);
            board.time.await(agent.calls.get(0).setVariable("PIN", "4711"), PATIENCE);
            agent.calls.get(0).fail(new IllegalStateException("no model"));
            ann.awaitEnded(PATIENCE);
            board.time.awaitUntil(() -> !board.ended.isEmpty(), PATIENCE);
            assertThat(board.ended.get(0).answered()).isTrue();
            assertThat(board.ended.get(0).cause().kind()).isEqualTo(EndCause.Kind.AGENT_FAILED);
            List<String> flight =
                    board.ended.get(0).flight().stream().map(FlightEntry::what).toList();
            assertThat(flight)
                    .contains(
                            "asked: answer", "done: answer", "DTMF", "asked: set a variable", "AGENT_FAILED -> ENDING")
                    .endsWith("ENDED")
                    .noneMatch(line -> line.contains("4711"))
                    .noneMatch(line -> line.contains(board.asterisk.password()));
            assertThat(Switchboard.log()).contains("what happened before its end:\n");
        }
    }

    @Test
    void observerIsToldOfAudioThatIsLost() {
        List<Measurement> measured = new CopyOnWriteArrayList<>();
        try (VirtualBoard board = new VirtualBoard(agent, builder -> builder.observer(measured::add))) {
            SimulatedCaller ann = board.asterisk.call("8000").waits(Duration.ofMinutes(1));
            ann.awaitAnswered(PATIENCE);
            board.asterisk.faults().dropMedia();
            board.time.awaitUntil(
                    () -> measured.stream().anyMatch(one -> one.measure() == Measure.MEDIA_LOST), PATIENCE);
            ann.hangUp();
            board.awaitQuiet();
        }
        assertThat(measured)
                .extracting(Measurement::measure)
                .containsOnlyOnce(Measure.MEDIA_LOST)
                .doesNotContain(Measure.ORPHAN_RELEASED);
    }

    @Test
    void observerIsToldWhatIsMeasured() {
        List<Measurement> measured = new CopyOnWriteArrayList<>();
        try (VirtualBoard board = new VirtualBoard(
                agent,
                builder -> builder.observer(measurement -> {
                            throw new NoClassDefFoundError("metrics");
                        })
                        .observer(measured::add))) {
            SimulatedCaller ann =
                    board.asterisk.call("8000").waits(Duration.ofSeconds(20)).hangsUp();
            board.time.awaitUntil(() -> !agent.events.isEmpty(), PATIENCE);
            agent.echoing(false);
            agent.calls.get(0).speech().pause();
            agent.calls.get(0).speech().resume();
            Utterance late = agent.calls.get(0).speech().begin();
            late.write(ByteBuffer.allocate(160));
            agent.calls.get(0).speech().interrupt();
            late.write(ByteBuffer.allocate(480));
            agent.calls.get(0).turnPart("llm_ttft", Duration.ofMillis(321));
            board.asterisk.faults().sendMediaText("{\"event\":\"MEDIA_XOFF\",\"channel_id\":\"x\"}");
            board.time.advance(Duration.ofSeconds(3));
            board.asterisk.faults().sendMediaText("{\"event\":\"MEDIA_XON\",\"channel_id\":\"x\"}");
            ann.awaitEnded(PATIENCE);
            board.awaitQuiet();
        }
        assertThat(measured)
                .extracting(Measurement::measure)
                .contains(
                        Measure.RESOLVE_TIME,
                        Measure.ADMIT_TIME,
                        Measure.AGENT_OPEN_TIME,
                        Measure.ANSWER_TO_FIRST_AUDIO,
                        Measure.FALSE_INTERRUPTION,
                        Measure.INTERRUPTION_DISCARDED,
                        Measure.INTERRUPTION_CONFIRMED,
                        Measure.AGENT_BACKLOG,
                        Measure.OUTBOUND_QUEUED_HERE,
                        Measure.OUTBOUND_QUEUED_IN_ASTERISK,
                        Measure.INBOUND_JITTER,
                        Measure.INBOUND_JITTER_P50,
                        Measure.INBOUND_JITTER_P99,
                        Measure.INBOUND_JITTER_MAX,
                        Measure.INBOUND_HOLES,
                        Measure.OUTBOUND_UNDERRUNS);
        assertThat(measured)
                .extracting(Measurement::measure)
                .doesNotContain(Measure.OUTBOUND_MARK_LOST, Measure.AGENT_OVERRUN);
        assertThat(value(measured, Measure.OUTBOUND_XOFFS)).isOne();
        assertThat(value(measured, Measure.OUTBOUND_LATE_BYTES)).isEqualTo(480);
        assertThat(measured)
                .filteredOn(one -> one.measure() == Measure.TURN_PART)
                .extracting(Measurement::label, Measurement::value)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("llm_ttft", 321_000_000L));
        assertThat(measured)
                .filteredOn(one -> one.measure() == Measure.OUTBOUND_XOFF_TIME)
                .singleElement()
                .satisfies(one -> assertThat(Duration.ofNanos(one.value()))
                        .isBetween(Duration.ofMillis(2_900), Duration.ofMillis(3_100)));
        assertThat(measured)
                .filteredOn(one -> one.measure() == Measure.CALL_DURATION)
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.label()).isEqualTo("CALLER_HANGUP");
                    assertThat(one.workflow()).isEqualTo("test");
                    assertThat(one.asterisk()).isEqualTo("first");
                    assertThat(Duration.ofNanos(one.value())).isBetween(Duration.ofSeconds(20), Duration.ofSeconds(22));
                });
    }

    private static long value(List<Measurement> measured, Measure measure) {
        List<Measurement> told =
                measured.stream().filter(one -> one.measure() == measure).toList();
        assertThat(told).as("%s", measure).hasSize(1);
        return told.get(0).value();
    }
}
