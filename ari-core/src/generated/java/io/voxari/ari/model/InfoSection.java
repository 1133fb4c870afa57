package io.voxari.ari.model;

import io.voxari.ari.internal.Generated;

/**
 * A part of what Asterisk tells about itself.
 */
@Generated("io.voxari.ari.codegen")
public enum InfoSection {
    /**
     * How it was built.
     */
    BUILD("build"),

    /**
     * Which version it is.
     */
    SYSTEM("system"),

    /**
     * How it is set up.
     */
    CONFIG("config"),

    /**
     * Since when it runs.
     */
    STATUS("status");

    private final String wire;

    InfoSection(String wire) {
        this.wire = wire;
    }

    /**
     * {@return the value as Asterisk writes it}
     */
    public String wire() {
        return wire;
    }
}
