package io.voxari.ari.model;

import io.voxari.ari.internal.Generated;

/**
 * What external media is carried over.
 */
@Generated("io.voxari.ari.codegen")
public enum MediaTransport {
    /**
     * UDP, for RTP.
     */
    UDP("udp"),

    /**
     * TCP, for AudioSocket.
     */
    TCP("tcp"),

    /**
     * A WebSocket; Asterisk 20.16.0, 21.11.0, 22.6.0 and later.
     */
    WEBSOCKET("websocket");

    private final String wire;

    MediaTransport(String wire) {
        this.wire = wire;
    }

    /**
     * {@return the value as Asterisk writes it}
     */
    public String wire() {
        return wire;
    }
}
