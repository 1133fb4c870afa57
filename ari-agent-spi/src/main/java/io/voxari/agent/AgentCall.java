package io.voxari.agent;

/**
 * What an agent may do to its call.
 *
 * <p>Thread-safe: any method may be called from any thread, also within a callback; none blocks. Commands run in the order
 * in which they were made. After the end of the call they do nothing.
 */
public interface AgentCall {

    /** {@return the call as it was offered} */
    CallOffer offer();

    /** {@return who calls whom, and the call's id} */
    default CallContext context() {
        return offer().context();
    }

    /** {@return what the resolver chose for this call} */
    Workflow workflow();

    /** {@return the format of what the agent hears and of what it writes} */
    AudioFormat format();

    /** {@return the agent's voice on this call} */
    Speech speech();

    /** Hangs up now; what was written and not yet heard is lost. */
    void hangup();

    /**
     * Hangs up when all that was written so far has been heard; at once if that is nothing, and after the runtime's
     * {@code drainDeadline} in any case, also while the voice is paused.
     *
     * <p>The utterance that is open is ended; what is still written to it is ignored. The first call counts.
     */
    void hangupWhenHeard();

    /**
     * Ends the call because the agent cannot go on: the connection to a model broke, say.
     *
     * @param reason what to log and to tell listeners
     */
    void fail(Throwable reason);
}
