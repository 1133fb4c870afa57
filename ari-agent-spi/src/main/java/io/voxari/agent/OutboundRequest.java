package io.voxari.agent;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A call that the application wants to be placed: whom to call, and what is to happen on the call.
 *
 * <p>Immutable and thread-safe; each setter returns a changed copy.
 */
public final class OutboundRequest {
    private final Destination destination;
    private final Workflow workflow;
    private final @Nullable String asterisk;
    private final boolean earlyMedia;
    private final CallLimits limits;

    private OutboundRequest(
            Destination destination,
            Workflow workflow,
            @Nullable String asterisk,
            boolean earlyMedia,
            CallLimits limits) {
        this.destination = destination;
        this.workflow = workflow;
        this.asterisk = asterisk;
        this.earlyMedia = earlyMedia;
        this.limits = limits;
    }

    /**
     * {@return a request}
     *
     * @param destination whom to call
     * @param workflow what is to happen on the call
     */
    public static OutboundRequest of(Destination destination, Workflow workflow) {
        return new OutboundRequest(
                Objects.requireNonNull(destination, "destination"),
                Objects.requireNonNull(workflow, "workflow"),
                null,
                false,
                CallLimits.NONE);
    }

    /**
     * {@return this over one Asterisk of several; without it there must be only one}
     *
     * @param name the name that our configuration gives to it
     */
    public OutboundRequest via(String name) {
        return new OutboundRequest(destination, workflow, Objects.requireNonNull(name, "name"), earlyMedia, limits);
    }

    /** {@return this with an agent that hears the line before the answer too: ringing tones and announcements} */
    public OutboundRequest hearingEarlyMedia() {
        return new OutboundRequest(destination, workflow, asterisk, true, limits);
    }

    /**
     * {@return this with limits; without it there are none}
     *
     * @param value the limits
     */
    public OutboundRequest limits(CallLimits value) {
        return new OutboundRequest(
                destination, workflow, asterisk, earlyMedia, Objects.requireNonNull(value, "limits"));
    }

    /** {@return whom to call} */
    public Destination destination() {
        return destination;
    }

    /** {@return what is to happen on the call} */
    public Workflow workflow() {
        return workflow;
    }

    /** {@return the Asterisk that places the call; empty for the only one} */
    public Optional<String> asterisk() {
        return Optional.ofNullable(asterisk);
    }

    /** {@return whether the agent hears the line before the answer} */
    public boolean isEarlyMediaHeard() {
        return earlyMedia;
    }

    /** {@return how long the call may last} */
    public CallLimits limits() {
        return limits;
    }

    @Override
    public String toString() {
        return "OutboundRequest[" + destination.endpoint() + ", " + workflow.id() + "]";
    }
}
