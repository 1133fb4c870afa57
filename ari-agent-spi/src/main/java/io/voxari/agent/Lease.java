package io.voxari.agent;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * What a call holds of a quota while it runs; given back when the call is over.
 *
 * <p>The runtime closes a lease exactly once, on every path on which a call can end. A process that dies closes nothing:
 * for that a lease that is kept outside the process has a {@link #timeToLive()}, after which its keeper frees the slot by
 * itself, and which the runtime renews for as long as the call lives.
 *
 * <p>The methods of one lease are called one at a time and in order, but for a renewal that took too long, which may still
 * be under way; on threads of the runtime's executor, where they may block. Nobody but this lease waits for them. After
 * {@link #close()} nothing is called.
 */
@FunctionalInterface
public interface Lease extends AutoCloseable {

    /**
     * {@return how long the slot stays taken without a renewal; zero, the default, for a lease that needs none}
     *
     * <p>Asked once, when the call was granted. What it throws is logged with the call's id, and the lease is not renewed
     * then; so it is when the method does not return within the runtime's {@code quotaDeadline}.
     */
    default Duration timeToLive() {
        return Duration.ZERO;
    }

    /**
     * Keeps the slot for another {@link #timeToLive()}.
     *
     * <p>Called a third of the time to live after the last renewal that kept the slot was. If the method throws, returns null,
     * or the stage fails or does not complete within a sixth of the time to live, that is logged with the call's id, and it is
     * called again a sixth after it was: three attempts may fail, or hang, before the slot is lost. The call goes on, since
     * a caller is not cut off because a counter cannot be reached.
     *
     * @return true when the slot was kept; false when it is no longer this call's, which is logged: it is not renewed
     *     any more, the call goes on, and the lease is closed in the end all the same
     */
    default CompletionStage<Boolean> renew() {
        return CompletableFuture.completedFuture(true);
    }

    /**
     * Gives the slot back.
     *
     * <p>Called once, after the last {@link #renew()} has returned and its stage has completed, or has used up its time.
     * What it throws is logged with the call's id and stops nothing; the end of the call waits for the method to return,
     * but no longer than the runtime's {@code closeDeadline}.
     */
    @Override
    void close();

    /** {@return a lease that holds nothing} */
    static Lease none() {
        return () -> {};
    }
}
