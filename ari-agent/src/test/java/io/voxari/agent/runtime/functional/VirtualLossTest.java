package io.voxari.agent.runtime.functional;

import static org.assertj.core.api.Assertions.assertThat;

import io.voxari.agent.EndCause;
import io.voxari.agent.Measure;
import io.voxari.agent.Measurement;
import io.voxari.agent.runtime.AsteriskState;
import io.voxari.agent.runtime.CallStep;
import io.voxari.testkit.SimulatedCaller;
import io.voxari.testkit.Sound;
import io.voxari.testkit.asterisk.HeardAudio;
import io.voxari.testkit.asterisk.SpeechFixture;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What is lost without a word, or comes when it should not, in virtual time: each call ends with its cause, nothing is left
 * behind, and whoever calls next is served.
 */
class VirtualLossTest {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final byte[] SPEECH = SpeechFixture.noise(5, Duration.ofSeconds(2));

    private final TestAgent agent = TestAgent.listening(SPEECH);
    private final List<Measurement> measured = new CopyOnWriteArrayList<>();
    private final VirtualBoard board = new VirtualBoard(agent, builder -> builder.observer(measured::add));

    @AfterEach
    void nextCallIsServedAndNothingIsLeft() {
        try (board) {
            SimulatedCaller next = board.asterisk
                    .call("8000")
                    .hears(Sound.anything(), Duration.ofSeconds(1))
                    .waits(Duration.ofSeconds(3))
                    .hangsUp();
            next.awaitEnded(PATIENCE);
            assertThat(next.heard().find(SPEECH).isExact()).as("the next call").isTrue();
            board.awaitQuiet();
        }
    }

    private SimulatedCaller talking() {
        SimulatedCaller caller = board.asterisk.call("8000");
        caller.awaitAnswered(PATIENCE);
        board.time.awaitUntil(() -> caller.heard().samples() > 800, PATIENCE);
        return caller;
    }

    private List<EndCause.Kind> awaitEnds(int calls) {
        board.time.awaitUntil(() -> board.timeline.ends.size() >= calls, PATIENCE);
        return board.timeline.ends.stream().map(EndCause::kind).toList();
    }

    private void awaitConnections(int times) {
        board.time.awaitUntil(
                () -> Collections.frequency(board.timeline.states, AsteriskState.CONNECTED) >= times, PATIENCE);
    }

    @Test
    void eventConnectionThatIsDeadWithoutASignIsFoundOutAndMadeAnew() {
        SimulatedCaller caller = talking();
        Duration before = board.time.passed();
        board.asterisk.faults().halfOpenEvents();
        awaitConnections(2);
        assertThat(board.time.passed().minus(before)).isLessThan(Duration.ofSeconds(15));
        assertThat(caller.isEnded()).as("nothing happened to the call").isFalse();
        caller.hangUp();
        assertThat(awaitEnds(1)).containsExactly(EndCause.Kind.CALLER_HANGUP);
    }

    @Test
    void callThatEndsUnseenIsFoundWhenTheEventsComeAgain() {
        SimulatedCaller caller = talking();
        board.asterisk.faults().halfOpenEvents();
        caller.hangUp();
        assertThat(awaitEnds(1)).containsExactly(EndCause.Kind.CALLER_HANGUP);
    }

    @Test
    void callWhoseAudioIsDeadWithoutASignGetsAnother() {
        SimulatedCaller caller = talking();
        board.asterisk.faults().halfOpenMedia();
        board.time.awaitUntil(() -> board.timeline.kinds().contains(CallStep.Kind.MEDIA_RESTORED), PATIENCE);
        caller.hangUp();
        assertThat(awaitEnds(1)).containsExactly(EndCause.Kind.CALLER_HANGUP);
    }

    @Test
    void restartOfAsteriskEndsItsCalls() {
        SimulatedCaller one = talking();
        SimulatedCaller other = talking();
        board.asterisk.faults().restart(Duration.ofSeconds(4));
        one.awaitEnded(PATIENCE);
        other.awaitEnded(PATIENCE);
        assertThat(awaitEnds(2)).hasSize(2);
        awaitConnections(2);
        assertThat(agent.ends).as("agents that were closed").hasSize(2);
    }

