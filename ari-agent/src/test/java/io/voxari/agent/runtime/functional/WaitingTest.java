package io.voxari.agent.runtime.functional;

import static org.assertj.core.api.Assertions.assertThat;

import io.voxari.agent.AgentCall;
import io.voxari.agent.Destination;
import io.voxari.agent.EndCause;
import io.voxari.agent.TransferOutcome;
import io.voxari.agent.TransferOutcome.Kind;
import io.voxari.agent.TransferRequest;
import io.voxari.agent.runtime.CallStep;
import io.voxari.testkit.SimulatedCaller;
import io.voxari.testkit.Sound;
import io.voxari.testkit.asterisk.HeardAudio;
import io.voxari.testkit.asterisk.SpeechFixture;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a caller hears while it waits, in transfers and on hold: music, or the agent again, but never nothing; in virtual time. */
class WaitingTest {
    private static final Duration PATIENCE = VirtualBoard.PATIENCE;
    private static final byte[] SORRY = SpeechFixture.noise(91, Duration.ofSeconds(1));
    private static final int MUSIC_HZ = 350;
    private static final double MUSIC_DBFS = -45;
    private static final int SAMPLES_PER_MILLI = 8;

    private final TestAgent agent = TestAgent.listening(new byte[0]);
    private final VirtualBoard board = new VirtualBoard(agent, builder -> {});

    @AfterEach
    void nothingIsLeft() {
        try (board) {
            board.awaitQuiet();
        }
    }

    private static TransferRequest request(String kind) {
        Destination desk = Destination.of("6001").ringTimeout(Duration.ofSeconds(20));
        return kind.equals("blind") ? new TransferRequest.Blind(desk) : new TransferRequest.Attended(desk);
    }

    private AgentCall hands() {
        return agent.calls.get(0);
    }

    /** That all of the next two seconds is music. */
    private void hearsMusic(SimulatedCaller caller) {
        int before = caller.heard().samples();
        for (int i = 0; i < 4; i++) {
            caller.waits(Duration.ofMillis(400)).hears(Sound.tone(MUSIC_HZ), Duration.ofMillis(20));
        }
        board.time.advance(Duration.ofSeconds(2));
        HeardAudio heard = caller.heard();
        assertThat(heard.samples() - before)
                .as("samples of two seconds")
                .isBetween(1_900 * SAMPLES_PER_MILLI, 2_100 * SAMPLES_PER_MILLI);
        assertThat(heard.longestHoleWithin(before, heard.samples())).isLessThan(Duration.ofMillis(100));
        assertThat(heard.levelDbfs(before, heard.samples())).isGreaterThan(MUSIC_DBFS);
    }

    /** That the agent is heard, and by its caller alone. */
    private void hearsAgent(SimulatedCaller caller) {
        TestAgent.say(hands(), SORRY);
        board.time.advance(Duration.ofSeconds(2));
        assertThat(caller.heard().find(SORRY).isExact()).isTrue();
    }

    private void hangsUp(SimulatedCaller caller, EndCause.Kind kind) {
        caller.hangUp();
        board.awaitQuiet();
        assertThat(board.timeline.ends).extracting(EndCause::kind).containsExactly(kind);
    }

    @ParameterizedTest
    @ValueSource(strings = {"blind", "attended"})
    void callerHearsMusicWhileTheTargetRings(String kind) {
        var phone = board.asterisk.phone("6001").isNotAnswered();
        SimulatedCaller caller = board.talking(agent);
        CompletableFuture<TransferOutcome> outcome =
                hands().transfer(request(kind)).toCompletableFuture();
        SimulatedCaller desk = phone.awaitCall(PATIENCE);
        board.awaitStep(CallStep.Kind.ALERTED);
        hearsMusic(caller);
        hands().cancelTransfer();
        assertThat(board.time.await(outcome, PATIENCE).kind()).isEqualTo(Kind.FAILED);
        desk.awaitEnded(PATIENCE);
        hearsAgent(caller);
        hangsUp(caller, EndCause.Kind.CALLER_HANGUP);
    }

    @Test
    void callerHearsMusicWhileTheAgentTalksToTheTarget() {
        var phone = board.asterisk.phone("6001").answersAfter(Duration.ofMillis(500));
        SimulatedCaller caller = board.talking(agent);
        CompletableFuture<TransferOutcome> outcome =
                hands().transfer(request("attended")).toCompletableFuture();
        SimulatedCaller desk = phone.awaitCall(PATIENCE);
        board.awaitStep(CallStep.Kind.CONSULTATION);
        TestAgent.say(hands(), SORRY);
        hearsMusic(caller);
        assertThat(desk.heard().find(SORRY).isExact()).isTrue();
        assertThat(caller.heard().find(SORRY).correlation()).isLessThan(0.3);
        hands().completeTransfer();
        assertThat(board.time.await(outcome, PATIENCE).kind()).isEqualTo(Kind.DONE);
        hangsUp(caller, EndCause.Kind.TRANSFERRED);
    }

    @Test
    void callerOnHoldHearsMusic() {
        SimulatedCaller caller = board.talking(agent);
        board.time.await(hands().hold(), PATIENCE);
        hearsMusic(caller);
        board.time.await(hands().unhold(), PATIENCE);
        hearsAgent(caller);
        hangsUp(caller, EndCause.Kind.CALLER_HANGUP);
    }

    /** It has left the bridge, or has not; in either case nobody would be heard while the target rings. */
    @ParameterizedTest
    @CsvSource({"blind, /moh", "blind, /removeChannel", "attended, /moh", "attended, /removeChannel"})
    void callerWhoCannotHaveMusicIsTheAgentsAgain(String kind, String refused) {
        var unused = board.asterisk.phone("6001").isNotAnswered();
        SimulatedCaller caller = board.talking(agent);
        board.asterisk.faults().refuseRequests(refused, 1);
        TransferOutcome outcome = board.time.await(hands().transfer(request(kind)), Duration.ofSeconds(1));
        assertThat(outcome.kind()).isEqualTo(Kind.FAILED);
        assertThat(outcome.detail()).contains("music");
        hearsAgent(caller);
        if (kind.equals("attended")) {
            assertThat(board.asterisk.requests())
                    .as("nobody is called for a caller who cannot wait")
                    .noneMatch(asked -> asked.endsWith("/dial"));
        }
        hangsUp(caller, EndCause.Kind.CALLER_HANGUP);
    }

    @Test
    void callerWhoHangsUpWhileItIsTakenToItsMusicHasHungUp() {
        var phone = board.asterisk.phone("6001").isNotAnswered();
        SimulatedCaller caller = board.talking(agent);
        board.asterisk.faults().slowRequests(Duration.ofMillis(100));
        CompletableFuture<TransferOutcome> outcome =
                hands().transfer(request("blind")).toCompletableFuture();
        board.awaitStep(CallStep.Kind.TRANSFER_BEGUN);
        board.time.advance(Duration.ofMillis(150));
        caller.hangUp();
        assertThat(board.time.await(outcome, PATIENCE).kind()).isEqualTo(Kind.CALL_ENDED);
        phone.awaitCall(PATIENCE).awaitEnded(PATIENCE);
        board.awaitQuiet();
        assertThat(board.timeline.ends).extracting(EndCause::kind).containsExactly(EndCause.Kind.CALLER_HANGUP);
    }
}
