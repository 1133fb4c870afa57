package io.voxari.ari.model;

import io.voxari.ari.internal.Generated;

/**
 * What to do when a recording of that name is there already.
 */
@Generated("io.voxari.ari.codegen")
public enum IfExists {
    /**
     * Refuse.
     */
    FAIL("fail"),

    /**
     * Replace it.
     */
    OVERWRITE("overwrite"),

    /**
     * Go on at its end.
     */
    APPEND("append");

    private final String wire;

    IfExists(String wire) {
        this.wire = wire;
    }

    /**
     * {@return the value as Asterisk writes it}
     */
    public String wire() {
        return wire;
    }
}
