package io.voxari.agent.runtime.functional;

import static org.assertj.core.api.Assertions.assertThat;

import io.voxari.agent.AgentCall;
import io.voxari.agent.AgentPipeline;
import io.voxari.agent.AgentSession;
import io.voxari.agent.CallerAudio;
import io.voxari.agent.Destination;
import io.voxari.agent.DialOutcome;
import io.voxari.agent.EndCause;
import io.voxari.agent.OutboundRequest;
import io.voxari.agent.Resolution;
import io.voxari.agent.Workflow;
import io.voxari.agent.runtime.CallStep;
import io.voxari.agent.runtime.OutboundCall;
import io.voxari.testkit.asterisk.HeardAudio;
import io.voxari.testkit.asterisk.SpeechFixture;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whom we call says something before it answers, or in place of that, on a real Asterisk that calls itself over SIP. */
@Tag("asterisk")
@Tag("real") // Announcements of a dialplan before the answer.
class EarlyMediaTest {
    private static final double SPEECH_DBFS = -45;
    private static final byte[] WORDS = SpeechFixture.noise(21, Duration.ofSeconds(1));

    private final Ear ear = new Ear();

    /** Keeps what it hears, and says something when it is there. */
    private static final class Ear implements AgentPipeline {
        private final List<HeardAudio.Frame> frames = new ArrayList<>();

        @Override
        public CompletionStage<AgentSession> open(AgentCall call) {
            TestAgent.say(call, WORDS);
            return CompletableFuture.completedFuture(new AgentSession() {
                @Override
                public void onAudio(CallerAudio audio) {
                    byte[] bytes = new byte[audio.audio().remaining()];
                    audio.audio().duplicate().get(bytes);
                    add(new HeardAudio.Frame(Math.toIntExact(audio.position()), bytes, System.nanoTime()));
                }
            });
        }

        private synchronized void add(HeardAudio.Frame frame) {
            frames.add(frame);
        }

        synchronized HeardAudio heard() {
            return HeardAudio.of(frames);
        }

        synchronized void forget() {
            frames.clear();
        }
    }

    private static OutboundCall dial(Switchboard board, String extension, UnaryOperator<OutboundRequest> setting) {
        String endpoint = "PJSIP/uas/sip:" + extension + "@127.0.0.1:"
                + board.real().sipAddress().getPort();
        return board.voxari.dial(setting.apply(OutboundRequest.of(Destination.of(endpoint), Workflow.of("test"))));
    }

    private static DialOutcome outcome(OutboundCall call) {
        return call.outcome()
                .toCompletableFuture()
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
    }

    private static EndCause end(OutboundCall call) {
        return call.ended()
                .toCompletableFuture()
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
    }

    private static double loudest(HeardAudio heard) {
        double loudest = -100;
        for (int at = 0; at + 800 <= heard.samples(); at += 800) {
            loudest = Math.max(loudest, heard.levelDbfs(at, at + 800));
        }
        return loudest;
    }

    @Test
    void agentHearsWhatIsSaidBeforeTheAnswerIfItWants() {
        try (Switchboard board = Switchboard.with(
                builder -> builder.resolver(offer -> Resolution.accept("test")).agent(ear))) {
            OutboundCall refused = dial(board, "early", OutboundRequest::hearingEarlyMedia);
            assertThat(outcome(refused).isAnswered()).isFalse();
            assertThat(outcome(refused).kind()).isEqualTo(DialOutcome.Kind.NO_ANSWER);
            assertThat(end(refused).kind()).isEqualTo(EndCause.Kind.NOT_ANSWERED);
            assertThat(loudest(ear.heard())).as("the announcement").isGreaterThan(SPEECH_DBFS);
            assertThat(board.timeline.kinds()).contains(CallStep.Kind.ALERTED);

            ear.forget();
            OutboundCall unheard = dial(board, "early", request -> request);
            assertThat(outcome(unheard).kind()).isEqualTo(DialOutcome.Kind.NO_ANSWER);
            assertThat(end(unheard).kind()).isEqualTo(EndCause.Kind.NOT_ANSWERED);
            assertThat(ear.heard().packets())
                    .as("of a line that is not answered")
                    .isZero();

            OutboundCall answered = dial(board, "earlyecho", request -> request);
            assertThat(outcome(answered).kind()).isEqualTo(DialOutcome.Kind.ANSWERED);
            Awaitility.await()
                    .atMost(Switchboard.PATIENCE)
                    .untilAsserted(() -> HeardFrames.assertHeard(ear.heard(), WORDS));
            answered.cancel();
            assertThat(end(answered).kind()).isEqualTo(EndCause.Kind.CANCELLED);
            board.awaitQuiet();
        }
    }
}
