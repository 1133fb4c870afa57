package io.voxari.agent.runtime;

/** Where a call stands, in the order of a good call. */
enum CallState {
    /** The resolver is asked which workflow takes the call. */
    RESOLVING,
    /** The quota check is asked whether the call may run now. */
    ADMITTING,
    /** The caller hears ringing while the agent is opened and Asterisk connects its audio. */
    PREPARING,
    /** The audio is there, the agent is not yet. */
    AWAITING_AGENT,
    /** The agent is there, the audio is not yet. */
    AWAITING_MEDIA,
    /** All is ready while a telephone rings: ours as long as the answer policy says, or that of whom we call. */
    RINGING,
    /** The call is being answered and bridged to its audio. */
    CONNECTING,
    /** Caller and agent hear each other. */
    TALKING,
    /** The audio connection broke: the caller waits while another one is made. */
    REATTACHING,
    /** The caller is being sent elsewhere; it hears music, or what is left of the agent's words. */
    TRANSFERRING,
    /** The agent has taken its leave: the call ends when that has been heard. */
    DRAINING,
    /** The caller talks to whom it was transferred to; the agent is gone. */
    TRANSFERRED,
    /** Everything that was started for the call is being taken down. */
    ENDING,
    /** Nothing of the call is left. */
    ENDED
}
