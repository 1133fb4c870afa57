package io.voxari.agent;

import java.util.Locale;

/** Who began a call, seen from the host application. */
public enum Direction {
    /** Somebody called a number that Asterisk handed to us. */
    INBOUND,
    /** We called somebody. */
    OUTBOUND;

    /** {@return the name as it stands in a call's context: {@code inbound} or {@code outbound}} */
    public String contextName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
