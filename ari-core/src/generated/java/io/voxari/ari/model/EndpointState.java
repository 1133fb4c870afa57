package io.voxari.ari.model;

import io.voxari.ari.internal.Generated;

/**
 * Whether an endpoint can be reached.
 */
@Generated("io.voxari.ari.codegen")
public enum EndpointState {
    /**
     * It cannot be reached.
     */
    OFFLINE("offline"),

    /**
     * It can be reached.
     */
    ONLINE("online"),

    /**
     * Asterisk does not know or did not say, or sent a state that is not in this list.
     */
    UNKNOWN("unknown");

    private final String wire;

    EndpointState(String wire) {
        this.wire = wire;
    }

    /**
     * {@return the value as Asterisk writes it}
     */
    public String wire() {
        return wire;
    }

    /**
     * {@return the constant for a value, or {@code UNKNOWN} for one that is not known here}
     *
     * @param wire the value as Asterisk writes it
     */
    public static EndpointState fromWire(String wire) {
        return switch (wire) {
            case "offline" -> OFFLINE;
            case "online" -> ONLINE;
            default -> UNKNOWN;
        };
    }
}
