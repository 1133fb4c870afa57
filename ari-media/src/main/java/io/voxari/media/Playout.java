package io.voxari.media;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

/**
 * The way of audio to the other party: written as fast as it is there, played on Asterisk's clock.
 *
 * <p>Audio is in the wire format of the session. It is cut into whole frames and sent so far ahead as {@link
 * PlayoutOptions#targetDepth()} says; the rest waits here, so that {@link #interrupt()} is mostly a local matter.
 * Asterisk throws away what it gets before the media channel is bridged: nothing is sent before {@link #open()}, and
 * what is written earlier waits.
 *
 * <p>A <em>position</em> is a place on the line of all audio written, given as the time from its beginning. Audio that
 * an interruption dropped keeps its place on that line. A <em>generation</em> is what lies between two interruptions.
 *
 * <p>Safe for use by several threads. Stages complete on a thread of the media server; what depends on them must not
 * block there.
 */
public interface Playout {
    /** Lets audio go out: the media channel is in its bridge. Further calls do nothing. */
    void open();

    /**
     * Takes audio of any length and copies it. A part of a frame at the end waits for the rest of it, or for {@link
     * #padToFrame()}.
     *
     * @param audio what to play; its position moves to its limit
     * @return true while less than the high-water mark waits here; false asks to stop until {@link #writable()}
     *     completes. False, with the audio dropped, once the session is closed
     * @throws IllegalStateException if more would wait than the hard limit; nothing is taken then
     */
    boolean write(ByteBuffer audio);

    /**
     * Takes audio of one generation. What comes after the generation was interrupted is late: it is dropped and
     * counted, and true is returned.
     *
     * @param generation what {@link #generation()} gave when the speech began
     * @param audio what to play; its position moves to its limit
     * @return as {@link #write(ByteBuffer)}
     * @throws IllegalStateException if more would wait than the hard limit; nothing is taken then
     */
    boolean write(long generation, ByteBuffer audio);

    /** {@return the number of the present generation; each interruption adds one} */
    long generation();

    /** {@return a stage that completes when less than the high-water mark waits, or the session ends} */
    CompletionStage<Void> writable();

    /** Ends a stretch of speech: what is left of a frame goes out, filled with silence. */
    void padToFrame();

    /** {@return a mark behind everything written so far} */
    PlayoutMark mark();

    /**
     * Stops what is playing now, and drops what waits here and in Asterisk. Marks not reached are cancelled. Undoes a
     * {@link #pause()}.
     *
     * @return what the other party has heard
     */
    Interruption interrupt();

    /** Holds what is playing; nothing is dropped. For deciding whether an interruption is real. */
    void pause();

    /** Goes on after {@link #pause()}. */
    void resume();

    /** {@return how long the audio lasts that is written and not yet played, here and in Asterisk} */
    Duration queued();

    /** {@return how far audio was written, sent and played} */
    PlayoutPosition position();

    /**
     * Ends the stretch of speech as {@link #padToFrame()} does.
     *
     * @return a stage that completes when everything written so far was played, interrupted, or the session ended
     */
    CompletionStage<Void> drained();
}
