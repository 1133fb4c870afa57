package io.voxari.agent;

import java.time.Duration;
import java.util.Objects;

/**
 * How keys are collected from a caller.
 *
 * <p>Immutable and thread-safe.
 *
 * @param most how many keys are enough
 * @param first how long to wait for the first one, counted from the end of the prompt
 * @param between how long to wait for each further one
 * @param terminator the keys that end an entry, such as {@code #}; empty for none
 */
public record DigitRules(int most, Duration first, Duration between, String terminator) {

    /**
     * Checks the parts.
     *
     * @param most how many keys are enough
     * @param first how long to wait for the first one
     * @param between how long to wait for each further one
     * @param terminator the keys that end an entry
     * @throws IllegalArgumentException if no key or more than 256 are asked for, or a time is negative
     */
    public DigitRules {
        Objects.requireNonNull(terminator, "terminator");
        if (most < 1 || most > 256) {
            throw new IllegalArgumentException(most + " digits cannot be collected; expected 1 to 256");
        }
        if (first.isNegative() || between.isNegative()) {
            throw new IllegalArgumentException(
                    "times to wait are " + first + " and " + between + "; none may be negative");
        }
    }

    /**
     * {@return rules with five seconds for the first key, three for each further one, and {@code #} to end an entry}
     *
     * @param most how many keys are enough
     */
    public static DigitRules upTo(int most) {
        return new DigitRules(most, Duration.ofSeconds(5), Duration.ofSeconds(3), "#");
    }
}
