package io.voxari.agent;

import java.util.concurrent.CompletionStage;

/**
 * Finds the workflow for a call: the first question that the host application is asked, and the only one that it must
 * answer.
 *
 * <p>Called once for each offered call, on a thread of the runtime's executor, where it may block; calls of different
 * callers overlap, so an implementation is thread-safe. The caller waits meanwhile. If the method throws,
 * returns null, or the stage fails or does not complete within the runtime's {@code resolveDeadline}, then the call is
 * refused with {@link RefusalCause#TEMPORARY_FAILURE}; a stage that completes later is ignored.
 *
 * <p>Given to the runtime by its builder. When none is given, the one that {@link java.util.ServiceLoader} finds is taken.
 */
@FunctionalInterface
public interface WorkflowResolver {

    /**
     * Decides what happens to a call.
     *
     * @param offer the waiting call
     * @return the decision; {@link Resolution} has the ways to make one
     */
    CompletionStage<Resolution> resolve(CallOffer offer);
}
