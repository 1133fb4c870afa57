package io.voxari.ari.model;

import io.voxari.ari.internal.Generated;

/**
 * How external media is wrapped.
 */
@Generated("io.voxari.ari.codegen")
public enum Encapsulation {
    /**
     * In RTP packets.
     */
    RTP("rtp"),

    /**
     * In AudioSocket messages.
     */
    AUDIOSOCKET("audiosocket"),

    /**
     * Not at all: the one that goes with WebSocket.
     */
    NONE("none");

    private final String wire;

    Encapsulation(String wire) {
        this.wire = wire;
    }

    /**
     * {@return the value as Asterisk writes it}
     */
    public String wire() {
        return wire;
    }
}
