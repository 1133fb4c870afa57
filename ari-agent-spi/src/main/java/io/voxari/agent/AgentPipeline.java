package io.voxari.agent;

import java.util.concurrent.CompletionStage;

/**
 * Makes the agent that talks on a call: one for an application, or one for each workflow.
 *
 * <p>Thread-safe: calls overlap.
 *
 * <p>Given to the runtime by its builder. When none is given at all, the one that {@link java.util.ServiceLoader} finds is
 * taken for every workflow. An agent in straight-line code, on a thread of its own: {@link Conversation#agent}.
 */
@FunctionalInterface
public interface AgentPipeline {

    /**
     * {@return what the agents of this pipeline want; µ-law at 8 kHz unless overridden}
     *
     * <p>An agent that computes with samples asks for linear ones, such as {@link AudioFormat#PCM_16K}; Asterisk converts.
     *
     * <p>Asked for once, when the pipeline is registered, on the thread that registers it; it must not block, and what it
     * throws is thrown there.
     */
    default AgentProfile profile() {
        return AgentProfile.of(AudioFormat.ULAW_8K);
    }

    /**
     * Opens the agent of one call.
     *
     * <p>Called while the caller still hears ringing, on a thread of the runtime's executor, where it may block. The call
     * is answered when the stage completes: connect to whatever the agent needs first, and the caller never hears a
     * silent line. Audio may be written at once; it is kept until the caller can hear it, which is told by
     * {@link CallEvent.Answered}: a clock of the agent starts there. If the method throws, returns
     * null, or the stage fails or does not complete within the runtime's {@code openDeadline}, then the call is refused
     * with {@link RefusalCause#TEMPORARY_FAILURE}. A session that comes too late, because of the deadline or because the
     * caller hung up, is closed at once.
     *
     * @param call the call; usable at once and from any thread
     * @return the agent of this call
     */
    CompletionStage<AgentSession> open(AgentCall call);
}
