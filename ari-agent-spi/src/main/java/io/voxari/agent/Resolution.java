package io.voxari.agent;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** What a {@link WorkflowResolver} decided about a call. */
public sealed interface Resolution {

    /**
     * The call is taken.
     *
     * @param workflow what is to happen on it
     * @param answer when it is answered
     * @param limits how long it may last
     */
    record Accept(Workflow workflow, AnswerPolicy answer, CallLimits limits) implements Resolution {
        /**
         * Checks and copies the parts.
         *
         * @param workflow what is to happen on it
         * @param answer when it is answered
         * @param limits how long it may last
         */
        public Accept {
            Objects.requireNonNull(workflow, "workflow");
            Objects.requireNonNull(answer, "answer");
            Objects.requireNonNull(limits, "limits");
        }

        /**
         * Takes the call without limits, and answers it when the agent is ready.
         *
         * @param workflow what is to happen on it
         */
        public Accept(Workflow workflow) {
            this(workflow, new AnswerPolicy.WhenReady(), CallLimits.NONE);
        }
    }

    /**
     * The call is refused before it is answered.
     *
     * @param cause what the caller's side is told
     * @param reason why, for logs and listeners; the caller does not see it
     */
    record Refuse(RefusalCause cause, String reason) implements Resolution {
        /**
         * Checks and copies the parts.
         *
         * @param cause what the caller's side is told
         * @param reason why
         */
        public Refuse {
            Objects.requireNonNull(cause, "cause");
            Objects.requireNonNull(reason, "reason");
        }
    }

    /**
     * The call goes back to Asterisk's dialplan, unanswered.
     *
     * @param context the dialplan context; empty for the one it came from
     * @param extension the extension; empty for the one it came from
     * @param priority the priority, from 1; 0 for the one behind {@code Stasis()}
     */
    record ContinueInDialplan(String context, String extension, int priority) implements Resolution {
        /**
         * Checks and copies the parts.
         *
         * @param context the dialplan context
         * @param extension the extension
         * @param priority the priority
         * @throws IllegalArgumentException if the priority is negative
         */
        public ContinueInDialplan {
            Objects.requireNonNull(context, "context");
            Objects.requireNonNull(extension, "extension");
            if (priority < 0) {
                throw new IllegalArgumentException("priority " + priority + " is negative; 0 means the next one");
            }
        }
    }

    /**
     * {@return a decision, already made, to take the call}
     *
     * @param workflowId the workflow's name
     */
    static CompletionStage<Resolution> accept(String workflowId) {
        return accept(Workflow.of(workflowId));
    }

    /**
     * {@return a decision, already made, to take the call}
     *
     * @param workflow what is to happen on it
     */
    static CompletionStage<Resolution> accept(Workflow workflow) {
        return CompletableFuture.completedFuture(new Accept(workflow));
    }

    /**
     * {@return a decision, already made, to refuse the call}
     *
     * @param cause what the caller's side is told
     * @param reason why, for logs and listeners
     */
    static CompletionStage<Resolution> refuse(RefusalCause cause, String reason) {
        return CompletableFuture.completedFuture(new Refuse(cause, reason));
    }

    /** {@return a decision, already made, to let the dialplan go on behind {@code Stasis()}} */
    static CompletionStage<Resolution> continueInDialplan() {
        return CompletableFuture.completedFuture(new ContinueInDialplan("", "", 0));
    }
}
