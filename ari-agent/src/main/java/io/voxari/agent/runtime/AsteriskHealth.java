package io.voxari.agent.runtime;

import java.time.Instant;
import java.util.Optional;

/**
 * How one Asterisk stands.
 *
 * <p>Immutable and thread-safe.
 *
 * @param name the name that our configuration gives to it
 * @param state how its connection stands
 * @param since when that began
 * @param lastError what went wrong with the connection last, with its time, also when it is mended by now
 * @param calls calls on it that are offered, running or being taken down
 * @param draining whether its new calls are refused
 */
public record AsteriskHealth(
        String name, AsteriskState state, Instant since, Optional<String> lastError, int calls, boolean draining) {
    @Override
    public String toString() {
        return name + ": " + state + " since " + since + (draining ? ", draining" : "") + ", " + calls + " calls"
                + lastError.map(error -> ", last error " + error).orElse("");
    }
}
