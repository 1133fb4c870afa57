package io.voxari.agent;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * What an agent wants from the runtime.
 *
 * <p>Immutable and thread-safe; each setter returns a changed copy.
 */
public final class AgentProfile {
    private final List<AudioFormat> formats;
    private final TurnDetection turns;

    private AgentProfile(List<AudioFormat> formats, TurnDetection turns) {
        this.formats = formats;
        this.turns = Objects.requireNonNull(turns, "turns");
    }

    /**
     * {@return a profile for an agent that hears and speaks in one format, or in one of several}
     *
     * <p>Asterisk converts between it and what the caller's line carries. Of several formats, each call has the one that
     * fits its line: of those that keep the most of the line's bandwidth the line's own, which is not converted; else the one
     * with the fewest samples a second. Where two are alike, and where the line is not known yet (a call that is
     * being placed, for which the agent is made ready before anybody answers), the first. {@link AgentCall#format()} tells.
     *
     * @param format the format of both directions
     * @param others further formats that the agent can do; they cost a call a request to Asterisk before its audio
     */
    public static AgentProfile of(AudioFormat format, AudioFormat... others) {
        List<AudioFormat> formats =
                Stream.concat(Stream.of(format), Stream.of(others)).distinct().toList();
        formats.forEach(each -> Objects.requireNonNull(each, "format"));
        return new AgentProfile(formats, TurnDetection.byAgent());
    }

    /**
     * {@return this, with somebody who finds out that the caller speaks; the agent itself unless set}
     *
     * @param value who
     */
    public AgentProfile turns(TurnDetection value) {
        return new AgentProfile(formats, value);
    }

    /** {@return the formats in which the agent can hear and speak, at least one, the best first} */
    public List<AudioFormat> formats() {
        return formats;
    }

    /** {@return who finds out that the caller speaks} */
    public TurnDetection turns() {
        return turns;
    }

    @Override
    public String toString() {
        return "AgentProfile[" + formats + ", " + turns + "]";
    }
}
