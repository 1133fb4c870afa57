package io.voxari.agent;

import java.util.concurrent.CompletionStage;

/**
 * A recording of a call that runs, or was asked for; see {@link AgentCall#record}. It ends with the call at the latest.
 *
 * <p>Thread-safe; no method blocks. After its end none has an effect.
 */
public interface Recording {

    /**
     * Leaves out what is said from now on: a number of a credit card, say. In a recording of ours silence takes its place, so
     * that the rest keeps its time; one of Asterisk's gets shorter.
     */
    void pause();

    /** Goes on after {@link #pause()}. */
    void resume();

    /** Ends the recording; what comes of it is told by {@link #done()}. */
    void stop();

    /**
     * {@return completes with what came of it, when all is written, or Asterisk has stored it; never exceptionally. On a
     * thread of the runtime's executor, perhaps after the end of the call, and not before a {@link RecordingSink} has returned}
     */
    CompletionStage<RecordingOutcome> done();
}
