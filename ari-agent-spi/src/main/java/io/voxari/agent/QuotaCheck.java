package io.voxari.agent;

import java.util.concurrent.CompletionStage;

/**
 * Decides whether an accepted call may run now: concurrency, credit, opening hours.
 *
 * <p>Called once for each accepted call, on a thread of the runtime's executor, where it may block; calls of different
 * callers overlap, so an implementation is thread-safe. The caller waits meanwhile. A check is broken when the method
 * throws or returns null, or when the stage fails or does not complete within the runtime's {@code quotaDeadline}. The
 * runtime's setting {@code whenQuotaFails} says what becomes of the call then: unless it is changed the call is refused
 * with {@link RefusalCause#TEMPORARY_FAILURE}; otherwise it runs without a lease. A lease that comes after the deadline
 * belongs to the call if that runs, and is closed at once if not.
 *
 * <p>Given to the runtime by its builder. When none is given, the one that {@link java.util.ServiceLoader} finds is taken;
 * when there is none either, every call may run.
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
