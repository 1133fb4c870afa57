package io.voxari.agent.runtime.functional;

import static org.assertj.core.api.Assertions.assertThat;

import io.voxari.agent.AgentCall;
import io.voxari.agent.CallEvent;
import io.voxari.agent.Destination;
import io.voxari.agent.EndCause;
import io.voxari.agent.Lease;
import io.voxari.agent.QuotaDecision;
import io.voxari.agent.TransferRequest;
import io.voxari.agent.runtime.CallStep;
import io.voxari.ari.AriClient;
import io.voxari.testkit.SimulatedCaller;
import io.voxari.testkit.SimulatedPhone;
import io.voxari.testkit.asterisk.SpeechFixture;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Asterisk does not do when it is asked is made good, without a loss of the connection; in virtual time. */
class LeftBehindTest {
    private static final Duration PATIENCE = VirtualBoard.PATIENCE;
    private static final byte[] WORDS = SpeechFixture.noise(71, Duration.ofSeconds(1));

    private final TestAgent agent = TestAgent.listening(new byte[0]);
    private final AtomicInteger givenBack = new AtomicInteger();
    private final VirtualBoard board = new VirtualBoard(
            agent,
            builder -> builder.quota((offer, workflow) -> QuotaDecision.grant((Lease) givenBack::incrementAndGet)));

    private AgentCall hands() {
        return agent.calls.get(0);
    }

    private void awaitEnd(EndCause.Kind kind) {
        board.awaitQuiet();
        assertThat(board.timeline.ends).extracting(EndCause::kind).containsExactly(kind);
        assertThat(givenBack).hasValue(1);
    }

    @Test
    void callerWhoCouldNotBeHungUpIsHungUpLater() {
        try (board) {
            SimulatedCaller caller = board.talking(agent);
            board.asterisk
                    .faults()
                    .refuseRequests("DELETE /channels/" + hands().context().callId(), 1);
            hands().hangup();
            assertThat(caller.awaitEnded(PATIENCE))
                    .as("the cause it was to be told")
                    .isEqualTo(16);
            awaitEnd(EndCause.Kind.AGENT_HANGUP);
        }
    }

    @Test
    void callerWhoCannotBeHungUpForLongIsNotForgotten() {
        try (board) {
            SimulatedCaller caller = board.talking(agent);
            board.asterisk
                    .faults()
                    .refuseRequests("DELETE /channels/" + hands().context().callId(), 4);
            hands().hangup();
            board.time.advance(Duration.ofSeconds(15));
            // Whoever looks then must not take it for somebody who calls.
            board.asterisk.faults().dropEvents();
            assertThat(caller.awaitEnded(PATIENCE.multipliedBy(2)))
                    .as("the cause it was to be told")
                    .isEqualTo(16);
            awaitEnd(EndCause.Kind.AGENT_HANGUP);
            assertThat(agent.calls).hasSize(1);
        }
    }

    @Test
    void bridgeThatCouldNotBeDestroyedIsDestroyedLater() {
        try (board) {
            SimulatedCaller caller = board.talking(agent);
            board.asterisk.faults().refuseRequests("DELETE /bridges/", 3);
            caller.hangUp();
            awaitEnd(EndCause.Kind.CALLER_HANGUP);
        }
    }

    @Test
    void lostMediaChannelThatCouldNotBeHungUpIsHungUpThoughTheCallGoesOn() {
        try (board;
                AriClient observer = board.observer()) {
            SimulatedCaller caller = board.talking(agent);
            board.asterisk.faults().halfOpenMedia();
            board.asterisk.faults().refuseRequests("DELETE /channels/voxari-voxari-media", 2);
            board.time.awaitUntil(
                    () -> board.timeline.kinds().contains(CallStep.Kind.MEDIA_RESTORED), PATIENCE.multipliedBy(3));
            assertThat(mediaChannels(observer)).isEqualTo(2);
            board.time.advance(Duration.ofSeconds(12));
            assertThat(mediaChannels(observer)).isOne();
            TestAgent.say(hands(), WORDS);
            board.time.advance(Duration.ofSeconds(3));
            assertThat(caller.heard().find(WORDS).isExact()).isTrue();
            caller.hangUp();
            awaitEnd(EndCause.Kind.CALLER_HANGUP);
        }
    }

    private long mediaChannels(AriClient observer) {
        return board.time.await(observer.channels().list().sendAsync(), PATIENCE).stream()
                .filter(channel -> channel.id().startsWith("voxari-voxari-media"))
                .count();
    }

