package io.voxari.agent;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
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
    private final @Nullable Supplier<AnswerDetector> detector;
    private final Duration detectWithin;

    private OutboundRequest(
            Destination destination,
            Workflow workflow,
            @Nullable String asterisk,
            boolean earlyMedia,
            CallLimits limits,
            @Nullable Supplier<AnswerDetector> detector,
            Duration detectWithin) {
        this.destination = destination;
        this.workflow = workflow;
        this.asterisk = asterisk;
        this.earlyMedia = earlyMedia;
        this.limits = limits;
        this.detector = detector;
        this.detectWithin = detectWithin;
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
                CallLimits.NONE,
                null,
                Duration.ZERO);
    }

    /**
     * {@return this over one Asterisk of several; without it there must be only one}
     *
     * @param name the name that our configuration gives to it
     */
    public OutboundRequest via(String name) {
        return new OutboundRequest(
                destination,
                workflow,
                Objects.requireNonNull(name, "name"),
                earlyMedia,
                limits,
                detector,
                detectWithin);
    }

    /** {@return this with an agent that hears the line before the answer too: ringing tones and announcements} */
    public OutboundRequest hearingEarlyMedia() {
        return new OutboundRequest(destination, workflow, asterisk, true, limits, detector, detectWithin);
    }

    /**
     * {@return this with limits; without it there are none}
     *
     * @param value the limits
     */
    public OutboundRequest limits(CallLimits value) {
        return new OutboundRequest(
                destination,
                workflow,
                asterisk,
                earlyMedia,
                Objects.requireNonNull(value, "limits"),
                detector,
                detectWithin);
    }

    /**
     * {@return this with somebody, such as {@link AsteriskAnswerDetector}, who decides whether a human being or a machine
     * took the call} The agent is told by {@link CallEvent.AnsweredBy}, and does what it likes.
     *
     * @param value makes the detector of the call: called once, before the agent is opened, on a thread of the runtime's
     *     executor, where it may block. Its time is a part of the runtime's {@code openDeadline}: who is not through by then
     *     fails the call, and nobody is called. What it throws, and null, is logged with the call's id; the call is placed
     *     without a detector then, and its verdict is {@link AnswerDetector.Verdict#UNSURE}
     * @param within after which time from the answer it is {@link AnswerDetector.Verdict#UNSURE}; the detector is not called
     *     any more then
     * @throws IllegalArgumentException if that time is not positive
     */
    public OutboundRequest detectingAnswer(Supplier<AnswerDetector> value, Duration within) {
        if (within.isNegative() || within.isZero()) {
            throw new IllegalArgumentException("to decide within " + within + " is not possible; give some seconds");
        }
        return new OutboundRequest(
                destination, workflow, asterisk, earlyMedia, limits, Objects.requireNonNull(value, "detector"), within);
    }

    /** {@return who makes the answer's detector; empty for none} */
    public Optional<Supplier<AnswerDetector>> answerDetector() {
        return Optional.ofNullable(detector);
    }

    /** {@return how long that may take from the answer; zero without one} */
    public Duration detectWithin() {
        return detectWithin;
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
