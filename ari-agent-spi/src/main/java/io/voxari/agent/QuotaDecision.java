package io.voxari.agent;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** What a {@link QuotaCheck} decided about a call. */
public sealed interface QuotaDecision {

    /**
     * The call may run.
     *
     * @param lease what the call holds while it runs
     */
    record Granted(Lease lease) implements QuotaDecision {
        /**
         * Checks and copies the parts.
         *
         * @param lease what the call holds while it runs
         */
        public Granted {
            Objects.requireNonNull(lease, "lease");
        }
    }

    /**
     * The call is refused before it is answered.
     *
     * @param cause what the caller's side is told, usually {@link RefusalCause#BUSY} or {@link RefusalCause#CONGESTION}
     * @param reason why, for logs and listeners; the caller does not see it
     */
    record Denied(RefusalCause cause, String reason) implements QuotaDecision {
        /**
         * Checks and copies the parts.
         *
         * @param cause what the caller's side is told
         * @param reason why
         */
        public Denied {
            Objects.requireNonNull(cause, "cause");
            Objects.requireNonNull(reason, "reason");
        }
    }

    /**
     * {@return a decision, already made, to let the call run}
     *
     * @param lease what the call holds while it runs
     */
    static CompletionStage<QuotaDecision> grant(Lease lease) {
        return CompletableFuture.completedFuture(new Granted(lease));
    }

    /**
     * {@return a decision, already made, to refuse the call}
     *
     * @param cause what the caller's side is told
     * @param reason why, for logs and listeners
     */
    static CompletionStage<QuotaDecision> deny(RefusalCause cause, String reason) {
        return CompletableFuture.completedFuture(new Denied(cause, reason));
    }
}