    @Test
    void targetThatIsNotGivenUpIsGivenUpOnceMore() {
        try (board) {
            SimulatedPhone desk = board.asterisk.phone("6001").isNotAnswered();
            SimulatedCaller caller = board.talking(agent);
            var outcome = hands().transfer(new TransferRequest.Blind(Destination.of("6001")));
            SimulatedCaller rung = desk.awaitCall(PATIENCE);
            board.asterisk.faults().refuseRequests("DELETE /channels/voxari-voxari-call", 1);
            caller.hangUp();
            rung.awaitEnded(Duration.ofSeconds(1));
            assertThat(outcome.toCompletableFuture()).isCompleted();
            awaitEnd(EndCause.Kind.CALLER_HANGUP);
        }
    }

    @Test
    void targetThatIsNotHungUpAfterAConsultationIsHungUpLater() {
        try (board) {
            SimulatedPhone desk = board.asterisk.phone("6001");
            SimulatedCaller caller = board.talking(agent);
            var outcome = hands().transfer(new TransferRequest.Attended(Destination.of("6001")));
            SimulatedCaller target = desk.awaitCall(PATIENCE);
            board.time.awaitUntil(
                    () -> agent.events.stream().anyMatch(CallEvent.ConsultationStarted.class::isInstance), PATIENCE);
            board.asterisk.faults().refuseRequests("DELETE /channels/voxari-voxari-call", 2);
            hands().cancelTransfer();
            board.time.await(outcome, PATIENCE);
            target.awaitEnded(Duration.ofSeconds(12));
            assertThat(caller.isEnded()).isFalse();
            caller.hangUp();
            awaitEnd(EndCause.Kind.CALLER_HANGUP);
        }
    }

    /** Asterisk lists it for ever, and whoever looks after a loss of the connection finds it. */
    @Test
    void callerWhoseReferStaysUndecidedDoesNotCallAgain() {
        try (board) {
            SimulatedCaller caller = board.talking(agent).leavesReferOpen();
            var outcome = hands().transfer(new TransferRequest.Refer("sip:6002@example.org"));
            board.time.awaitUntil(() -> caller.referredTo().isPresent(), PATIENCE);
            caller.hangUp();
            board.time.await(outcome, PATIENCE);
            board.time.awaitUntil(() -> board.timeline.ends.size() == 1, PATIENCE);
            board.asterisk.faults().dropEvents();
            board.time.advance(Duration.ofSeconds(10));
            assertThat(agent.calls).hasSize(1);
            assertThat(board.voxari.stats()).isEqualTo(Switchboard.QUIET);
            SimulatedCaller next = board.asterisk.call("8000");
            next.awaitAnswered(PATIENCE);
            next.hangUp();
            board.time.awaitUntil(() -> board.timeline.ends.size() == 2, PATIENCE);
        }
    }

    /** The end takes longer than it takes until what was left is looked for. */
    @Test
    void callerOfALongEndIsHungUpLater() {
        try (board) {
            SimulatedCaller caller = board.talking(agent);
            board.asterisk
                    .faults()
                    .refuseRequests("DELETE /channels/" + hands().context().callId(), 2);
            board.asterisk.faults().ignoreRequests("DELETE /bridges/", 2);
            hands().hangup();
            caller.awaitEnded(PATIENCE.multipliedBy(4));
            awaitEnd(EndCause.Kind.AGENT_HANGUP);
        }
    }

    /** The caller stays where it was, or waits in silence. */
    @ParameterizedTest
    @ValueSource(strings = {"/removeChannel", "/moh"})
    void callerWhoCouldNotBeTakenToMusicHearsTheAgentAgain(String refused) {
        try (board) {
            SimulatedCaller caller = board.talking(agent);
            board.asterisk.faults().refuseRequests(refused, 1);
            board.asterisk.faults().dropMedia();
            board.awaitStep(CallStep.Kind.MEDIA_RESTORED);
            assertThat(board.asterisk.requests())
                    .as("what was done")
                    .noneMatch(asked -> asked.startsWith("POST") && asked.contains(refused));
            TestAgent.say(hands(), WORDS);
            board.time.advance(Duration.ofSeconds(3));
            assertThat(caller.heard().find(WORDS).isExact()).isTrue();
            caller.hangUp();
            awaitEnd(EndCause.Kind.CALLER_HANGUP);
        }
    }

    @Test
    void leaseIsGivenBackThoughAsteriskDoesNotAnswer() {
        try (board) {
            SimulatedCaller caller = board.talking(agent);
            board.asterisk.faults().ignoreRequests("DELETE /", 3);
            hands().hangup();
            board.time.awaitUntil(() -> givenBack.get() == 1, Duration.ofSeconds(1));
            assertThat(board.voxari.stats().leases()).isZero();
            assertThat(board.voxari.stats().calls())
                    .as("a call of which something is left")
                    .isOne();
            caller.awaitEnded(PATIENCE.multipliedBy(2));
            awaitEnd(EndCause.Kind.AGENT_HANGUP);
        }
    }
}
