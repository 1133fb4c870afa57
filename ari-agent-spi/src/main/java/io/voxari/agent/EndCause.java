package io.voxari.agent;

import java.util.Objects;

/**
 * Why a call ended.
 *
 * <p>Immutable and thread-safe.
 *
 * @param kind who or what ended it
 * @param q850 the Q.850 cause, such as 16 for a normal end; 0 when Asterisk told none
 * @param detail what a log line should say about it; may be empty
 */
public record EndCause(Kind kind, int q850, String detail) {

    /**
     * Checks and copies the parts.
     *
     * @param kind who or what ended it
     * @param q850 the Q
     * @param detail what a log line should say about it
     */
    public EndCause {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(detail, "detail");
    }

    /** Who or what ended a call. */
    public enum Kind {
        /** The other party hung up: the caller, before or after the answer, or whom we called, after it. */
        CALLER_HANGUP,
        /** The agent hung up. */
        AGENT_HANGUP,
        /** The agent threw, failed, or could not be opened in time. */
        AGENT_FAILED,
        /** The resolver, the quota check or the workflow's agent refused the call before it was answered. */
        REFUSED,
        /** Whom we called did not take the call; the detail says why. */
        NOT_ANSWERED,
        /** The application gave up the call that it had asked for. */
        CANCELLED,
        /** The call reached its longest duration. */
        DURATION_LIMIT,
        /** The caller was sent to somebody else, and that is over, or is no longer ours. */
        TRANSFERRED,
        /** The call went back to the dialplan. */
        CONTINUED,
        /** The audio connection could not be made, or broke. */
        MEDIA_FAILED,
        /** Asterisk did not do what it was asked for, or is gone. */
        ASTERISK_FAILED,
        /** The application is shutting down. */
        SHUTDOWN
    }
}
