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

    /**
     * Tells what the audio says that is written from here on: the words of a sentence before its audio, or the pieces of a
     * model's transcript as they come. {@link PlaybackOutcome#textHeard()} is what was heard of it. Further texts are added as
     * they are, so each has its own spaces.
     *
     * <p>The audio from one text to the next says the first of them, and each character takes the same time; texts without
     * audio between them are one. Text that no audio follows before {@link #end()}, or that comes after it, belongs to the
     * last audio before it. Until then the last text is taken to need at least 60 ms a character, as its audio may still be
     * coming. So what was heard is right to the word at the beginning of each text and estimated within it, and a transcript
     * that comes a second before its audio has the caller hear a second too much, one that comes after it too little.
     *
     * <p>A cut falls between words, which are what has white space round it; in scripts that are written without, between
     * characters. The first 65,536 characters of an utterance are kept. What comes when the utterance was heard or cut, or
     * when the {@link Speech#begin()} of another or {@link AgentCall#hangupWhenHeard()} has ended it, is ignored.
     *
     * @param said what is said; empty for nothing
     */
    void text(String said);

    /** Nothing follows: what is left of a frame is filled up with silence and heard too. Further calls do nothing. */
    void end();

    /**
     * {@return completes when the utterance was heard to its end, was cut, or the call ended; never exceptionally}
     *
     * <p>Completes on a thread of the runtime's executor, where what depends on it may block.
     */
    CompletionStage<PlaybackOutcome> done();
}
