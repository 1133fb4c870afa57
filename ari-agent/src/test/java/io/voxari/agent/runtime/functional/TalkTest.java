package io.voxari.agent.runtime.functional;

import static org.assertj.core.api.Assertions.assertThat;

import io.voxari.agent.CallEvent;
import io.voxari.agent.EndCause;
import io.voxari.agent.Resolution;
import io.voxari.agent.runtime.AsteriskConfig;
import io.voxari.agent.runtime.CallStep;
import io.voxari.testkit.asterisk.CallOutcome;
import io.voxari.testkit.asterisk.CallPlan;
import io.voxari.testkit.asterisk.HeardAudio;
import io.voxari.testkit.asterisk.SipCall;
import io.voxari.testkit.asterisk.SpeechFixture;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What caller and agent hear of each other. */
@Tag("asterisk")
class TalkTest {
    private static final byte[] GREETING = SpeechFixture.agent();
    private static final byte[] SPEECH = SpeechFixture.caller();

    @Test
    void callerHearsTheGreetingWithoutGapsAndThenItself() {
        TestAgent agent = new TestAgent(GREETING);
        try (Switchboard board = echo(agent)) {
            CallOutcome outcome;
            SipCall call = board.call(CallPlan.to("8000")
                    .from("6001", "Ann Caller")
                    .saying(SPEECH)
                    .hangingUpAfter(Duration.ofSeconds(7)));
            outcome = call.awaitEnd(Switchboard.PATIENCE);
            assertThat(outcome.finalStatus()).isEqualTo(200);
            assertThat(outcome.provisional()).contains(180);
            HeardAudio heard = call.heard();
            HeardAudio.Match greeting = heard.find(GREETING);
            assertThat(greeting.isExact()).as("greeting: %s", greeting).isTrue();
            assertThat(heard.longestHoleWithin(greeting.offset(), greeting.offset() + GREETING.length))
                    .isLessThanOrEqualTo(Duration.ofMillis(60));
            HeardAudio.Match own = heard.find(SPEECH, greeting.offset() + GREETING.length);
            assertThat(own.isExact()).as("own voice: %s", own).isTrue();
            assertThat(board.timeline.awaitEnds(1))
                    .extracting(EndCause::kind)
                    .containsExactly(EndCause.Kind.CALLER_HANGUP);
            assertThat(agent.ends).hasSize(1);
            board.awaitQuiet();
        }
    }

    @Test
    void callNeedsNoOtherConnectionWhereRequestsGoOverTheWebSocket() {
        byte[] greeting = SpeechFixture.noise(3, Duration.ofMillis(500));
        TestAgent agent = new TestAgent(greeting);
        try (TcpCut line = new TcpCut();
                Switchboard board = Switchboard.behind(
                        line,
                        builder -> builder.resolver(offer -> Resolution.accept("echo"))
                                .agent(agent),
                        AsteriskConfig.Builder::requestsOverWebSocket)) {
            int before = line.connections();
            SipCall call = board.call(CallPlan.to("8000").hangingUpAfter(Duration.ofSeconds(2)));
            assertThat(call.awaitEnd(Switchboard.PATIENCE).finalStatus()).isEqualTo(200);
            assertThat(call.heard().find(greeting).isExact()).isTrue();
            board.awaitQuiet();
            assertThat(line.connections()).isEqualTo(before);
        }
    }

    @Test
    void agentKnowsWhoCallsWhom() {
        TestAgent agent = new TestAgent(GREETING);
        try (Switchboard board = echo(agent)) {
            CallOutcome outcome = board.outcomeOf(
                    CallPlan.to("8000").from("6001", "Ann Caller").hangingUpAfter(Duration.ofMillis(200)));
            assertThat(outcome.isAnswered()).isTrue();
            Map<String, String> context = agent.calls.get(0).context().asMap();
            assertThat(context)
                    .containsEntry("caller_number", "6001")
                    .containsEntry("called_number", "8000")
                    .containsEntry("direction", "inbound")
                    .containsEntry("provider", "ari");
            assertThat(context.get("call_id")).isNotBlank();
            assertThat(agent.calls.get(0).offer().callerName()).isEqualTo("Ann Caller");
            assertThat(agent.calls.get(0).offer().dialplanContext()).isEqualTo("from-external");
        }
    }

    @Test
    void stepsOfAGoodCallComeInOrder() {
        TestAgent agent = new TestAgent(GREETING);
        try (Switchboard board = echo(agent)) {
            board.outcomeOf(CallPlan.to("8000").hangingUpAfter(Duration.ofMillis(500)));
            board.timeline.awaitEnds(1);
            List<CallStep.Kind> kinds = new ArrayList<>(board.timeline.kinds());
            // Agent and audio are prepared at the same time.
            kinds.remove(CallStep.Kind.AGENT_READY);
            assertThat(kinds)
                    .containsExactly(
                            CallStep.Kind.OFFERED,
                            CallStep.Kind.RESOLVED,
                            CallStep.Kind.GRANTED,
                            CallStep.Kind.MEDIA_UP,
                            CallStep.Kind.ANSWERED,
                            CallStep.Kind.BRIDGED,
                            CallStep.Kind.FIRST_AGENT_AUDIO,
                            CallStep.Kind.HANGUP,
                            CallStep.Kind.ENDED);
            assertThat(board.timeline.steps)
                    .isSortedAccordingTo((a, b) -> Long.compare(a.sinceOfferedNanos(), b.sinceOfferedNanos()));
        }
    }

