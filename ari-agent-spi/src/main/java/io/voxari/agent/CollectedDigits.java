package io.voxari.agent;

import java.util.Objects;

/**
 * The keys that a caller pressed when asked for them.
 *
 * <p>Immutable and thread-safe.
 *
 * @param digits the keys in their order, without the one that ended them; may be empty
 * @param ended why no more were waited for
 */
public record CollectedDigits(String digits, Ended ended) {

    /** Why no more keys were waited for. */
    public enum Ended {
        /** As many came as were asked for. */
        COMPLETE,
        /** The key came that ends an entry. */
        TERMINATOR,
        /** The next key did not come in time. */
        TIMEOUT
    }

    /**
     * Checks the parts.
     *
     * @param digits the keys in their order
     * @param ended why no more were waited for
     */
    public CollectedDigits {
        Objects.requireNonNull(digits, "digits");
        Objects.requireNonNull(ended, "ended");
    }
}
