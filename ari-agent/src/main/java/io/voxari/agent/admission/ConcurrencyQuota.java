package io.voxari.agent.admission;

import io.voxari.agent.CallOffer;
import io.voxari.agent.Lease;
import io.voxari.agent.QuotaCheck;
import io.voxari.agent.QuotaDecision;
import io.voxari.agent.RefusalCause;
import io.voxari.agent.Workflow;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Allows so many calls at a time: in all, and of each workflow.
 *
 * <p>Counted in this process; the leases need no renewal, since the count dies with it. A call beyond the limit of its
 * workflow is refused with {@link RefusalCause#BUSY}, one beyond the limit of all with {@link RefusalCause#CONGESTION},
 * which lets a trunk try another route.
 *
 * <p>Thread-safe; never blocks.
 */
public final class ConcurrencyQuota implements QuotaCheck {
    private final int total;
    private final int eachWorkflow;
    private final Map<String, Integer> byWorkflow;

    /** Guarded by itself; without the workflows that have no call. */
    private final Map<String, Integer> active = new HashMap<>();
    /** Guarded by {@link #active}. */
    private int activeInAll;

    private ConcurrencyQuota(Builder builder) {
        total = builder.total;
        eachWorkflow = builder.eachWorkflow;
        byWorkflow = Map.copyOf(builder.byWorkflow);
    }

    /** {@return a builder without a limit} */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * {@return a quota of so many calls at a time in all}
     *
     * @param calls how many; 0 lets none run
     */
    public static ConcurrencyQuota of(int calls) {
        return builder().total(calls).build();
    }

    @Override
    public CompletionStage<QuotaDecision> check(CallOffer offer, Workflow workflow) {
        int most = byWorkflow.getOrDefault(workflow.id(), eachWorkflow);
        synchronized (active) {
            int running = active.getOrDefault(workflow.id(), 0);
            if (running >= most) {
                return QuotaDecision.deny(
                        RefusalCause.BUSY,
                        running + " calls of workflow " + workflow.id() + " run, and " + most + " may");
            }
            if (activeInAll >= total) {
                return QuotaDecision.deny(
                        RefusalCause.CONGESTION, activeInAll + " calls run in all, and " + total + " may");
            }
            active.put(workflow.id(), running + 1);
            activeInAll++;
        }
        AtomicBoolean closed = new AtomicBoolean();
        Lease lease = () -> {
            if (!closed.getAndSet(true)) {
                giveBack(workflow.id());
            }
        };
        return QuotaDecision.grant(lease);
    }

    private void giveBack(String workflow) {
        synchronized (active) {
            activeInAll--;
            active.computeIfPresent(workflow, (id, running) -> running > 1 ? running - 1 : null);
        }
    }

    /** {@return how many calls run now, in all} */
    public int active() {
        synchronized (active) {
            return activeInAll;
        }
    }

    /**
     * {@return how many calls of a workflow run now}
     *
     * @param workflow the workflow's name
     */
    public int active(String workflow) {
        synchronized (active) {
            return active.getOrDefault(workflow, 0);
        }
    }

    /** Collects limits. Not thread-safe. */
    public static final class Builder {
        private int total = Integer.MAX_VALUE;
        private int eachWorkflow = Integer.MAX_VALUE;
        private final Map<String, Integer> byWorkflow = new HashMap<>();

        private Builder() {}

        /**
         * Sets how many calls may run in all.
         *
         * @param calls without a limit unless set; 0 lets none run
         * @return this builder
         */
        public Builder total(int calls) {
            total = notNegative(calls);
            return this;
        }

        /**
         * Sets how many calls of each workflow may run that has no limit of its own.
         *
         * @param calls without a limit unless set; 0 lets none run
         * @return this builder
         */
        public Builder eachWorkflow(int calls) {
            eachWorkflow = notNegative(calls);
            return this;
        }

        /**
         * Sets how many calls of one workflow may run.
         *
         * @param workflow the workflow's name
         * @param calls 0 lets none run
         * @return this builder
         */
        public Builder workflow(String workflow, int calls) {
            byWorkflow.put(Objects.requireNonNull(workflow, "workflow"), notNegative(calls));
            return this;
        }

        /** {@return the quota, with no call running} */
        public ConcurrencyQuota build() {
            return new ConcurrencyQuota(this);
        }

        private static int notNegative(int calls) {
            if (calls < 0) {
                throw new IllegalArgumentException(calls + " calls at a time is negative; 0 lets none run");
            }
            return calls;
        }
    }
}
