package io.voxari.agent.runtime;

import io.voxari.agent.AgentSession;
import io.voxari.agent.AnswerDetector;
import io.voxari.agent.AnswerDetector.Verdict;
import io.voxari.agent.CallEvent;
import io.voxari.agent.CallerAudio;
import io.voxari.agent.EndCause;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets a detector hear what an agent hears, until it has decided.
 *
 * <p>Called one at a time, as every session, but for {@link #stop}.
 */
final class AnswerDetection implements AgentSession {
    private static final Logger LOG = LoggerFactory.getLogger(AnswerDetection.class);

    private final AgentSession agent;
    private final AnswerDetector detector;
    private final Consumer<Verdict> onVerdict;
    private boolean answered;
    private volatile boolean decided;

    /**
     * @param onVerdict is told what the detector decides; perhaps again after {@link #stop}
     */
    AnswerDetection(AgentSession agent, AnswerDetector detector, Consumer<Verdict> onVerdict) {
        this.agent = agent;
        this.detector = detector;
        this.onVerdict = onVerdict;
    }

    /** Listens no more: the time is over. From any thread. */
    void stop() {
        decided = true;
    }

    @Override
    public void onAudio(CallerAudio audio) {
        if (answered && !decided) {
            // The agent's own view of the bytes must stand at their beginning, whatever the detector reads.
            verdict(new CallerAudio(audio.audio().duplicate(), audio.format(), audio.position()))
                    .ifPresent(verdict -> {
                        decided = true;
                        onVerdict.accept(verdict);
                    });
        }
        agent.onAudio(audio);
    }

    private Optional<Verdict> verdict(CallerAudio audio) {
        try {
            return Objects.requireNonNull(detector.onAudio(audio), "verdict");
        } catch (Throwable failure) {
            LOG.warn("an answer detector threw; it is not known who answered", failure);
            return Optional.of(Verdict.UNSURE);
        }
    }

    @Override
    public void onEvent(CallEvent event) {
        answered |= event instanceof CallEvent.Answered;
        agent.onEvent(event);
    }

    @Override
    public CompletionStage<Void> close(EndCause cause) {
        return agent.close(cause);
    }
}
