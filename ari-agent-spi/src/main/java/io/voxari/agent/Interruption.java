package io.voxari.agent;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * What an interruption of the agent's voice cut.
 *
 * @param cut the utterances that were not heard to their end, oldest first; empty when the agent was silent
 * @param discarded how long what was dropped would have sounded
 * @param acknowledged completes with the time from the order to Asterisk's word that nothing is left of it to be heard;
 *     fails if Asterisk does not say so within a second, or the call ends; on a thread of the runtime's executor
 */
public record Interruption(List<PlaybackOutcome> cut, Duration discarded, CompletionStage<Duration> acknowledged) {

    /**
     * Checks and copies the parts.
     *
     * @param cut the utterances that were not heard to their end
     * @param discarded how long what was dropped would have sounded
     * @param acknowledged completes with the time from the order to Asterisk's word that nothing is left of it to be heard
     */
    public Interruption {
        cut = List.copyOf(cut);
    }
}
