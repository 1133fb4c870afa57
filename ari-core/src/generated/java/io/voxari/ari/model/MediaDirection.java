package io.voxari.ari.model;

import io.voxari.ari.internal.Generated;

/**
 * Which way audio flows, from the channel's side.
 */
@Generated("io.voxari.ari.codegen")
public enum MediaDirection {
    /**
     * Both ways.
     */
    BOTH("both"),

    /**
     * From the channel into Asterisk.
     */
    IN("in"),

    /**
     * From Asterisk to the channel.
     */
    OUT("out");

    private final String wire;

    MediaDirection(String wire) {
        this.wire = wire;
    }

    /**
     * {@return the value as Asterisk writes it}
     */
    public String wire() {
        return wire;
    }
}
