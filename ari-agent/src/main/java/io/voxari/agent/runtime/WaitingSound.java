package io.voxari.agent.runtime;

/** What a caller hears while a call's audio connection, which broke, is made anew. */
public enum WaitingSound {
    /** Asterisk's music on hold; if Asterisk has none, silence. */
    MUSIC,
    /** Silence; two requests less, so the agent is back a little sooner. */
    SILENCE
}
