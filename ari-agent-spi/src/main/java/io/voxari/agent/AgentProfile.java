package io.voxari.agent;

import java.util.Objects;

/**
 * What an agent wants from the runtime.
 *
 * <p>Immutable and thread-safe.
 */
public final class AgentProfile {
    private final AudioFormat format;

    private AgentProfile(AudioFormat format) {
        this.format = Objects.requireNonNull(format, "format");
    }

    /**
     * {@return a profile for an agent that hears and speaks in one format}
     *
     * <p>Asterisk converts between it and what the caller's line carries.
     *
     * @param format the format of both directions
     */
    public static AgentProfile of(AudioFormat format) {
        return new AgentProfile(format);
    }

    /** {@return the format that the agent hears and speaks} */
    public AudioFormat format() {
        return format;
    }

    @Override
    public String toString() {
        return "AgentProfile[" + format + "]";
    }
}