    @Test
    void eventsThatComeLateAreDealtWith() {
        board.asterisk.faults().delayEvents(Duration.ofMillis(400));
        board.asterisk.faults().repeatEvents(2);
        SimulatedCaller caller = board.asterisk
                .call("8000")
                .hears(Sound.anything(), Duration.ofSeconds(3))
                .waits(Duration.ofSeconds(4))
                .hangsUp();
        caller.awaitEnded(PATIENCE);
        assertThat(caller.heard().find(SPEECH).isExact()).isTrue();
        assertThat(awaitEnds(1)).containsExactly(EndCause.Kind.CALLER_HANGUP);
        board.asterisk.faults().repeatEvents(1);
        board.asterisk.faults().delayEvents(Duration.ZERO);
    }

    @Test
    void audioBeforeMediaStartDoesNoHarm() {
        board.asterisk.faults().audioBeforeStart(true);
        SimulatedCaller caller = talking();
        board.time.advance(Duration.ofSeconds(3));
        assertThat(caller.heard().find(SPEECH).isExact()).isTrue();
        caller.hangUp();
        assertThat(awaitEnds(1)).containsExactly(EndCause.Kind.CALLER_HANGUP);
    }

    @Test
    void requestThatIsNeverAnsweredRefusesTheCallInTime() {
        board.asterisk.faults().ignoreRequests("POST /channels/externalMedia", 1);
        assertThat(board.asterisk.call("8000").awaitRefused(PATIENCE)).isEqualTo(38);
        assertThat(awaitEnds(1)).hasSize(1);
    }

    /** Of the bridge and of the media channel. */
    @Test
    void requestsToTakeDownThatAreNeverAnsweredLeaveNothing() {
        SimulatedCaller caller = talking();
        board.asterisk.faults().ignoreRequests("DELETE /", 2);
        caller.hangUp();
        assertThat(awaitEnds(1)).containsExactly(EndCause.Kind.CALLER_HANGUP);
    }

    @Test
    void wordsOfTheCallerThatAreLostOrComeInABurstEndNothing() {
        SimulatedCaller caller = talking();
        board.asterisk.faults().loseSpeech(Duration.ofSeconds(3));
        board.time.advance(Duration.ofSeconds(4));
        board.asterisk.faults().holdSpeech(Duration.ofSeconds(3));
        board.time.advance(Duration.ofSeconds(4));
        assertThat(caller.isEnded()).isFalse();
        HeardAudio heard = caller.heard();
        assertThat(heard.find(SPEECH).isExact()).isTrue();
        caller.hangUp();
        assertThat(awaitEnds(1)).containsExactly(EndCause.Kind.CALLER_HANGUP);
        assertThat(Duration.ofNanos(value(Measure.INBOUND_LONGEST_GAP)))
                .isBetween(Duration.ofMillis(2_900), Duration.ofMillis(3_100));
    }

    @Test
    void observerIsToldHowMuchOfTheCallerIsMissingAndHowMuchCameLate() {
        SimulatedCaller caller = talking();
        board.asterisk.faults().loseSpeech(Duration.ofMillis(600));
        board.time.advance(Duration.ofSeconds(2));
        board.asterisk.faults().holdSpeech(Duration.ofMillis(500));
        board.time.advance(Duration.ofSeconds(2));
        caller.hangUp();
        assertThat(awaitEnds(1)).containsExactly(EndCause.Kind.CALLER_HANGUP);
        assertThat(value(Measure.INBOUND_HOLES)).isEqualTo(2);
        assertThat(Duration.ofNanos(value(Measure.INBOUND_MISSING)))
                .isBetween(Duration.ofMillis(580), Duration.ofMillis(640));
        assertThat(value(Measure.INBOUND_LATE)).isBetween(20L, 25L);
        assertThat(Duration.ofNanos(value(Measure.INBOUND_LONGEST_GAP)))
                .isBetween(Duration.ofMillis(600), Duration.ofMillis(660));
    }

    private long value(Measure measure) {
        List<Measurement> told =
                measured.stream().filter(one -> one.measure() == measure).toList();
        assertThat(told).as("%s", measure).hasSize(1);
        return told.get(0).value();
    }
}
