package io.voxari.agent.admission;

import io.voxari.agent.CallOffer;
import io.voxari.agent.NumberPlan;
import io.voxari.agent.PhoneAddress;
import io.voxari.agent.RefusalCause;
import io.voxari.agent.Resolution;
import io.voxari.agent.Workflow;
import io.voxari.agent.WorkflowResolver;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Finds the workflow of a call by the number that was called, in a table that does not change.
 *
 * <pre>{@code
 * Routes.builder()
 *         .route("8000", "reception")
 *         .route("+49 30 1234567", "sales")
 *         .route("berlin", "8000", "reception-berlin") // only on the Asterisk of that name
 *         .otherwise("reception")
 *         .build();
 * }</pre>
 *
 * <p>Numbers are compared as {@link PhoneAddress} reads them, so {@code +49301234567} and, with the number plan of
 * Germany, {@code 030/1234567} are the same. A route of one Asterisk goes before one of all. A number without a route is
 * refused with {@link RefusalCause#UNALLOCATED}, unless there is a route for the others.
 *
 * <p>Immutable and thread-safe; never blocks.
 */
public final class Routes implements WorkflowResolver {
    private final Map<Key, Workflow> byNumber;
    private final @Nullable Workflow otherwise;
    private final @Nullable NumberPlan plan;

    /** An Asterisk, null for all, and a number as it is compared. */
    private record Key(@Nullable String asterisk, PhoneAddress number) {}

    private Routes(Builder builder) {
        this.byNumber = Map.copyOf(builder.byNumber);
        this.otherwise = builder.otherwise;
        this.plan = builder.plan;
    }

    /** {@return a builder without a route} */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * {@return a table of these routes}
     *
     * @param workflowByNumber the name of the workflow for each number; {@code *} stands for all others
     * @throws IllegalArgumentException if two numbers are the same, or a workflow's name is blank
     */
    public static Routes of(Map<String, String> workflowByNumber) {
        Builder builder = builder();
        workflowByNumber.forEach((number, workflow) -> builder.entry(number, Workflow.of(workflow)));
        return builder.build();
    }

    @Override
    public CompletionStage<Resolution> resolve(CallOffer offer) {
        PhoneAddress number = read(offer.calledNumber(), plan);
        Workflow found = byNumber.get(new Key(offer.asterisk(), number));
        if (found == null) {
            found = byNumber.getOrDefault(new Key(null, number), otherwise);
        }
        return found != null
                ? Resolution.accept(found)
                : Resolution.refuse(
                        RefusalCause.UNALLOCATED,
                        "no route for " + offer.calledNumber() + " on Asterisk " + offer.asterisk());
    }

    /** {@return how many routes there are, the one for the others not counted} */
    public int size() {
        return byNumber.size();
    }

    private static PhoneAddress read(String number, @Nullable NumberPlan plan) {
        return plan == null ? PhoneAddress.parse(number) : PhoneAddress.parse(number, plan);
    }

    /** Collects routes. Not thread-safe. */
    public static final class Builder {
        private final Map<Key, Workflow> byNumber = new HashMap<>();
        private @Nullable Workflow otherwise;
        private @Nullable NumberPlan plan;

        private Builder() {}

        /**
         * Sets how numbers without a plus sign are completed; before the first route.
         *
         * @param value the plan of the country where Asterisk is
         * @return this builder
         * @throws IllegalStateException if there is a route already, which was read without it
         */
        public Builder numberPlan(NumberPlan value) {
            if (!byNumber.isEmpty()) {
                throw new IllegalStateException("set the number plan before the first route");
            }
            plan = Objects.requireNonNull(value, "plan");
            return this;
        }

        /**
         * Adds a route.
         *
         * @param number the number that is called, in any way of writing
         * @param workflow the workflow's name
         * @return this builder
         * @throws IllegalArgumentException if the number has a route already, or the name is blank
         */
        public Builder route(String number, String workflow) {
            return route(number, Workflow.of(workflow));
        }

        /**
         * Adds a route.
         *
         * @param number the number that is called, in any way of writing
         * @param workflow what is to happen
         * @return this builder
         * @throws IllegalArgumentException if the number has a route already
         */
        public Builder route(String number, Workflow workflow) {
            return put(null, number, workflow);
        }

        /**
         * Adds a route for the calls of one Asterisk.
         *
         * @param asterisk the name that the configuration gives to it
         * @param number the number that is called, in any way of writing
         * @param workflow what is to happen
         * @return this builder
         * @throws IllegalArgumentException if the number has a route there already
         */
        public Builder route(String asterisk, String number, Workflow workflow) {
            return put(Objects.requireNonNull(asterisk, "asterisk"), number, workflow);
        }

        /**
         * Adds a route for the calls of one Asterisk.
         *
         * @param asterisk the name that the configuration gives to it
         * @param number the number that is called, in any way of writing
         * @param workflow the workflow's name
         * @return this builder
         * @throws IllegalArgumentException if the number has a route there already, or the name is blank
         */
        public Builder route(String asterisk, String number, String workflow) {
            return route(asterisk, number, Workflow.of(workflow));
        }

        /**
         * Sets what takes the calls to all other numbers.
         *
         * @param workflow what is to happen
         * @return this builder
         * @throws IllegalArgumentException if that is set already
         */
        public Builder otherwise(Workflow workflow) {
            if (otherwise != null) {
                throw new IllegalArgumentException("there are two routes for all other numbers");
            }
            otherwise = Objects.requireNonNull(workflow, "workflow");
            return this;
        }

        /**
         * Sets what takes the calls to all other numbers.
         *
         * @param workflow the workflow's name
         * @return this builder
         * @throws IllegalArgumentException if that is set already, or the name is blank
         */
        public Builder otherwise(String workflow) {
            return otherwise(Workflow.of(workflow));
        }

        /** {@return the table} */
        public Routes build() {
            return new Routes(this);
        }

        /** Adds a route as a file writes it: {@code number}, {@code asterisk|number}, or {@code *} for the others. */
        void entry(String text, Workflow workflow) {
            int bar = text.indexOf('|');
            if (text.strip().equals("*")) {
                otherwise(workflow);
            } else if (bar < 0) {
                route(text, workflow);
            } else {
                route(text.substring(0, bar).strip(), text.substring(bar + 1), workflow);
            }
        }

        private Builder put(@Nullable String asterisk, String number, Workflow workflow) {
            PhoneAddress address = read(number, plan);
            if (address.kind() == PhoneAddress.Kind.WITHHELD) {
                throw new IllegalArgumentException("\"" + number + "\" is no number that is called");
            }
            Workflow before =
                    byNumber.putIfAbsent(new Key(asterisk, address), Objects.requireNonNull(workflow, "workflow"));
            if (before != null) {
                throw new IllegalArgumentException("\"" + number + "\" (" + address.value() + ") has two routes: "
                        + before.id() + " and " + workflow.id());
            }
            return this;
        }
    }
}
