package io.voxari.ari;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How the event connection to Asterisk stands.
 *
 * @param phase the state itself
 * @param since when it began
 * @param gap in {@link Phase#OPEN} after an interruption: the time of which events are missing; null otherwise
 * @param cause why the connection is down or why the last attempt failed; null if it is not or did not
 */
public record ConnectionState(
        Phase phase,
        Instant since,
        @Nullable Gap gap,
        @Nullable AriException cause) {

    /** The states, in the order of a life. */
    public enum Phase {
        /** Not asked to connect yet, or not any more after a failure to. */
        IDLE,
        /** An attempt is on its way, or the next one is waited for. */
        CONNECTING,
        /** Events arrive. */
        OPEN,
        /**
         * Asterisk answers but refuses: 401 or 403, or for more than three seconds another 4xx, as it does while it boots.
         * After {@link AriClient#connect()} once succeeded, it is asked again all the same.
         */
        REFUSED,
        /**
         * Another client took the application's events. Nothing is tried, since two clients that take it from each other in
         * turns serve nobody; {@link AriClient#connect()} takes it back.
         */
        REPLACED,
        /** The client is closed. Terminal. */
        CLOSED
    }

    /**
     * A time in which events may have been missed.
     *
     * @param from a moment, seconds before the connection broke, until which everything has come
     * @param to when it was open again
     */
    public record Gap(Instant from, Instant to) {}

    /** {@return whether events arrive} */
    public boolean isOpen() {
        return phase == Phase.OPEN;
    }
}
