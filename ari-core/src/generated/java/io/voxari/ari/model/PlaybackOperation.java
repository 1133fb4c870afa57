package io.voxari.ari.model;

import io.voxari.ari.internal.Generated;

/**
 * What to do with a playback that runs.
 */
@Generated("io.voxari.ari.codegen")
public enum PlaybackOperation {
    /**
     * Begin again.
     */
    RESTART("restart"),

    /**
     * Stop for a while.
     */
    PAUSE("pause"),

    /**
     * Go on after a pause.
     */
    UNPAUSE("unpause"),

    /**
     * Go back by the playback's skip.
     */
    REVERSE("reverse"),

    /**
     * Go ahead by the playback's skip.
     */
    FORWARD("forward");

    private final String wire;

    PlaybackOperation(String wire) {
        this.wire = wire;
    }

    /**
     * {@return the value as Asterisk writes it}
     */
    public String wire() {
        return wire;
    }
}
