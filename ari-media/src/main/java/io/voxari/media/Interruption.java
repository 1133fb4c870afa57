package io.voxari.media;

import java.time.Duration;
import java.util.concurrent.CompletionStage;

/**
 * What an interruption stopped, as far as is known at once; {@link #acknowledged()} brings what Asterisk says.
 *
 * @param generation the generation that ended
 * @param heardUntil how far the audio was played, on the line of audio written; by the clock
 * @param discarded how much was written and never will be heard
 * @param acknowledged completes when Asterisk has dropped its queue, or has not answered in time, or the session
 *     ended; does not fail
 */
public record Interruption(
        long generation, Duration heardUntil, Duration discarded, CompletionStage<FlushAck> acknowledged) {}
