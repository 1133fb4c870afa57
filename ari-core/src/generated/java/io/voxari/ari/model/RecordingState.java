package io.voxari.ari.model;

import io.voxari.ari.internal.Generated;

/**
 * How far a live recording has come.
 */
@Generated("io.voxari.ari.codegen")
public enum RecordingState {
    /**
     * It waits for its turn.
     */
    QUEUED("queued"),

    /**
     * It is being made.
     */
    RECORDING("recording"),

    /**
     * It was suspended and can be resumed.
     */
    PAUSED("paused"),

    /**
     * It has ended and is stored.
     */
    DONE("done"),

    /**
     * It could not be made.
     */
    FAILED("failed"),

    /**
     * It was cancelled and is not kept.
     */
    CANCELED("canceled"),

    /**
     * A state that is not in this list.
     */
    UNKNOWN("");

    private final String wire;

    RecordingState(String wire) {
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
    public static RecordingState fromWire(String wire) {
        return switch (wire) {
            case "queued" -> QUEUED;
            case "recording" -> RECORDING;
            case "paused" -> PAUSED;
            case "done" -> DONE;
            case "failed" -> FAILED;
            case "canceled" -> CANCELED;
            default -> UNKNOWN;
        };
    }
}
