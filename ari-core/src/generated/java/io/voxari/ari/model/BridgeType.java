package io.voxari.ari.model;

import io.voxari.ari.internal.Generated;

/**
 * How the channels of a bridge hear each other.
 */
@Generated("io.voxari.ari.codegen")
public enum BridgeType {
    /**
     * Everyone hears everyone else.
     */
    MIXING("mixing"),

    /**
     * Nobody hears the others; announcers are heard by all.
     */
    HOLDING("holding"),

    /**
     * A type that is not in this list.
     */
    UNKNOWN("");

    private final String wire;

    BridgeType(String wire) {
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
    public static BridgeType fromWire(String wire) {
        return switch (wire) {
            case "mixing" -> MIXING;
            case "holding" -> HOLDING;
            default -> UNKNOWN;
        };
    }
}
