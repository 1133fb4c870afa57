package io.voxari.agent.runtime.functional.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.voxari.agent.AgentCall;
import io.voxari.agent.Destination;
import io.voxari.agent.DialOutcome;
import io.voxari.agent.EndCause;
import io.voxari.agent.TransferOutcome;
import io.voxari.agent.TransferOutcome.Kind;
import io.voxari.agent.TransferRequest;
import io.voxari.agent.runtime.CallStep;
import io.voxari.testkit.SimulatedCaller;
import io.voxari.testkit.SimulatedPhone;
import io.voxari.testkit.asterisk.SpeechFixture;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes wrong with transfers elsewhere; {@code docs/field-faults.md} has the list. */
class TransferFaultsTest {
    private static final byte[] WORDS = SpeechFixture.noise(5, Duration.ofSeconds(2));
    private static final Duration RINGING = Duration.ofSeconds(5);

    private static TransferRequest toTheTarget() {
        return new TransferRequest.Blind(Destination.of("PJSIP/6001").ringTimeout(RINGING));
    }

    private static CompletableFuture<TransferOutcome> transfer(AgentCall hands) {
        return hands.transfer(toTheTarget()).toCompletableFuture();
    }

    @Test
    void callerWhoHangsUpWhileTheTargetRingsCancelsIt() {
        try (Desk desk = Desk.open()) {
            SimulatedPhone phone = desk.asterisk.phone("6001").isNotAnswered();
            SimulatedCaller caller = desk.asterisk.call("8000");
            CompletableFuture<TransferOutcome> outcome = transfer(desk.talking(caller));
            SimulatedCaller target = phone.awaitCall(Desk.PATIENCE);
            desk.awaitStep(CallStep.Kind.ALERTED);
            caller.hangUp();
            assertThat(desk.time.await(outcome, Duration.ofSeconds(1)).kind()).isEqualTo(Kind.CALL_ENDED);
            target.awaitEnded(Duration.ofSeconds(1));
            assertThat(target.isAnswered()).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-40, -20, 0, 20, 40})
    void targetThatAnswersAsTheWaitRunsOutIsNotLeftAlone(int millis) {
        try (Desk desk = Desk.open()) {
            desk.asterisk.faults().slowRequests(Duration.ofMillis(20));
            SimulatedPhone phone = desk.asterisk.phone("6001").answersAfter(RINGING.plusMillis(millis));
            SimulatedCaller caller = desk.asterisk.call("8000");
            CompletableFuture<TransferOutcome> outcome = transfer(desk.talking(caller));
            SimulatedCaller target = phone.awaitCall(Desk.PATIENCE);
            Kind kind = desk.time.await(outcome, RINGING.plusSeconds(5)).kind();
            assertThat(kind).isIn(Kind.DONE, Kind.FAILED);
            desk.time.advance(Duration.ofSeconds(1));
            assertThat(target.isEnded()).as("hung up, after %s", kind).isEqualTo(kind == Kind.FAILED);
            assertThat(caller.isEnded()).isFalse();
            caller.hangUp();
            target.awaitEnded(Duration.ofSeconds(1));
        }
    }

    @ParameterizedTest
    @CsvSource({"0, DONE", "486, FAILED", "603, FAILED"})
    void answerThatComesBeforeTheReplyToItsRequestIsNotLost(int sip, Kind kind) {
        try (Desk desk = Desk.open()) {
            SimulatedPhone phone = desk.asterisk.phone("6001");
            SimulatedPhone set = sip == 0 ? phone.answersAfter(Duration.ZERO) : phone.fails(sip);
            SimulatedCaller caller = desk.asterisk.call("8000");
            AgentCall hands = desk.talking(caller);
            desk.asterisk.faults().slowRequests(Duration.ofMillis(300));
            TransferOutcome outcome = desk.time.await(transfer(hands), Duration.ofSeconds(4));
            assertThat(outcome.kind()).as("%s: %s", set, outcome).isEqualTo(kind);
            caller.hangUp();
        }
    }

    @ParameterizedTest
    @CsvSource({"486, BUSY", "603, REJECTED", "404, UNREACHABLE", "0, NO_ANSWER"})
    void whyTheTargetDidNotAnswerIsToldApart(int sip, DialOutcome.Kind kind) {
        try (Desk desk = Desk.open()) {
            SimulatedPhone phone = desk.asterisk.phone("6001");
            SimulatedPhone set = sip == 0 ? phone.isNotAnswered() : phone.fails(sip);
            SimulatedCaller caller = desk.asterisk.call("8000");
            TransferOutcome outcome = desk.time.await(transfer(desk.talking(caller)), Desk.PATIENCE);
            assertThat(outcome.dialled().map(DialOutcome::kind)).as("%s", set).contains(kind);
            caller.hangUp();
        }
    }

