package io.voxari.ari.model;

import io.voxari.ari.internal.Generated;

/**
 * Which audio of a channel is meant.
 */
@Generated("io.voxari.ari.codegen")
public enum SnoopDirection {
    /**
     * None.
     */
    NONE("none"),

    /**
     * Both ways.
     */
    BOTH("both"),

    /**
     * What Asterisk sends to the channel.
     */
    OUT("out"),

    /**
     * What comes from the channel.
     */
    IN("in");

    private final String wire;

    SnoopDirection(String wire) {
        this.wire = wire;
    }

    /**
     * {@return the value as Asterisk writes it}
     */
    public String wire() {
        return wire;
    }
}
