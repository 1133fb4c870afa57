package io.voxari.ari.model;

import io.voxari.ari.internal.Generated;

/**
 * What an application reports of a transfer that it carries out.
 */
@Generated("io.voxari.ari.codegen")
public enum TransferState {
    /**
     * The target is being called.
     */
    CHANNEL_PROGRESS("channel_progress"),

    /**
     * The target answered: the transfer is done.
     */
    CHANNEL_ANSWERED("channel_answered"),

    /**
     * The target cannot be reached.
     */
    CHANNEL_UNAVAILABLE("channel_unavailable"),

    /**
     * The target does not want the call.
     */
    CHANNEL_DECLINED("channel_declined");

    private final String wire;

    TransferState(String wire) {
        this.wire = wire;
    }

    /**
     * {@return the value as Asterisk writes it}
     */
    public String wire() {
        return wire;
    }
}
