package io.voxari.agent.runtime.functional;

import static org.assertj.core.api.Assertions.assertThat;

import io.voxari.agent.AgentCall;
import io.voxari.agent.AgentPipeline;
import io.voxari.agent.AgentProfile;
import io.voxari.agent.AgentSession;
import io.voxari.agent.AudioFormat;
import io.voxari.agent.CallEvent;
import io.voxari.agent.CallLimits;
import io.voxari.agent.Measure;
import io.voxari.agent.Measurement;
import io.voxari.agent.PlaybackOutcome;
import io.voxari.agent.Resolution;
import io.voxari.agent.TurnDetection;
import io.voxari.agent.Workflow;
import io.voxari.agent.runtime.VoiceActivityDetector;
import io.voxari.testkit.SimulatedCaller;
import io.voxari.testkit.asterisk.SpeechFixture;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** A caller who speaks while the agent does, and who of the three finds it out; in virtual time. */
class TurnTest {
    private static final Duration PATIENCE = VirtualBoard.PATIENCE;
    private static final byte[] SPEECH = SpeechFixture.noise(5, Duration.ofSeconds(6));
    private static final byte[] COUGH = SpeechFixture.noise(6, Duration.ofMillis(80));
    private static final byte[] WORDS = SpeechFixture.noise(7, Duration.ofSeconds(2));
    private static final Duration FIRST = Duration.ofSeconds(2);

    private final TestAgent agent = TestAgent.listening(new byte[0]);

    private final List<Measurement> measured = new CopyOnWriteArrayList<>();

    private VirtualBoard board(TurnDetection turns, CallLimits limits) {
        return board(agent, turns, limits);
    }

    private VirtualBoard board(TestAgent agent, TurnDetection turns, CallLimits limits) {
        AgentPipeline pipeline = new AgentPipeline() {
            @Override
            public AgentProfile profile() {
                return AgentProfile.of(AudioFormat.ULAW_8K).turns(turns);
            }

            @Override
            public CompletionStage<AgentSession> open(AgentCall call) {
                return agent.open(call);
            }
        };
        return new VirtualBoard(
                pipeline,
                builder -> builder.observer(measured::add)
                        .resolver(offer -> CompletableFuture.completedFuture(new Resolution.Accept(
                                Workflow.of("test"), new io.voxari.agent.AnswerPolicy.WhenReady(), limits))));
    }

    private AgentCall talking(VirtualBoard board) {
        board.time.awaitUntil(() -> agent.events.contains(new CallEvent.Answered()), PATIENCE);
        return agent.calls.get(0);
    }

    private PlaybackOutcome outcome(VirtualBoard board) {
        board.time.awaitUntil(() -> !outcomes().isEmpty(), PATIENCE);
        return outcomes().get(0);
    }

    /** Of what was said; the agent has an utterance that stays empty too. */
    private List<PlaybackOutcome> outcomes() {
        return agent.events.stream()
                .filter(CallEvent.PlaybackEnded.class::isInstance)
                .map(event -> ((CallEvent.PlaybackEnded) event).outcome())
                .filter(outcome -> !outcome.written().isZero())
                .toList();
    }

    private long told(Class<? extends CallEvent> kind) {
        return agent.events.stream().filter(kind::isInstance).count();
    }

    private static void talking(VirtualBoard board, boolean begins) {
        String channel = board.timeline.offers.get(0).callId();
        board.asterisk
                .faults()
                .sendEvent("{\"type\":\""
                        + (begins ? "ChannelTalkingStarted\"" : "ChannelTalkingFinished\",\"duration\":500")
                        + ",\"application\":\"voxari\",\"timestamp\":\"2026-01-01T12:00:00.000+0000\",\"channel\":{\"id\":\""
                        + channel + "\",\"name\":\"PJSIP/x\",\"state\":\"Up\"}}");
    }

