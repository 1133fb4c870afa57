package io.voxari.agent.runtime.functional;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.List;
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

    private final Ear hears = new Ear(WORDS);
    private final Ear deaf = new Ear(WORDS);
    private final Ear answered = new Ear(WORDS);

    private static OutboundCall dial(
            Switchboard board, String extension, String agent, UnaryOperator<OutboundRequest> setting) {
        String endpoint = "PJSIP/uas/sip:" + extension + "@127.0.0.1:"
                + board.real().sipAddress().getPort();
        return board.voxari.dial(setting.apply(OutboundRequest.of(Destination.of(endpoint), Workflow.of(agent))));
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
        try (Switchboard board = Switchboard.with(builder -> builder.resolver(offer -> Resolution.accept("test"))
                .agent("hears", hears)
                .agent("deaf", deaf)
                .agent("answered", answered))) {
            OutboundCall heard = dial(board, "early", "hears", OutboundRequest::hearingEarlyMedia);
            OutboundCall unheard = dial(board, "early", "deaf", request -> request);
            OutboundCall taken = dial(board, "earlyecho", "answered", request -> request);
            for (OutboundCall refused : List.of(heard, unheard)) {
                assertThat(outcome(refused).kind()).isEqualTo(DialOutcome.Kind.NO_ANSWER);
                assertThat(end(refused).kind()).isEqualTo(EndCause.Kind.NOT_ANSWERED);
            }
            assertThat(loudest(hears.heard())).as("the announcement").isGreaterThan(SPEECH_DBFS);
            assertThat(deaf.heard().packets())
                    .as("of a line that is not answered")
                    .isZero();
            assertThat(board.timeline.kinds()).contains(CallStep.Kind.ALERTED);

            assertThat(outcome(taken).kind()).isEqualTo(DialOutcome.Kind.ANSWERED);
            Awaitility.await()
                    .atMost(Switchboard.PATIENCE)
                    .untilAsserted(() -> HeardFrames.assertHeard(answered.heard(), WORDS));
            taken.cancel();
            assertThat(end(taken).kind()).isEqualTo(EndCause.Kind.CANCELLED);
            board.awaitQuiet();
        }
    }
}
