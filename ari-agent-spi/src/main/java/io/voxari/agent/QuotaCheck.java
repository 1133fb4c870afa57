package io.voxari.agent;

import java.util.concurrent.CompletionStage;

/**
 * Decides whether an accepted call may run now: concurrency, credit, opening hours.
 *
 * <p>Called once for each accepted call, on a thread of the runtime's executor, where it may block; calls of different
 * callers overlap, so an implementation is thread-safe. If the method throws, returns null, or the stage fails or does
 * not complete within the runtime's {@code quotaDeadline}, then the call is refused with
 * {@link RefusalCause#TEMPORARY_FAILURE}. A lease that comes later than that, or whose caller has hung up meanwhile,
 * is closed at once.
 */
@FunctionalInterface
public interface QuotaCheck {

    /**
     * Asks for permission to run a call.
     *
     * @param offer the waiting call
     * @param workflow what the resolver chose for it
     * @return the decision; {@link QuotaDecision} has the ways to make one
     */
    CompletionStage<QuotaDecision> check(CallOffer offer, Workflow workflow);

    /** {@return a check that grants every call} */
    static QuotaCheck unlimited() {
        return (offer, workflow) -> QuotaDecision.grant(Lease.none());
    }
}
