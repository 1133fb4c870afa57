package io.voxari.agent;

/** What is measured on calls and told to a {@link CallObserver}. The set grows in minor releases. */
public enum Measure {
    /** From the offer until the resolver had chosen a workflow. */
    RESOLVE_TIME(Unit.NANOSECONDS),
    /** From there until the quota check had allowed the call. */
    ADMIT_TIME(Unit.NANOSECONDS),
    /** From there until the agent was open. */
    AGENT_OPEN_TIME(Unit.NANOSECONDS),
    /** From the answer until the first audio of the agent went out; what was said before the answer counts as zero. */
    ANSWER_TO_FIRST_AUDIO(Unit.NANOSECONDS),
    /** From the offer of the call to its answer: how long a caller hears ringing. */
    RING_TIME(Unit.NANOSECONDS),
    /** From the offer of the call until both parties are connected. */
    SET_UP_TIME(Unit.NANOSECONDS),
    /** From the offer until nothing was left of the call; the label is the {@link EndCause.Kind}. Once for every call. */
    CALL_DURATION(Unit.NANOSECONDS),
    /**
     * From the end of what the caller said until the agent wrote the first audio of its answer; only on calls on which {@link
     * CallEvent.CallerSpeechEnded} is told.
     */
    CALLER_END_TO_FIRST_AUDIO(Unit.NANOSECONDS),
    /** From the end of what the caller said until the first of the answer was heard, as far as Asterisk tells; on the same calls. */
    CALLER_END_TO_FIRST_AUDIO_HEARD(Unit.NANOSECONDS),
    /** A part of the agent's turn, which the agent has told by {@link AgentCall#turnPart}; the label is its name. */
    TURN_PART(Unit.NANOSECONDS),
    /** From the caller's first sound until the agent's voice was cut; on the same calls. */
    SPEECH_TO_INTERRUPTION(Unit.NANOSECONDS),
    /** How long Asterisk took to say that nothing of what was cut is left. */
    INTERRUPTION_CONFIRMED(Unit.NANOSECONDS),
    /** How much of the agent's voice an interruption dropped. */
    INTERRUPTION_DISCARDED(Unit.NANOSECONDS),
    /** A pause of the agent's voice that it went on after: no interruption was meant. */
    FALSE_INTERRUPTION(Unit.COUNT),
    /** A callback of the agent that took more than 5 ms of the runtime's time: how long. */
    AGENT_OVERRUN(Unit.NANOSECONDS),
    /** The caller's audio that was dropped because the agent was too slow for it, if any was. */
    AGENT_DROPPED(Unit.NANOSECONDS),
    /** How much of the caller's audio waits for the agent; once a second from the answer on. */
    AGENT_BACKLOG(Unit.NANOSECONDS),
    /** How much of the agent's voice waits here to be sent; once a second from the answer on. */
    OUTBOUND_QUEUED_HERE(Unit.NANOSECONDS),
    /** How much of it waits in Asterisk to be heard; likewise. */
    OUTBOUND_QUEUED_IN_ASTERISK(Unit.NANOSECONDS),
    /** The jitter of the caller's audio at the end of the call, as RFC 3550 has it. */
    INBOUND_JITTER(Unit.NANOSECONDS),
    /** How far from its time half of the pieces of the caller's audio came, at most; at the end of the call. */
    INBOUND_JITTER_P50(Unit.NANOSECONDS),
    /** How far from its time all but one in a hundred came, at most. */
    INBOUND_JITTER_P99(Unit.NANOSECONDS),
    /** How far from its time the worst came. */
    INBOUND_JITTER_MAX(Unit.NANOSECONDS),
    /** How often nothing came for three pieces or more: the caller's line sends nothing, or lost it. */
    INBOUND_HOLES(Unit.COUNT),
    /**
     * How much of the caller's audio was missing in those of up to a second and did not come later: silence in a recording. In
     * longer ones nothing was sent, as on hold.
     */
    INBOUND_MISSING(Unit.NANOSECONDS),
    /** How many pieces of it came behind such a hole, in a bunch, and so too late for their time. */
    INBOUND_LATE(Unit.COUNT),
    /** The longest hole in the caller's audio. */
    INBOUND_LONGEST_GAP(Unit.NANOSECONDS),
    /** How often the agent's audio came too late within one stretch of speech. */
    OUTBOUND_UNDERRUNS(Unit.COUNT),
    /** How often Asterisk said that its queue was full. */
    OUTBOUND_XOFFS(Unit.COUNT),
    /** How long it was full, each time. */
    OUTBOUND_XOFF_TIME(Unit.NANOSECONDS),
    /** Something the agent said was heard to its end by the clock alone: Asterisk did not report its mark. */
    OUTBOUND_MARK_LOST(Unit.COUNT),
    /**
     * How much of the agent's goodbye was not heard, as the call could not wait for it longer than the runtime's {@code
     * drainDeadline}; told only when that happens, which it should not.
     */
    OUTBOUND_TAIL_DROPPED(Unit.NANOSECONDS),
    /** Bytes of the agent that were written for speech that had been cut. */
    OUTBOUND_LATE_BYTES(Unit.COUNT),
    /** An audio connection that broke in mid-call. */
    MEDIA_LOST(Unit.COUNT),
    /** The event connection to an Asterisk came back after a loss; without a call. */
    ARI_RECONNECT(Unit.COUNT),
    /** Something in Asterisk that belonged to no call of ours was ended; without a call. */
    ORPHAN_RELEASED(Unit.COUNT);

    private final Unit unit;

    Measure(Unit unit) {
        this.unit = unit;
    }

    /** {@return what the values are} */
    public Unit unit() {
        return unit;
    }

    /** What values are. */
    public enum Unit {
        /** A length of time: for a histogram. */
        NANOSECONDS,
        /** A number to be added to a counter. */
        COUNT
    }
}
