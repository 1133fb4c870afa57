package io.voxari.ari.model;

import io.voxari.ari.internal.Generated;

/**
 * The state of a device, as a busy lamp shows it.
 */
@Generated("io.voxari.ari.codegen")
public enum DeviceStateValue {
    /**
     * Idle.
     */
    NOT_INUSE("NOT_INUSE"),

    /**
     * On a call.
     */
    INUSE("INUSE"),

    /**
     * Takes no more calls.
     */
    BUSY("BUSY"),

    /**
     * No such device.
     */
    INVALID("INVALID"),

    /**
     * Cannot be reached.
     */
    UNAVAILABLE("UNAVAILABLE"),

    /**
     * Rings.
     */
    RINGING("RINGING"),

    /**
     * Rings while on a call.
     */
    RINGINUSE("RINGINUSE"),

    /**
     * On a call that is on hold.
     */
    ONHOLD("ONHOLD"),

    /**
     * Asterisk does not know, or sent a state that is not in this list.
     */
    UNKNOWN("UNKNOWN");

    private final String wire;

    DeviceStateValue(String wire) {
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
    public static DeviceStateValue fromWire(String wire) {
        return switch (wire) {
            case "NOT_INUSE" -> NOT_INUSE;
            case "INUSE" -> INUSE;
            case "BUSY" -> BUSY;
            case "INVALID" -> INVALID;
            case "UNAVAILABLE" -> UNAVAILABLE;
            case "RINGING" -> RINGING;
            case "RINGINUSE" -> RINGINUSE;
            case "ONHOLD" -> ONHOLD;
            default -> UNKNOWN;
        };
    }
}
