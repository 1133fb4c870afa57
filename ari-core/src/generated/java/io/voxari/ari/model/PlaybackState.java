package io.voxari.ari.model;

import io.voxari.ari.internal.Generated;

/**
 * How far a playback has come.
 */
@Generated("io.voxari.ari.codegen")
public enum PlaybackState {
    /**
     * It waits for its turn.
     */
    QUEUED("queued"),

    /**
     * It plays its first or only item.
     */
    PLAYING("playing"),

    /**
     * It goes on to its next item.
     */
    CONTINUING("continuing"),

    /**
     * It has played to its end or was stopped.
     */
    DONE("done"),

    /**
     * Nothing could be played, for instance because no such sound exists.
     */
    FAILED("failed"),

    /**
     * A state that is not in this list.
     */
    UNKNOWN("");

    private final String wire;

    PlaybackState(String wire) {
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
    public static PlaybackState fromWire(String wire) {
        return switch (wire) {
            case "queued" -> QUEUED;
            case "playing" -> PLAYING;
            case "continuing" -> CONTINUING;
            case "done" -> DONE;
            case "failed" -> FAILED;
            default -> UNKNOWN;
        };
    }
}
