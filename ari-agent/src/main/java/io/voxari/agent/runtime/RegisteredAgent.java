package io.voxari.agent.runtime;

import io.voxari.agent.AgentPipeline;
import io.voxari.agent.AgentProfile;
import io.voxari.agent.AudioFormat;
import io.voxari.agent.TurnDetection;
import java.util.List;

/**
 * An agent's pipeline, with what it said of itself when it was registered. Immutable.
 *
 * @param pipeline who makes the agents
 * @param formats in which they can hear and speak, at least one, the best first
 * @param turns who finds out that the caller speaks
 */
record RegisteredAgent(AgentPipeline pipeline, List<AudioFormat> formats, TurnDetection turns) {

    /**
     * Asks a pipeline for its profile: once, here, and not while a caller waits.
     *
     * @throws IllegalArgumentException if Asterisk has no such format
     */
    static RegisteredAgent of(AgentPipeline pipeline) {
        AgentProfile profile = pipeline.profile();
        // Those that Asterisk has not are found here.
        profile.formats().forEach(CallMediaFormats::asteriskName);
        return new RegisteredAgent(pipeline, profile.formats(), profile.turns());
    }
}
