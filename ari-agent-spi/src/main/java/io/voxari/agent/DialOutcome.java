package io.voxari.agent;

import java.util.Objects;

/**
 * What became of an attempt to call somebody.
 *
 * <p>Immutable and thread-safe.
 *
 * @param kind what became of it
 * @param q850 the Q.850 cause, such as 17 for a busy line; 0 when Asterisk told none
 * @param sipStatus the SIP status, such as 486; 0 when Asterisk told none, or the line is not SIP
 * @param detail what a log line should say about it; may be empty
 */
public record DialOutcome(Kind kind, int q850, int sipStatus, String detail) {

    /**
     * Checks the parts.
     *
     * @param kind what became of it
     * @param q850 the Q
     * @param sipStatus the SIP status
     * @param detail what a log line should say about it
     */
    public DialOutcome {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(detail, "detail");
    }

    /** {@return whether somebody, or a machine, took the call} */
    public boolean isAnswered() {
        return kind == Kind.ANSWERED;
    }

    /** What became of an attempt to call somebody. */
    public enum Kind {
        /** Somebody, or a machine, took the call. */
        ANSWERED,
        /** The line is busy. Q.850 17. */
        BUSY,
        /** It rang, and nobody answered: within the ring timeout, or as long as the other side let it ring. */
        NO_ANSWER,
        /** The other side does not want the call. Q.850 21. */
        REJECTED,
        /** There is no such number or endpoint, no way to it, or no sign of life from it within the ring timeout. */
        UNREACHABLE,
        /** The application, or the party on whose behalf the call was placed, gave it up. */
        CANCELLED,
        /** The call was not placed, or broke off, because of our own side: the quota, the agent, the audio, Asterisk. */
        FAILED
    }
}
