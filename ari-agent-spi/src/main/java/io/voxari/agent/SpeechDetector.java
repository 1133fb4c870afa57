package io.voxari.agent;

/**
 * Tells speech from silence on one call: a model of the application's own, say.
 *
 * <p>Called where the agent is called, one piece of audio after the other, each before the agent has it, from the answer on. What
 * it throws is logged and ends its work: the call goes on without it.
 */
@FunctionalInterface
public interface SpeechDetector {

    /**
     * Listens. It must not block: the agent waits for it.
     *
     * @param audio a piece of what the caller says, in the agent's format
     * @return whether the caller speaks, as of the end of the piece
     */
    boolean isSpeech(CallerAudio audio);
}
