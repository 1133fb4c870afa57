package io.voxari.agent;

/**
 * Tells speech from silence on one call: a model of the application's own, say.
 *
 * <p>Called where the agent is called, one piece of audio after the other, each before the agent has it, from the answer on. What
 * it throws is logged and ends its work: Asterisk listens in its place for the rest of the call, as of {@link
 * TurnDetection#byAsterisk()}.
 */
@FunctionalInterface
public interface SpeechDetector {

    /**
     * Listens. It must not block: the agent waits for it, and from a detector that does not return its agent has not returned;
     * see {@link AgentSession#onAudio} for what becomes of the call then.
     *
     * @param audio a piece of what the caller says, in the agent's format
     * @return whether the caller speaks, as of the end of the piece
     */
    boolean isSpeech(CallerAudio audio);
}
