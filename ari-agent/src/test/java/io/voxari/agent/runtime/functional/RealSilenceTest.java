package io.voxari.agent.runtime.functional;

import static org.assertj.core.api.Assertions.assertThat;

import io.voxari.agent.AgentCall;
import io.voxari.agent.AgentPipeline;
import io.voxari.agent.AgentProfile;
import io.voxari.agent.AgentSession;
import io.voxari.agent.AudioFormat;
import io.voxari.agent.CallEvent;
import io.voxari.agent.Destination;
import io.voxari.agent.EndCause;
import io.voxari.agent.Resolution;
import io.voxari.agent.TransferRequest;
import io.voxari.agent.TurnDetection;
import io.voxari.agent.runtime.AgentFallback;
import io.voxari.agent.runtime.CallListener;
import io.voxari.agent.runtime.CallStep;
import io.voxari.agent.runtime.EndedCall;
import io.voxari.agent.runtime.VoiceActivityDetector;
import io.voxari.testkit.asterisk.AfterSpeech;
import io.voxari.testkit.asterisk.CallPlan;
import io.voxari.testkit.asterisk.CalleePlan;
import io.voxari.testkit.asterisk.SipCall;
import io.voxari.testkit.asterisk.SipCallee;
import io.voxari.testkit.asterisk.SpeechFixture;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Callers of agents that fail, stall, or ignore them, where Asterisk's own ear and its ways have a part; all at a time. */
@Tag("asterisk")
@Tag("real") // It is Asterisk's ear that is tested.
class RealSilenceTest {
    private static final Duration PATIENCE = Switchboard.PATIENCE;
    private static final byte[] SORRY = SpeechFixture.noise(81, Duration.ofMillis(1_500));
    private static final byte[] LONG = SpeechFixture.noise(82, Duration.ofSeconds(8));
    private static final byte[] WORDS = SpeechFixture.noise(83, Duration.ofMillis(1_200));
    private static final int PIECE = 1_600;
    private static final String STALLS = "8000";
    private static final String DETECTED = "8001";
    private static final String UNDETECTED = "8002";
    private static final String FAILS = "8003";
    private static final String IGNORES = "8004";

    private final Map<String, EndCause> ends = new ConcurrentHashMap<>();
    private final TestAgent mute = TestAgent.listening(new byte[0]);
    private final TestAgent heard = TestAgent.listening(LONG);
    private final TestAgent alsoHeard = TestAgent.listening(LONG);

    private static AgentPipeline with(TurnDetection turns, AgentPipeline agent) {
        return new AgentPipeline() {
            @Override
            public AgentProfile profile() {
                return AgentProfile.of(AudioFormat.ULAW_8K).turns(turns);
            }

            @Override
            public CompletionStage<AgentSession> open(AgentCall call) {
                return agent.open(call);
            }
        };
    }

    /** {@return one that does something at the answer, and nothing else} */
    private static TestAgent atTheAnswer(java.util.function.Consumer<AgentCall> does) {
        return TestAgent.listening(new byte[0], (call, event) -> {
            if (event instanceof CallEvent.Answered) {
                does.accept(call);
            }
        });
    }

    private static CallPlan plan(String number) {
        ByteArrayOutputStream speech = new ByteArrayOutputStream();
        speech.writeBytes(SpeechFixture.silence(Duration.ofMillis(1_500)));
        speech.writeBytes(WORDS);
        return CallPlan.to(number).saying(speech.toByteArray()).afterSpeech(AfterSpeech.SILENCE);
    }

    private EndCause.Kind endOf(String number) {
        Awaitility.await().atMost(PATIENCE).until(() -> ends.containsKey(number));
        return Objects.requireNonNull(ends.get(number), number).kind();
    }

    /** Piece by piece: on a busy machine holes may lie between and within. */
    private static boolean hasHeard(SipCall call, byte[] words) {
        return IntStream.iterate(0, at -> at < words.length, at -> at + PIECE)
                        .filter(at -> call.heard()
                                .find(Arrays.copyOfRange(words, at, Math.min(words.length, at + PIECE)))
                                .isExact())
                        .count()
                > 1;
    }

    private static boolean isCut(TestAgent agent) {
        return agent.events.stream()
                .filter(CallEvent.PlaybackEnded.class::isInstance)
                .map(event -> ((CallEvent.PlaybackEnded) event).outcome())
                .anyMatch(outcome -> outcome.interrupted() && !outcome.written().isZero());
    }

    @Test
    void nobodyIsLeftInSilence() {
        AgentFallback sorry = AgentFallback.hangUp().saying(AudioFormat.ULAW_8K, SORRY);
        try (SipCallee busy = SipCallee.start(CalleePlan.refusing(486));
                SipCallee desk = SipCallee.start(CalleePlan.answeringAfter(Duration.ofMillis(500)));
                Switchboard board = Switchboard.with(builder -> builder.resolver(
                                offer -> Resolution.accept(offer.calledNumber()))
                        .whenAgentStalls(Duration.ofSeconds(2), sorry)
                        .whenAgentFails(
                                AgentFallback.transfer(new TransferRequest.Blind(Destination.of(desk.endpoint()))))
                        .agent(STALLS, mute)
                        .agent(DETECTED, with(TurnDetection.by(VoiceActivityDetector::new), heard))
                        .agent(
                                UNDETECTED,
                                with(
                                        TurnDetection.by(() -> {
                                            throw new IllegalStateException("no model");
                                        }),
                                        alsoHeard))
                        .agent(FAILS, atTheAnswer(call -> call.fail(new IllegalStateException("no model"))))
                        .agent(IGNORES, atTheAnswer(call -> {
                            var unused = call.transfer(new TransferRequest.Blind(Destination.of(busy.endpoint())));
                        }))
                        .listener(new CallListener() {
                            @Override
                            public void onEnded(EndedCall call) {
                                ends.put(call.offer().calledNumber(), call.cause());
                            }
                        }))) {
            SipCall stalls = board.call(plan(STALLS));
            SipCall detected = board.call(plan(DETECTED));
            SipCall undetected = board.call(plan(UNDETECTED));
            SipCall fails = board.call(CallPlan.to(FAILS));
            SipCall ignored = board.call(CallPlan.to(IGNORES));
            // What it says comes back from the desk.
            Awaitility.await()
                    .atMost(PATIENCE)
                    .until(() -> board.timeline.kinds().contains(CallStep.Kind.TRANSFERRED));
            fails.say(WORDS);
            Awaitility.await().atMost(PATIENCE).until(() -> hasHeard(fails, WORDS));
            fails.hangUp();
            assertThat(endOf(FAILS)).isEqualTo(EndCause.Kind.TRANSFERRED);
            for (SipCall call : new SipCall[] {stalls, detected, undetected, ignored}) {
                call.awaitEnd(PATIENCE);
                assertThat(hasHeard(call, SORRY)).isTrue();
            }
            for (String number : new String[] {STALLS, DETECTED, UNDETECTED, IGNORES}) {
                assertThat(endOf(number)).as(number).isEqualTo(EndCause.Kind.AGENT_FAILED);
            }
            assertThat(isCut(heard)).isTrue();
            assertThat(isCut(alsoHeard)).isTrue();
            assertThat(alsoHeard.events).anyMatch(CallEvent.CallerSpeechStarted.class::isInstance);
            board.awaitQuiet();
        }
    }
}
