package io.voxari.ari.model;

import io.voxari.ari.internal.Generated;

/**
 * Whether a contact of an endpoint answers Asterisk's checks.
 */
@Generated("io.voxari.ari.codegen")
public enum ContactStatus {
    /**
     * It does not answer.
     */
    UNREACHABLE("Unreachable"),

    /**
     * It answers.
     */
    REACHABLE("Reachable"),

    /**
     * It is not checked.
     */
    NON_QUALIFIED("NonQualified"),

    /**
     * It was removed.
     */
    REMOVED("Removed"),

    /**
     * Not checked yet, or a status that is not in this list.
     */
    UNKNOWN("Unknown");

    private final String wire;

    ContactStatus(String wire) {
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
    public static ContactStatus fromWire(String wire) {
        return switch (wire) {
            case "Unreachable" -> UNREACHABLE;
            case "Reachable" -> REACHABLE;
            case "NonQualified" -> NON_QUALIFIED;
            case "Removed" -> REMOVED;
            default -> UNKNOWN;
        };
    }
}
