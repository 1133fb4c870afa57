package io.voxari.agent.runtime.functional;

import static org.assertj.core.api.Assertions.assertThat;

import io.voxari.agent.AgentCall;
import io.voxari.agent.AgentPipeline;
import io.voxari.agent.AgentProfile;
import io.voxari.agent.AgentSession;
import io.voxari.agent.AnswerDetector.Verdict;
import io.voxari.agent.AsteriskAnswerDetector;
import io.voxari.agent.AudioFormat;
import io.voxari.agent.CallEvent;
import io.voxari.agent.Destination;
import io.voxari.agent.OutboundRequest;
import io.voxari.agent.PlaybackOutcome;
import io.voxari.agent.Resolution;
import io.voxari.agent.TurnDetection;
import io.voxari.agent.Workflow;
import io.voxari.agent.runtime.AsteriskConfig;
import io.voxari.agent.runtime.OutboundCall;
import io.voxari.agent.runtime.Voxari;
import io.voxari.testkit.asterisk.AfterSpeech;
import io.voxari.testkit.asterisk.CallPlan;
import io.voxari.testkit.asterisk.RealAsterisk;
import io.voxari.testkit.asterisk.SipCall;
import io.voxari.testkit.asterisk.SipCaller;
import io.voxari.testkit.asterisk.SpeechFixture;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Who finds out that somebody speaks, and what it is that answers, where Asterisk has a part in it. */
@Tag("asterisk")
@Tag("real") // It is Asterisk's ear that is tested.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RealTurnTest {
    private static final byte[] LONG = SpeechFixture.noise(3, Duration.ofSeconds(6));
    private static final byte[] WORDS = SpeechFixture.noise(7, Duration.ofSeconds(2));
    private static final String DIALPLAN = """

            [answers]
            exten => human,1,Answer()
             same => n,Wait(0.4)
             same => n,Playback(hello-world)
             same => n,Wait(30)
            exten => machine,1,Answer()
             same => n,Wait(0.3)
             same => n,Playback(vm-tempgreetactive&pls-hold-while-try&to-listen-to-it&vm-tempgreetactive)
             same => n,Wait(30)
            """;

    private final RealAsterisk asterisk = RealAsterisk.builder()
            .credentials("voxari", Switchboard.PASSWORD)
            .configuration("extensions.conf", text -> text + DIALPLAN)
            .start();
    private final SipCaller phones = SipCaller.to(asterisk.sipAddress());
    private final TestAgent listening = TestAgent.listening(LONG);
    private Voxari voxari;

    private static AgentPipeline with(AgentProfile profile, AgentPipeline agent) {
        return new AgentPipeline() {
            @Override
            public AgentProfile profile() {
                return profile;
            }

            @Override
            public CompletionStage<AgentSession> open(AgentCall call) {
                return agent.open(call);
            }
        };
    }

    @BeforeAll
    void open() {
        AgentProfile ulaw = AgentProfile.of(AudioFormat.ULAW_8K);
        voxari = Voxari.builder()
                .asterisk(AsteriskConfig.builder()
                        .endpoint(asterisk.ariUri())
                        .password(Switchboard.PASSWORD)
                        .build())
                .listen("127.0.0.1", 0)
                .resolver(offer -> Resolution.accept(offer.calledNumber()))
                .agent("8000", with(ulaw.turns(TurnDetection.byAsterisk()), listening))
                .agent("silent", TestAgent.listening(new byte[0]))
                .agent("amd", listening)
                .build();
        voxari.start();
        asterisk.media("voxari", voxari.mediaUri());
    }

    @AfterAll
    void close() {
        voxari.close();
        phones.close();
        asterisk.close();
    }

    @BeforeEach
    void forget() {
        listening.forget();
    }

    private void awaitQuiet() {
        Awaitility.await()
                .atMost(Switchboard.PATIENCE)
                .until(() -> voxari.stats().equals(Switchboard.QUIET));
        Awaitility.await()
                .atMost(Switchboard.PATIENCE)
                .until(() -> asterisk.cli("core show channels count").contains("0 active channels"));
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private List<PlaybackOutcome> outcomes() {
        return listening.events.stream()
                .filter(CallEvent.PlaybackEnded.class::isInstance)
                .map(event -> ((CallEvent.PlaybackEnded) event).outcome())
                .filter(outcome -> !outcome.written().isZero())
                .toList();
    }

    @Test
    void asteriskHearsTheCallerAndTheVoiceGivesWay() {
        SipCall call = phones.place(CallPlan.to("8000")
                .saying(join(SpeechFixture.silence(Duration.ofMillis(2_500)), WORDS))
                .afterSpeech(AfterSpeech.SILENCE)
                .hangingUpAfter(Duration.ofSeconds(6)));
        Awaitility.await().atMost(Switchboard.PATIENCE).until(() -> !outcomes().isEmpty());
        // A spurious word at the beginning, of silence, would have cut it before.
        assertThat(outcomes().get(0).interrupted()).isTrue();
        assertThat(outcomes().get(0).played()).isBetween(Duration.ofMillis(1_500), Duration.ofMillis(4_500));
        call.awaitEnd(Switchboard.PATIENCE);
        awaitQuiet();
        assertThat(listening.events).anyMatch(CallEvent.CallerSpeechStarted.class::isInstance);
        assertThat(listening.events).anyMatch(CallEvent.CallerSpeechEnded.class::isInstance);
    }

    @Test
    void asteriskTellsAHumanBeingFromAMachineWhileTheAgentSpeaks() {
        assertThat(verdictOf("human")).isEqualTo(Verdict.HUMAN);
        assertThat(verdictOf("machine")).isEqualTo(Verdict.MACHINE);
        awaitQuiet();
    }

    private Verdict verdictOf(String who) {
        listening.forget();
        OutboundCall call =
                voxari.dial(OutboundRequest.of(Destination.of("Local/" + who + "@answers/n"), Workflow.of("amd"))
                        .detectingAnswer(AsteriskAnswerDetector::create, Duration.ofSeconds(8)));
        Awaitility.await()
                .atMost(Switchboard.PATIENCE)
                .until(() -> !answeredBy().isEmpty());
        Verdict verdict = answeredBy().get(0);
        call.cancel();
        call.ended().toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
        return verdict;
    }

    private List<Verdict> answeredBy() {
        return listening.events.stream()
                .filter(CallEvent.AnsweredBy.class::isInstance)
                .map(event -> ((CallEvent.AnsweredBy) event).verdict())
                .toList();
    }
}