    @Test
    void wordsCutTheVoiceOfAnAgentThatDoesNothingAboutIt() {
        try (VirtualBoard board = board(TurnDetection.by(VoiceActivityDetector::new), CallLimits.NONE)) {
            board.asterisk.call("8000").waits(FIRST).says(WORDS).waits(FIRST).hangsUp();
            AgentCall hands = talking(board);
            TestAgent.say(hands, SPEECH);
            PlaybackOutcome cut = outcome(board);
            assertThat(cut.interrupted()).isTrue();
            assertThat(cut.played()).isBetween(Duration.ofMillis(1_500), Duration.ofMillis(2_300));
            board.time.awaitUntil(() -> told(CallEvent.CallerSpeechEnded.class) == 1, PATIENCE);
            assertThat(told(CallEvent.CallerSpeechStarted.class)).isOne();
            board.awaitQuiet();
            // As long as is enough to be words, and what of it the detector needs to hear speech.
            assertThat(values(Measure.SPEECH_TO_INTERRUPTION))
                    .singleElement()
                    .satisfies(took -> assertThat(took).isBetween(Duration.ofMillis(100), Duration.ofMillis(500)));
        }
    }

    @Test
    void coughOnlyLetsTheVoiceWaitAMoment() {
        try (VirtualBoard board = board(
                TurnDetection.by(VoiceActivityDetector::new).minimumSpeech(Duration.ofMillis(500)), CallLimits.NONE)) {
            SimulatedCaller ann = board.asterisk
                    .call("8000")
                    .waits(FIRST)
                    .says(COUGH)
                    .waits(Duration.ofSeconds(8))
                    .hangsUp();
            AgentCall hands = talking(board);
            TestAgent.say(hands, SPEECH);
            PlaybackOutcome whole = outcome(board);
            assertThat(whole.interrupted()).isFalse();
            assertThat(whole.played()).isEqualTo(Duration.ofSeconds(6));
            assertThat(told(CallEvent.CallerSpeechStarted.class)).isOne();
            assertThat(told(CallEvent.CallerSpeechEnded.class)).isOne();
            board.awaitQuiet();
            byte[] heard = ann.heard().ulaw();
            int end = ann.heard()
                    .find(Arrays.copyOfRange(SPEECH, SPEECH.length - 4_000, SPEECH.length))
                    .offset();
            int begin = ann.heard().find(Arrays.copyOf(SPEECH, 4_000)).offset();
            assertThat(heard).isNotEmpty();
            // It stood still for as long as the detector took to find silence again, and no more.
            assertThat(Duration.ofMillis((end - begin) / 8))
                    .isBetween(Duration.ofMillis(5_500 + 150), Duration.ofMillis(5_500 + 500));
        }
    }

    @Test
    void whatIsProtectedIsNotDisturbed() {
        try (VirtualBoard board = board(TurnDetection.by(VoiceActivityDetector::new), CallLimits.NONE)) {
            SimulatedCaller ann = board.asterisk
                    .call("8000")
                    .waits(FIRST)
                    .says(WORDS)
                    .waits(Duration.ofSeconds(5))
                    .hangsUp();
            AgentCall hands = talking(board);
            var notice = hands.speech().beginProtected(Duration.ofMinutes(1));
            notice.write(ByteBuffer.wrap(SPEECH));
            notice.end();
            assertThat(outcome(board).interrupted()).isFalse();
            assertThat(ann.heard().find(SPEECH).isExact()).isTrue();
            assertThat(told(CallEvent.CallerSpeechStarted.class)).isOne();
            board.awaitQuiet();
        }
    }

    @Test
    void asteriskSaysThatTheCallerSpeaks() {
        try (VirtualBoard board = board(TurnDetection.byAsterisk(), CallLimits.NONE)) {
            SimulatedCaller ann = board.asterisk.call("8000");
            AgentCall hands = talking(board);
            TestAgent.say(hands, SPEECH);
            board.time.advance(Duration.ofSeconds(1));
            talking(board, true);
            board.time.advance(Duration.ofMillis(450));
            talking(board, false);
            board.time.advance(Duration.ofSeconds(1));
            assertThat(outcomes()).as("cut by a cough").isEmpty();
            talking(board, true);
            assertThat(outcome(board).interrupted()).isTrue();
            assertThat(told(CallEvent.CallerSpeechStarted.class)).isEqualTo(2);
            ann.hangUp();
            board.awaitQuiet();
        }
    }

