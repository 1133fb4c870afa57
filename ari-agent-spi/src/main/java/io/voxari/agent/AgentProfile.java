package io.voxari.agent;

import java.util.Objects;

/**
 * What an agent wants from the runtime.
 *
 * <p>Immutable and thread-safe; each setter returns a changed copy.
 */
public final class AgentProfile {
    private final AudioFormat format;
    private final TurnDetection turns;

    private AgentProfile(AudioFormat format, TurnDetection turns) {
        this.format = Objects.requireNonNull(format, "format");
        this.turns = Objects.requireNonNull(turns, "turns");
    }

    /**
     * {@return a profile for an agent that hears and speaks in one format}
     *
     * <p>Asterisk converts between it and what the caller's line carries.
     *
     * @param format the format of both directions
     */
    public static AgentProfile of(AudioFormat format) {
        return new AgentProfile(format, TurnDetection.byAgent());
    }

    /**
     * {@return this, with somebody who finds out that the caller speaks; the agent itself unless set}
     *
     * @param value who
     */
    public AgentProfile turns(TurnDetection value) {
        return new AgentProfile(format, value);
    }

    /** {@return the format that the agent hears and speaks} */
    public AudioFormat format() {
        return format;
    }

    /** {@return who finds out that the caller speaks} */
    public TurnDetection turns() {
        return turns;
    }

    @Override
    public String toString() {
        return "AgentProfile[" + format + ", " + turns + "]";
    }
}
