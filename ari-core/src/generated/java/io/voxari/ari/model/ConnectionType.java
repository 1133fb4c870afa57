package io.voxari.ari.model;

import io.voxari.ari.internal.Generated;

/**
 * Who opens the connection for external media.
 */
@Generated("io.voxari.ari.codegen")
public enum ConnectionType {
    /**
     * Asterisk connects to the host that is named.
     */
    CLIENT("client"),

    /**
     * Asterisk waits for a connection; WebSocket only.
     */
    SERVER("server");

    private final String wire;

    ConnectionType(String wire) {
        this.wire = wire;
    }

    /**
     * {@return the value as Asterisk writes it}
     */
    public String wire() {
        return wire;
    }
}
