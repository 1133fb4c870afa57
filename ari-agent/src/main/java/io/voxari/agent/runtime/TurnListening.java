package io.voxari.agent.runtime;

import io.voxari.agent.AgentSession;
import io.voxari.agent.CallEvent;
import io.voxari.agent.CallerAudio;
import io.voxari.agent.EndCause;
import io.voxari.agent.SpeechDetector;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets a detector hear what an agent hears, and tells when speech begins and ends.
 *
 * <p>Called one at a time, as every session.
 */
final class TurnListening implements AgentSession {
    private static final Logger LOG = LoggerFactory.getLogger(TurnListening.class);

    private final AgentSession agent;
    private final SpeechDetector detector;
    private final Listener listener;
    private boolean answered;
    private boolean broken;
    private boolean speech;
    /** Whether nobody believes any more that the caller speaks. */
    private volatile boolean forgotten;

    private long began;

    /** Is told on the agent's thread: it hands over. */
    interface Listener {
        /** The caller speaks. */
        void onBegan();

        /** The caller is silent again, after so much speech. */
        void onEnded(Duration spoke);

        /** The detector says nothing more; after {@link #onEnded} if the caller was speaking. */
        void onBroken();
    }

    TurnListening(AgentSession agent, SpeechDetector detector, Listener listener) {
        this.agent = agent;
        this.detector = detector;
        this.listener = listener;
    }

    @Override
    public void onAudio(CallerAudio audio) {
        if (answered && !broken) {
            listen(audio);
        }
        agent.onAudio(audio);
    }

    /** The caller is taken to be silent until it is heard again: nothing came for a while. From any thread. */
    void forget() {
        forgotten = true;
    }

    private void listen(CallerAudio audio) {
        if (forgotten) {
            forgotten = false;
            speech = false;
        }
        boolean now;
        try {
            // The agent's own view of the bytes must stand at their beginning, whatever the detector reads.
            now = detector.isSpeech(new CallerAudio(audio.audio().duplicate(), audio.format(), audio.position()));
        } catch (Throwable failure) {
            LOG.warn("a speech detector threw; Asterisk is asked from now on when the caller speaks", failure);
            broken = true;
            now = false;
        }
        if (now && !speech) {
            began = audio.position();
            listener.onBegan();
        } else if (!now && speech) {
            long samples = audio.position() - began;
            listener.onEnded(audio.format().durationOf(samples * audio.format().bytesPerSample()));
        }
        speech = now;
        if (broken) {
            listener.onBroken();
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
