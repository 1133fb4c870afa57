package io.voxari.agent;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadFactory;

/** Runs a script on a thread of its own for each call. Thread-safe. */
final class ScriptedPipeline implements AgentPipeline {
    /** How long after the end of its call a script may go on before its thread is interrupted. */
    static final Duration GRACE = Duration.ofSeconds(5);

    private final AgentProfile profile;
    private final Conversation.Script script;
    private final Duration grace;
    private final ThreadFactory threads = TalkThreads.factory("voxari-talk-");

    ScriptedPipeline(AgentProfile profile, Conversation.Script script, Duration grace) {
        this.profile = Objects.requireNonNull(profile, "profile");
        this.script = Objects.requireNonNull(script, "script");
        this.grace = grace;
    }

    @Override
    public AgentProfile profile() {
        return profile;
    }

    @Override
    public CompletionStage<AgentSession> open(AgentCall call) {
        ScriptedSession session = new ScriptedSession(call, grace);
        Thread thread = threads.newThread(() -> session.run(script));
        session.start(thread);
        return session.opened();
    }
}
