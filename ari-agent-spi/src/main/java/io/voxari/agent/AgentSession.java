package io.voxari.agent;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The agent of one call.
 *
 * <p>All methods of one session are called one at a time and in order, on threads of the runtime's executor; events
 * overtake waiting audio. A method may block for a moment: nobody but this agent waits for it, and audio that it has no
 * time for is dropped, oldest first, after the runtime's {@code audioBacklog}. What a method throws takes the call
 * away from this agent, which is closed: the caller hears an announcement, is sent elsewhere or hung up, as the runtime's
 * {@code whenAgentFails} says, and the call ends as {@link EndCause.Kind#AGENT_FAILED}.
 */
@FunctionalInterface
public interface AgentSession {

    /**
     * The caller said something.
     *
     * <p>While the method has not returned, nothing else is told to this agent. One that does not return while the caller hears
     * nothing for the runtime's {@code callbackDeadline} (30 seconds) has failed, or what {@code whenAgentStalls} says.
     *
     * @param audio a piece of what the caller says
     */
    void onAudio(CallerAudio audio);

    /**
     * Something happened on the call. The same deadline: see {@link #onAudio}.
     *
     * @param event what happened; new kinds arrive in minor releases, so ignore what you do not know
     */
    default void onEvent(CallEvent event) {}

    /**
     * The call is over: nothing is called after this, and nothing that the agent does to its call has an effect.
     *
     * <p>Called once for each session that was ever opened, also when it came too late for its call. What it throws, a null
     * stage and a stage that fails are logged with the call's id; the call ends all the same.
     *
     * @param cause why it ended
     * @return completes when the agent has let go of what it held; nobody waits for longer than the runtime's
     *     {@code closeDeadline}
     */
    default CompletionStage<Void> close(EndCause cause) {
        return CompletableFuture.completedFuture(null);
    }
}
