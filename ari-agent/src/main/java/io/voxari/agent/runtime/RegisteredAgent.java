package io.voxari.agent.runtime;

import io.voxari.agent.AgentPipeline;
import io.voxari.agent.AgentProfile;
import io.voxari.agent.AudioFormat;
import io.voxari.agent.TurnDetection;

/**
 * An agent's pipeline, with what it said of itself when it was registered. Immutable.
 *
 * @param pipeline who makes the agents
 * @param format what they hear and speak
 * @param wireFormat Asterisk's name for that
 * @param turns who finds out that the caller speaks
 */
record RegisteredAgent(AgentPipeline pipeline, AudioFormat format, String wireFormat, TurnDetection turns) {

    /**
     * Asks a pipeline for its profile: once, here, and not while a caller waits.
     *
     * @throws IllegalArgumentException if Asterisk has no such format
     */
    static RegisteredAgent of(AgentPipeline pipeline) {
        AgentProfile profile = pipeline.profile();
        AudioFormat format = profile.format();
        return new RegisteredAgent(pipeline, format, CallMediaFormats.asteriskName(format), profile.turns());
    }
}
