package io.voxari.ari.model;

import io.voxari.ari.internal.Generated;

/**
 * Which DTMF digit ends a recording.
 */
@Generated("io.voxari.ari.codegen")
public enum TerminateOn {
    /**
     * No digit.
     */
    NONE("none"),

    /**
     * Every digit.
     */
    ANY("any"),

    /**
     * The star.
     */
    STAR("*"),

    /**
     * The pound sign.
     */
    POUND("#");

    private final String wire;

    TerminateOn(String wire) {
        this.wire = wire;
    }

    /**
     * {@return the value as Asterisk writes it}
     */
    public String wire() {
        return wire;
    }
}
