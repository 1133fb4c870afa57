package io.voxari.agent.runtime;

import io.voxari.agent.EndCause;

/** Who ended a call. */
public enum EndedBy {
    /** The other party: the caller, or whom we called, who hung up or did not take the call. */
    CALLER,
    /** The agent: it hung up, failed, or handed the caller over. */
    AGENT,
    /** Whom the caller talked to after a transfer. */
    TARGET,
    /** The application: its resolver, its quota check, a limit it set, or it shut down. */
    APPLICATION,
    /** Asterisk, or the way to it. */
    ASTERISK;

    /** {@return who is behind the end of a call} */
    static EndedBy of(CallTrigger trigger, EndCause.Kind kind) {
        return switch (kind) {
            case CALLER_HANGUP, NOT_ANSWERED -> CALLER;
            case AGENT_HANGUP, AGENT_FAILED -> AGENT;
            case REFUSED, CANCELLED, DURATION_LIMIT, CONTINUED, SHUTDOWN -> APPLICATION;
            case MEDIA_FAILED, ASTERISK_FAILED -> ASTERISK;
            case TRANSFERRED ->
                trigger == CallTrigger.TARGET_GONE ? TARGET : trigger == CallTrigger.CALLER_GONE ? CALLER : AGENT;
        };
    }
}