    @Test
    void callerIsWithTheAgentAgainWhenTheSwapFails() {
        try (Desk desk = Desk.open()) {
            SimulatedPhone phone = desk.asterisk.phone("6001").answersAfter(Duration.ofSeconds(1));
            SimulatedCaller caller = desk.asterisk.call("8000");
            AgentCall hands = desk.talking(caller);
            CompletableFuture<TransferOutcome> outcome = transfer(hands);
            SimulatedCaller target = phone.awaitCall(Desk.PATIENCE);
            desk.asterisk.faults().refuseRequests("/addChannel", 1);
            assertThat(desk.time.await(outcome, Desk.PATIENCE).kind()).isEqualTo(Kind.FAILED);
            target.awaitEnded(Duration.ofSeconds(1));
            RecordingAgent.say(hands, WORDS);
            desk.time.advance(Duration.ofSeconds(3));
            assertThat(caller.heard().find(WORDS).isExact()).isTrue();
            caller.hangUp();
            assertThat(desk.awaitEnds(1)).containsExactly(EndCause.Kind.CALLER_HANGUP);
        }
    }

    @Test
    void callerIsNotLeftAloneWhenNeitherOfTheTwoCanBeReached() {
        try (Desk desk = Desk.open()) {
            SimulatedPhone phone = desk.asterisk.phone("6001").answersAfter(Duration.ofSeconds(1));
            SimulatedCaller caller = desk.asterisk.call("8000");
            CompletableFuture<TransferOutcome> outcome = transfer(desk.talking(caller));
            SimulatedCaller target = phone.awaitCall(Desk.PATIENCE);
            desk.asterisk.faults().refuseRequests("/addChannel", Integer.MAX_VALUE);
            assertThat(desk.time.await(outcome, Desk.PATIENCE).kind()).isEqualTo(Kind.CALL_ENDED);
            target.awaitEnded(Duration.ofSeconds(1));
            assertThat(caller.awaitEnded(Duration.ofSeconds(1))).isEqualTo(38);
            assertThat(desk.awaitEnds(1)).containsExactly(EndCause.Kind.ASTERISK_FAILED);
        }
    }

    @Test
    void whoeverHangsUpFirstAfterTheSwapBothLegsEndOnce() {
        try (Desk desk = Desk.open()) {
            SimulatedPhone phone = desk.asterisk.phone("6001");
            for (int millis = -20; millis <= 20; millis += 10) {
                SimulatedCaller caller = desk.asterisk.call("8000");
                desk.agent.events.clear();
                desk.time.await(transfer(desk.talking(caller)), Desk.PATIENCE);
                SimulatedCaller target = phone.awaitCall(Desk.PATIENCE);
                SimulatedCaller first = millis < 0 ? caller : target;
                first.hangUp();
                desk.time.advance(Duration.ofMillis(Math.abs(millis)));
                caller.hangUp();
                target.hangUp();
                desk.awaitQuiet();
            }
            assertThat(desk.ends).hasSize(5).extracting(EndCause::kind).containsOnly(EndCause.Kind.TRANSFERRED);
        }
    }

    @Test
    void transferredCallIsTakenDownHoweverLongItLasted() {
        try (Desk desk = Desk.open()) {
            SimulatedPhone phone = desk.asterisk.phone("6001");
            SimulatedCaller caller = desk.asterisk.call("8000").sendsNoSilence();
            desk.time.await(transfer(desk.talking(caller)), Desk.PATIENCE);
            SimulatedCaller target = phone.awaitCall(Desk.PATIENCE).sendsNoSilence();
            // Longer than anybody's hour.
            desk.time.advance(Duration.ofMinutes(61));
            assertThat(caller.isEnded() || target.isEnded()).isFalse();
            caller.hangUp();
            target.awaitEnded(Duration.ofSeconds(1));
            assertThat(desk.awaitEnds(1)).containsExactly(EndCause.Kind.TRANSFERRED);
        }
    }

    @Test
    void targetHearsTheCallerAtOnce() {
        try (Desk desk = Desk.open()) {
            SimulatedPhone phone = desk.asterisk.phone("6001").answersAfter(Duration.ofSeconds(2));
            SimulatedCaller caller = desk.asterisk.call("8000");
            CompletableFuture<TransferOutcome> outcome = transfer(desk.talking(caller));
            SimulatedCaller target = phone.awaitCall(Desk.PATIENCE);
            desk.time.await(outcome, Desk.PATIENCE);
            desk.time.advance(Duration.ofMillis(500));
            assertThat(target.heard().firstArrivalNanos().orElseThrow()
                            - target.answeredNanos().orElseThrow())
                    .as("nanoseconds of silence after the answer")
                    .isLessThan(TimeUnit.MILLISECONDS.toNanos(60));
            caller.hangUp();
        }
    }
}