    @Test
    void callThatTheDialplanAnsweredIsTalkedToAsWell() {
        TestAgent agent = new TestAgent(GREETING);
        try (Switchboard board = echo(agent)) {
            SipCall call = board.call(CallPlan.to("up8000").hangingUpAfter(Duration.ofSeconds(4)));
            assertThat(call.awaitEnd(Switchboard.PATIENCE).isAnswered()).isTrue();
            assertThat(call.heard().find(GREETING)).matches(HeardAudio.Match::isExact);
            assertThat(agent.calls.get(0).offer().answered()).isTrue();
            board.awaitQuiet();
        }
    }

    @Test
    void everyKeyReachesTheAgentOnce() {
        TestAgent agent = new TestAgent(new byte[0]);
        try (Switchboard board = echo(agent)) {
            board.outcomeOf(
                    CallPlan.to("8000").pressing("159#", Duration.ofMillis(300)).hangingUpAfter(Duration.ofSeconds(2)));
            List<CallEvent.Dtmf> keys = agent.events.stream()
                    .filter(CallEvent.Dtmf.class::isInstance)
                    .map(CallEvent.Dtmf.class::cast)
                    .toList();
            assertThat(keys).extracting(CallEvent.Dtmf::digit).containsExactly('1', '5', '9', '#');
            assertThat(keys)
                    .allSatisfy(
                            key -> assertThat(key.duration()).isBetween(Duration.ofMillis(60), Duration.ofMillis(200)));
        }
    }

    @Test
    void goodbyeIsHeardToItsEndBeforeTheAgentHangsUp() {
        byte[] goodbye = SpeechFixture.noise(7, Duration.ofMillis(1_513));
        TestAgent agent = new TestAgent(new byte[0], (call, event) -> {
            if (event instanceof CallEvent.Dtmf) {
                TestAgent.say(call, goodbye);
                call.hangupWhenHeard();
            }
        });
        try (Switchboard board = echo(agent)) {
            SipCall call = board.call(CallPlan.to("8000").pressing("#", Duration.ofMillis(300)));
            CallOutcome outcome = call.awaitEnd(Switchboard.PATIENCE);
            assertThat(outcome.endedBy()).isEqualTo(CallOutcome.EndedBy.CALLEE);
            assertThat(outcome.q850Cause()).hasValue(16);
            HeardAudio.Match heard = call.heard().find(goodbye);
            assertThat(heard.isExact()).as("goodbye: %s", heard).isTrue();
            assertThat(agent.ends).extracting(EndCause::kind).containsExactly(EndCause.Kind.AGENT_HANGUP);
            board.awaitQuiet();
        }
    }

    @Test
    void interruptionCutsWhatTheCallerHears() {
        byte[] speech = SpeechFixture.noise(3, Duration.ofSeconds(5));
        byte[] next = SpeechFixture.noise(4, Duration.ofMillis(500));
        TestAgent agent = new TestAgent(speech, (call, event) -> {
            if (event instanceof CallEvent.Dtmf) {
                call.speech().interrupt();
                TestAgent.say(call, next);
            }
        });
        try (Switchboard board = echo(agent)) {
            SipCall call = board.call(CallPlan.to("8000")
                    .afterSpeech(io.voxari.testkit.asterisk.AfterSpeech.NOTHING)
                    .pressing("1", Duration.ofMillis(900))
                    .hangingUpAfter(Duration.ofSeconds(3)));
            call.awaitEnd(Switchboard.PATIENCE);
            HeardAudio heard = call.heard();
            HeardAudio.Match begin = heard.find(Arrays.copyOf(speech, 4_000));
            HeardAudio.Match after = heard.find(next);
            assertThat(begin.isExact()).as("begin of the speech: %s", begin).isTrue();
            assertThat(after.isExact()).as("what follows: %s", after).isTrue();
            CallEvent.PlaybackEnded cut = agent.events.stream()
                    .filter(CallEvent.PlaybackEnded.class::isInstance)
                    .map(CallEvent.PlaybackEnded.class::cast)
                    .findFirst()
                    .orElseThrow();
            assertThat(cut.outcome().interrupted()).isTrue();
            // What the agent is told was heard is what was heard, but for what was on its way.
            Duration heardOfIt = Duration.ofMillis((after.offset() - begin.offset()) / 8);
            assertThat(heardOfIt.minus(cut.outcome().played()).abs()).isLessThan(Duration.ofMillis(100));
        }
    }

    @Test
    void fiftyCallsAtOnceAllHearThemselves() {
        TestAgent agent = new TestAgent(new byte[0]);
        try (Switchboard board = echo(agent)) {
            List<SipCall> calls = new ArrayList<>();
            List<byte[]> voices = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                byte[] voice = SpeechFixture.noise(100 + i, Duration.ofSeconds(2));
                voices.add(voice);
                // Speaks when the call is surely connected: it is answered a moment before it is.
                calls.add(board.call(CallPlan.to("8000")
                        .from("7" + i, "Caller " + i)
                        .saying(join(SpeechFixture.silence(Duration.ofSeconds(2)), voice))
                        .hangingUpAfter(Duration.ofSeconds(8))));
            }
            for (int i = 0; i < calls.size(); i++) {
                CallOutcome outcome = calls.get(i).awaitEnd(Duration.ofSeconds(60));
                HeardAudio heard = calls.get(i).heard();
                assertThat(HeardFrames.inOrder(heard, voices.get(i)))
                        .as("frames of its own 100 that caller %d heard; %s\n%s", i, heard, outcome.trace())
                        .isEqualTo(100);
            }
            board.awaitQuiet();
        }
    }

    private static byte[] join(byte[] first, byte[] second) {
        byte[] joined = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, joined, first.length, second.length);
        return joined;
    }

    private static Switchboard echo(TestAgent agent) {
        return Switchboard.withoutWaiting(
                builder -> builder.resolver(offer -> Resolution.accept("echo")).agent(agent));
    }
}