    @Test
    void agentThatFindsItOutItselfIsNotInterfered() {
        try (VirtualBoard board = board(TurnDetection.byAgent(), CallLimits.NONE.noInput(Duration.ofMinutes(1)))) {
            SimulatedCaller ann = board.asterisk.call("8000");
            AgentCall hands = talking(board);
            TestAgent.say(hands, SPEECH);
            board.time.advance(Duration.ofSeconds(1));
            talking(board, true);
            assertThat(outcome(board).interrupted()).isFalse();
            assertThat(told(CallEvent.CallerSpeechStarted.class)).isOne();
            ann.hangUp();
            board.awaitQuiet();
        }
    }

    @Test
    void callerWhoseLineSavesSilenceIsSilentAllTheSame() {
        try (VirtualBoard board =
                board(TurnDetection.by(VoiceActivityDetector::new), CallLimits.NONE.noInput(Duration.ofSeconds(3)))) {
            SimulatedCaller ann = board.asterisk
                    .call("8000")
                    .sendsNoSilence()
                    .says(SpeechFixture.silence(Duration.ofMillis(500)))
                    .says(WORDS);
            talking(board);
            board.time.awaitUntil(() -> told(CallEvent.NoInput.class) > 0, PATIENCE);
            assertThat(told(CallEvent.CallerSpeechStarted.class)).isOne();
            assertThat(told(CallEvent.CallerSpeechEnded.class)).isOne();
            ann.hangUp();
            board.awaitQuiet();
        }
    }

    @Test
    void nextWordsOfACallerWhoseLineSavesSilenceAreHeardToo() {
        try (VirtualBoard board = board(TurnDetection.by(VoiceActivityDetector::new), CallLimits.NONE)) {
            SimulatedCaller ann = board.asterisk
                    .call("8000")
                    .sendsNoSilence()
                    .says(SpeechFixture.silence(Duration.ofMillis(500)))
                    .says(WORDS)
                    .waits(Duration.ofSeconds(4))
                    .says(WORDS);
            talking(board);
            board.time.awaitUntil(() -> told(CallEvent.CallerSpeechEnded.class) == 2, PATIENCE);
            assertThat(told(CallEvent.CallerSpeechStarted.class)).isEqualTo(2);
            ann.hangUp();
            board.awaitQuiet();
        }
    }

    @Test
    void timeToTheAnswerIsMeasuredWhereItIsWrittenAndWhereItIsHeard() {
        try (VirtualBoard board = board(TurnDetection.by(VoiceActivityDetector::new), CallLimits.NONE)) {
            SimulatedCaller ann =
                    board.asterisk.call("8000").waits(FIRST).says(WORDS).waits(FIRST);
            AgentCall hands = talking(board);
            board.time.awaitUntil(() -> told(CallEvent.CallerSpeechEnded.class) == 1, PATIENCE);
            board.time.advance(Duration.ofMillis(500));
            TestAgent.say(hands, SPEECH);
            board.time.awaitUntil(
                    () -> !values(Measure.CALLER_END_TO_FIRST_AUDIO_HEARD).isEmpty(), PATIENCE);
            assertThat(values(Measure.CALLER_END_TO_FIRST_AUDIO))
                    .singleElement()
                    .satisfies(written -> {
                        assertThat(written).isGreaterThanOrEqualTo(Duration.ofMillis(500));
                        assertThat(values(Measure.CALLER_END_TO_FIRST_AUDIO_HEARD))
                                .singleElement()
                                .satisfies(heard -> assertThat(heard.minus(written))
                                        .isBetween(Duration.ofMillis(1), Duration.ofMillis(200)));
                    });
            assertThat(outcome(board).written()).isEqualTo(Duration.ofSeconds(6));
            assertThat(ann.heard().find(SPEECH).isExact()).isTrue();
            ann.hangUp();
            board.awaitQuiet();
        }
    }

    private List<Duration> values(Measure measure) {
        return measured.stream()
                .filter(one -> one.measure() == measure)
                .map(one -> Duration.ofNanos(one.value()))
                .toList();
    }

