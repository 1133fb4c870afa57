package io.voxari.ari.model;

import io.voxari.ari.internal.Generated;

/**
 * Why a channel is hung up; each stands for a Q.850 cause.
 */
@Generated("io.voxari.ari.codegen")
public enum HangupReason {
    /**
     * The call is over (cause 16).
     */
    NORMAL("normal"),

    /**
     * The called party is busy (cause 17).
     */
    BUSY("busy"),

    /**
     * No circuit or agent is free (cause 34).
     */
    CONGESTION("congestion"),

    /**
     * It rang and nobody answered (cause 19).
     */
    NO_ANSWER("no_answer"),

    /**
     * The called party did not respond (cause 18).
     */
    TIMEOUT("timeout"),

    /**
     * The call is refused (cause 21).
     */
    REJECTED("rejected"),

    /**
     * There is no such number (cause 1).
     */
    UNALLOCATED("unallocated"),

    /**
     * The call is over for no reason given (cause 31).
     */
    NORMAL_UNSPECIFIED("normal_unspecified"),

    /**
     * The number is too short (cause 28).
     */
    NUMBER_INCOMPLETE("number_incomplete"),

    /**
     * There is no common audio format (cause 58).
     */
    CODEC_MISMATCH("codec_mismatch"),

    /**
     * Something between two networks went wrong (cause 127).
     */
    INTERWORKING("interworking"),

    /**
     * Something on our side went wrong (cause 38).
     */
    FAILURE("failure"),

    /**
     * Another phone took the call (cause 26).
     */
    ANSWERED_ELSEWHERE("answered_elsewhere");

    private final String wire;

    HangupReason(String wire) {
        this.wire = wire;
    }

    /**
     * {@return the value as Asterisk writes it}
     */
    public String wire() {
        return wire;
    }
}
