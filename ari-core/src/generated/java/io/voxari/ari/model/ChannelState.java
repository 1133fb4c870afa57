package io.voxari.ari.model;

import io.voxari.ari.internal.Generated;

/**
 * How far a channel has come.
 */
@Generated("io.voxari.ari.codegen")
public enum ChannelState {
    /**
     * It exists, and nothing has been dialed or answered on it yet.
     */
    DOWN("Down"),

    /**
     * It is kept for a call that is about to be made.
     */
    RESERVED("Rsrved"),

    /**
     * The handset is off the hook.
     */
    OFF_HOOK("OffHook"),

    /**
     * Digits are being collected or sent.
     */
    DIALING("Dialing"),

    /**
     * A call came in on it and waits to be answered by us.
     */
    RING("Ring"),

    /**
     * The other side, which we called, rings.
     */
    RINGING("Ringing"),

    /**
     * It was answered.
     */
    UP("Up"),

    /**
     * The other side is busy.
     */
    BUSY("Busy"),

    /**
     * Digits are being collected with the handset off the hook.
     */
    DIALING_OFF_HOOK("Dialing Offhook"),

    /**
     * A call came in, and the phone has not begun to ring.
     */
    PRE_RING("Pre-ring"),

    /**
     * Asterisk does not know, or sent a state that is not in this list.
     */
    UNKNOWN("Unknown");

    private final String wire;

    ChannelState(String wire) {
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
    public static ChannelState fromWire(String wire) {
        return switch (wire) {
            case "Down" -> DOWN;
            case "Rsrved" -> RESERVED;
            case "OffHook" -> OFF_HOOK;
            case "Dialing" -> DIALING;
            case "Ring" -> RING;
            case "Ringing" -> RINGING;
            case "Up" -> UP;
            case "Busy" -> BUSY;
            case "Dialing Offhook" -> DIALING_OFF_HOOK;
            case "Pre-ring" -> PRE_RING;
            default -> UNKNOWN;
        };
    }
}
