package io.voxari.agent;

import java.nio.ByteBuffer;
import java.util.concurrent.CompletionStage;

/**
 * Something that the agent says: audio, written in pieces of any length and at any speed.
 *
 * <p>Thread-safe, but pieces are heard in the order of their writing, so write from one thread at a time.
 */
public interface Utterance {

    /** {@return the utterance's name, unique within its call} */
    String id();

    /**
     * Says more.
     *
     * @param audio bytes in the call's {@link AgentCall#format()}; copied, its position moves to its limit
     * @return true to go on; false when so much waits to be heard that a polite agent pauses until
     *     {@link Speech#queued()} has fallen. The piece is taken in both cases
     * @throws IllegalStateException if {@link #end()} was called, or if more would wait than ten minutes, or five before
     *     the call is connected; nothing is taken then. What is written after the {@link Speech#begin()} of another, an
     *     interruption, {@link AgentCall#hangupWhenHeard()} or the end of the call is ignored
     */
    boolean write(ByteBuffer audio);

    /** Nothing follows: what is left of a frame is filled up with silence and heard too. */
    void end();

    /**
     * {@return completes when the utterance was heard to its end, was cut, or the call ended; never exceptionally}
     *
     * <p>Completes on a thread of the runtime's executor, where what depends on it may block.
     */
    CompletionStage<PlaybackOutcome> done();
}
