package io.voxari.agent;

/**
 * What a call holds of a quota while it runs; given back when the call is over.
 *
 * <p>The runtime closes a lease exactly once, on every path on which a call can end, from a thread of its own, where
 * closing may block. What {@link #close()} throws is logged with the call's id and stops nothing.
 */
@FunctionalInterface
public interface Lease extends AutoCloseable {

    /** Gives the slot back. */
    @Override
    void close();

    /** {@return a lease that holds nothing} */
    static Lease none() {
        return () -> {};
    }
}