    @Test
    void agentThatBeginsTogetherWithTheCallerGivesWay() {
        // It begins when the caller has, before it is sure that this is speech.
        TestAgent hasty = TestAgent.listening(new byte[0], (call, event) -> {
            agent.events.add(event);
            if (event instanceof CallEvent.CallerSpeechStarted) {
                TestAgent.say(call, SPEECH);
            }
        });
        for (Duration minimum : List.of(Duration.ofMillis(300), Duration.ZERO)) {
            agent.forget();
            try (VirtualBoard board = board(
                    hasty, TurnDetection.by(VoiceActivityDetector::new).minimumSpeech(minimum), CallLimits.NONE)) {
                SimulatedCaller ann =
                        board.asterisk.call("8000").waits(FIRST).says(WORDS).waits(FIRST);
                PlaybackOutcome cut = outcome(board);
                assertThat(cut.interrupted()).isTrue();
                assertThat(cut.played()).isLessThan(Duration.ofMillis(500));
                ann.hangUp();
                board.awaitQuiet();
            }
        }
    }

    @Test
    void wordsInAnUtteranceThatIsOpenAllTheTimeGiveWayToo() {
        try (VirtualBoard board = board(TurnDetection.by(VoiceActivityDetector::new), CallLimits.NONE)) {
            SimulatedCaller ann =
                    board.asterisk.call("8000").waits(FIRST).says(WORDS).waits(FIRST);
            AgentCall hands = talking(board);
            var open = hands.speech().begin();
            open.write(ByteBuffer.wrap(COUGH));
            board.time.awaitUntil(() -> told(CallEvent.CallerSpeechStarted.class) == 1, PATIENCE);
            open.write(ByteBuffer.wrap(SPEECH));
            assertThat(outcome(board).interrupted()).isTrue();
            assertThat(outcome(board).played()).isLessThan(Duration.ofSeconds(1));
            ann.hangUp();
            board.awaitQuiet();
        }
    }

    @Test
    void agentThatSpeaksOnPurposeIntoLongSpeechIsHeard() {
        try (VirtualBoard board = board(TurnDetection.by(VoiceActivityDetector::new), CallLimits.NONE)) {
            SimulatedCaller ann =
                    board.asterisk.call("8000").waits(FIRST).says(WORDS).waits(FIRST);
            AgentCall hands = talking(board);
            board.time.awaitUntil(() -> told(CallEvent.CallerSpeechStarted.class) == 1, PATIENCE);
            board.time.advance(Duration.ofSeconds(1));
            TestAgent.say(hands, COUGH);
            assertThat(outcome(board).interrupted()).isFalse();
            ann.hangUp();
            board.awaitQuiet();
        }
    }

    /** The no-input timer would tell a caller who speaks that it is silent. */
    @Test
    void asteriskListensInPlaceOfADetectorThatThrowsOrCannotBeMade() {
        NoClassDefFoundError missing = new NoClassDefFoundError("onnx");
        List<TurnDetection> broken = List.of(
                TurnDetection.by(() -> audio -> {
                    throw missing;
                }),
                TurnDetection.by(() -> {
                    throw missing;
                }));
        for (TurnDetection turns : broken) {
            agent.forget();
            try (VirtualBoard board = board(turns, CallLimits.NONE.noInput(Duration.ofSeconds(5)))) {
                SimulatedCaller ann = board.asterisk
                        .call("8000")
                        .waits(FIRST)
                        .says(WORDS)
                        .waits(FIRST)
                        .says(WORDS);
                AgentCall hands = talking(board);
                board.time.awaitUntil(() -> told(CallEvent.CallerSpeechEnded.class) == 1, PATIENCE);
                TestAgent.say(hands, SPEECH);
                assertThat(outcome(board).interrupted()).isTrue();
                board.time.awaitUntil(() -> told(CallEvent.CallerSpeechEnded.class) == 2, PATIENCE);
                assertThat(told(CallEvent.NoInput.class)).isZero();
                board.time.awaitUntil(() -> told(CallEvent.NoInput.class) == 1, PATIENCE);
                ann.hangUp();
                board.awaitQuiet();
            }
        }
    }

    @Test
    void detectorThatThrowsEndsNoCall() {
        try (VirtualBoard board = board(
                TurnDetection.by(() -> audio -> {
                    throw new NoClassDefFoundError("onnx");
                }),
                CallLimits.NONE)) {
            SimulatedCaller ann = board.asterisk.call("8000");
            AgentCall hands = talking(board);
            TestAgent.say(hands, WORDS);
            assertThat(outcome(board).interrupted()).isFalse();
            assertThat(List.copyOf(agent.ends)).isEmpty();
            ann.hangUp();
            board.awaitQuiet();
        }
    }
}
