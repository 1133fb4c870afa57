package io.voxari.agent;

import java.util.Optional;

/**
 * Decides who or what took a call that we placed: a human being, or a machine that records messages.
 *
 * <p>One detector serves one call. It is called where the agent is called, one piece of audio after the other, each before
 * the agent has it, from the answer until it has decided, or the time is over that the request gives it ({@link
 * OutboundRequest#detectingAnswer}). What it throws, and null, counts as {@link Verdict#UNSURE}, and is logged.
 */
@FunctionalInterface
public interface AnswerDetector {

    /**
     * Listens, and decides as soon as it can. It must not block: the agent waits for it, and from a detector that does not
     * return its agent has not returned; see {@link AgentSession#onAudio} for what becomes of the call then.
     *
     * @param audio a piece of what the other side says, in the agent's format
     * @return the decision; empty to hear more
     */
    Optional<Verdict> onAudio(CallerAudio audio);

    /** Who or what took a call. */
    enum Verdict {
        /** A human being. */
        HUMAN,
        /** A machine. */
        MACHINE,
        /** That is not known, and will not be. */
        UNSURE
    }
}
