package io.voxari.agent.runtime.functional;

import static org.assertj.core.api.Assertions.assertThat;

import io.voxari.agent.AgentCall;
import io.voxari.agent.AgentPipeline;
import io.voxari.agent.AgentProfile;
import io.voxari.agent.AgentSession;
import io.voxari.agent.AnswerDetector;
import io.voxari.agent.AudioFormat;
import io.voxari.agent.Destination;
import io.voxari.agent.DialOutcome;
import io.voxari.agent.EndCause;
import io.voxari.agent.OutboundRequest;
import io.voxari.agent.SpeechDetector;
import io.voxari.agent.TurnDetection;
import io.voxari.agent.Workflow;
import io.voxari.agent.runtime.OutboundCall;
import io.voxari.agent.runtime.Voxari;
import io.voxari.testkit.SimulatedAsterisk;
import io.voxari.testkit.SimulatedCaller;
import io.voxari.testkit.VirtualTime;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A detector that is never made holds no call up for ever: its time is that of the agent; in virtual time. */
class DetectorMakingTest {
    private static final Duration PATIENCE = VirtualBoard.PATIENCE;
    private static final Duration DEADLINE = Duration.ofSeconds(5);

    private final CountDownLatch stuck = new CountDownLatch(1);
    private final CountDownLatch free = new CountDownLatch(1);
    private final VirtualTime time = VirtualTime.start();
    private final SimulatedAsterisk asterisk =
            SimulatedAsterisk.builder().time(time).start();
    private final Timeline timeline = new Timeline();
    private final TestAgent agent = TestAgent.listening(new byte[0]);

    @AfterEach
    void close() {
        free.countDown();
        asterisk.close();
        time.close();
    }

    private Voxari voxari(TurnDetection turns) {
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
        return VirtualBoard.start(
                time,
                asterisk,
                pipeline,
                builder -> builder.openDeadline(DEADLINE)
                        .executor(new UnseenThreads(
                                time, from -> from.contains("CallAgent") && from.contains("Questions")))
                        .listener(timeline));
    }

    private void load() {
        stuck.countDown();
        await(free);
        throw new IllegalStateException("no model");
    }

    private SpeechDetector speechDetector() {
        load();
        return audio -> false;
    }

    private AnswerDetector answerDetector() {
        load();
        return audio -> Optional.empty();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** The agent is opened when the detector lets it, and closed at once. */
    private void isClosedThough(Voxari voxari) {
        await(stuck);
        assertThat(agent.calls).isEmpty();
        free.countDown();
        // Its thread is none that time waits for.
        Awaitility.await().until(() -> agent.ends.size() == 1 && voxari.stats().agents() == 0);
        time.awaitUntil(() -> voxari.stats().equals(Switchboard.QUIET), PATIENCE);
    }

    @Test
    void callerIsRefusedWhenTheSpeechDetectorIsNotMadeInTime() {
        try (Voxari voxari = voxari(TurnDetection.by(this::speechDetector))) {
            SimulatedCaller caller = asterisk.call("8000");
            caller.awaitEnded(PATIENCE);
            time.awaitUntil(() -> !timeline.ends.isEmpty(), PATIENCE);
            assertThat(timeline.ends).extracting(EndCause::kind).containsExactly(EndCause.Kind.AGENT_FAILED);
            isClosedThough(voxari);
        }
    }

    @Test
    void nobodyIsCalledWhenTheAnswerDetectorIsNotMadeInTime() {
        try (Voxari voxari = voxari(TurnDetection.byAgent())) {
            OutboundCall call = voxari.dial(OutboundRequest.of(Destination.of("PJSIP/6001"), Workflow.of("test"))
                    .detectingAnswer(this::answerDetector, Duration.ofSeconds(3)));
            assertThat(time.await(call.outcome(), PATIENCE).kind()).isEqualTo(DialOutcome.Kind.FAILED);
            isClosedThough(voxari);
        }
    }
}
