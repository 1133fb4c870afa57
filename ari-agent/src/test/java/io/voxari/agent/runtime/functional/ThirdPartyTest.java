package io.voxari.agent.runtime.functional;

import static org.assertj.core.api.Assertions.assertThat;

import io.voxari.agent.AgentCall;
import io.voxari.agent.CallEvent;
import io.voxari.agent.Destination;
import io.voxari.agent.DialOutcome;
import io.voxari.agent.EndCause;
import io.voxari.agent.OutboundRequest;
import io.voxari.agent.Resolution;
import io.voxari.agent.TransferOutcome;
import io.voxari.agent.TransferOutcome.Kind;
import io.voxari.agent.TransferRequest;
import io.voxari.agent.Workflow;
import io.voxari.agent.runtime.OutboundCall;
import io.voxari.testkit.asterisk.CallPlan;
import io.voxari.testkit.asterisk.CalleePlan;
import io.voxari.testkit.asterisk.HeardAudio;
import io.voxari.testkit.asterisk.SipCall;
import io.voxari.testkit.asterisk.SipCallee;
import io.voxari.testkit.asterisk.SipCaller;
import io.voxari.testkit.asterisk.SpeechFixture;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Transfers of each kind to a third telephone, over a real Asterisk: whoever is sent there talks with it; see also {@link TransferTest}. */
@Tag("asterisk")
@Tag("real") // The three have SIP of their own.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ThirdPartyTest {
    private static final Duration SOON = Duration.ofMillis(300);
    private static final byte[] WORDS = SpeechFixture.noise(41, Duration.ofMillis(800));
    private static final byte[] ANNOUNCEMENT = SpeechFixture.noise(42, Duration.ofSeconds(20));

    private final TestAgent agent = TestAgent.listening(new byte[0]);
    private Switchboard board;

    @BeforeAll
    void open() {
        board = Switchboard.with(
                builder -> builder.resolver(offer -> Resolution.accept("test")).agent(agent));
    }

    @AfterAll
    void close() {
        board.close();
    }

    @BeforeEach
    void forget() {
        agent.forget();
        board.timeline.clear();
    }

    @AfterEach
    void nothingIsLeft() {
        board.awaitQuiet();
    }

    private AgentCall awaitAnswered() {
        awaitEvent(new CallEvent.Answered());
        return agent.calls.get(0);
    }

    private void awaitEvent(CallEvent event) {
        Awaitility.await().atMost(Switchboard.PATIENCE).until(() -> agent.events.contains(event));
    }

    private static <T> T get(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
    }

    private static void awaitHeard(Supplier<HeardAudio> ear, byte[] words) {
        Awaitility.await().atMost(Switchboard.PATIENCE).untilAsserted(() -> HeardFrames.assertHeard(ear.get(), words));
    }

    /** The third says back what it hears, and both hang up. */
    private static void talks(SipCall call, SipCallee third) {
        Awaitility.await()
                .atMost(Switchboard.PATIENCE)
                .until(() -> third.trace().contains("ACK sip:"));
        // Asterisk, too, takes a moment until the two hear each other.
        call.say(SpeechFixture.silence(Duration.ofMillis(600)));
        call.say(WORDS);
        awaitHeard(call::heard, WORDS);
        HeardFrames.assertHeard(third.heard(), WORDS);
        call.hangUp();
        call.awaitEnd(Switchboard.PATIENCE);
        third.awaitEnd(Switchboard.PATIENCE);
    }

    private static TransferRequest asking(SipCallee third) {
        return new TransferRequest.Attended(Destination.of(third.endpoint()))
                .announcing(ByteBuffer.wrap(ANNOUNCEMENT))
                .acceptedBy('1');
    }

    @Test
    void thirdThatPressesTheKeyTalksWithTheCaller() {
        try (SipCallee third = SipCallee.start(CalleePlan.answeringAfter(SOON))) {
            SipCall call = board.call(CallPlan.to("8000"));
            CompletionStage<TransferOutcome> outcome = awaitAnswered().transfer(asking(third));
            awaitEvent(new CallEvent.ConsultationStarted());
            int before = call.heard().samples();
            Awaitility.await().atMost(Switchboard.PATIENCE).until(() -> HeardFrames.isSoundAfter(before, call.heard()));
            third.press("1");
            awaitEvent(new CallEvent.TargetDtmf('1'));
            assertThat(get(outcome).kind()).isEqualTo(Kind.DONE);
            talks(call, third);
            assertThat(HeardFrames.inOrder(third.heard(), ANNOUNCEMENT)).isPositive();
            assertThat(HeardFrames.inOrder(call.heard(), ANNOUNCEMENT)).isZero();
        }
        assertThat(board.timeline.awaitEnds(1)).extracting(EndCause::kind).containsExactly(EndCause.Kind.TRANSFERRED);
    }

    @Test
    void thirdThatPressesAnotherKeyIsHungUp() {
        try (SipCallee third = SipCallee.start(CalleePlan.answeringAfter(SOON))) {
            SipCall call = board.call(CallPlan.to("8000"));
            AgentCall hands = awaitAnswered();
            CompletionStage<TransferOutcome> outcome = hands.transfer(asking(third));
            awaitEvent(new CallEvent.ConsultationStarted());
            third.press("2");
            TransferOutcome told = get(outcome);
            assertThat(told.kind()).isEqualTo(Kind.FAILED);
            assertThat(told.dialled().map(DialOutcome::kind)).contains(DialOutcome.Kind.ANSWERED);
            third.awaitEnd(Switchboard.PATIENCE);
            TestAgent.say(hands, WORDS);
            awaitHeard(call::heard, WORDS);
            call.hangUp();
            call.awaitEnd(Switchboard.PATIENCE);
        }
        assertThat(board.timeline.awaitEnds(1)).extracting(EndCause::kind).containsExactly(EndCause.Kind.CALLER_HANGUP);
    }

    @Test
    void dialplanCallsTheThird() {
        try (SipCallee third = SipCallee.start(CalleePlan.answeringAfter(SOON))) {
            SipCall call = board.call(CallPlan.to("8000"));
            AgentCall hands = awaitAnswered();
            get(hands.setVariable("TARGET", third.endpoint()));
            assertThat(get(hands.transfer(new TransferRequest.Dialplan("inside", "dial", 1)))
                            .kind())
                    .isEqualTo(Kind.DONE);
            assertThat(board.timeline.awaitEnds(1))
                    .extracting(EndCause::kind)
                    .containsExactly(EndCause.Kind.TRANSFERRED);
            talks(call, third);
        }
    }

    /** The second telephone is told to call the third, does so by itself, and is out of Asterisk. */
    @Test
    void telephoneThatIsReferredCallsTheThird() {
        try (SipCallee third = SipCallee.start(CalleePlan.answeringAfter(SOON));
                SipCallee second =
                        SipCallee.start(CalleePlan.answeringAfter(Duration.ZERO).followingRefer())) {
            String address = third.endpoint().substring(third.endpoint().indexOf("sip:"));
            OutboundCall placed =
                    board.voxari.dial(OutboundRequest.of(Destination.of(second.endpoint()), Workflow.of("test")));
            CompletionStage<TransferOutcome> outcome = awaitAnswered().transfer(new TransferRequest.Refer(address));
            Awaitility.await()
                    .atMost(Switchboard.PATIENCE)
                    .until(() -> second.trace().contains("Refer-To: " + address)
                            || second.trace().contains("Refer-To: <" + address));
            String[] hostPort = address.substring(address.indexOf('@') + 1).split(":", 2);
            try (SipCaller followed = SipCaller.to(new InetSocketAddress(hostPort[0], Integer.parseInt(hostPort[1])))) {
                talks(followed.place(CallPlan.to("8001")), third);
            }
            assertThat(get(outcome).kind()).isEqualTo(Kind.DONE);
            assertThat(get(placed.ended()).kind()).isEqualTo(EndCause.Kind.TRANSFERRED);
            second.awaitEnd(Switchboard.PATIENCE);
        }
    }
}
