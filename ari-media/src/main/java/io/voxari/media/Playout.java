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
 * <p>Safe for use by several threads. Stages of one playout complete one after the other, in the order in which they
 * were settled: on a thread of the media server, or in the call that settles them, as {@link #interrupt()} and {@link
 * MediaSession#close()} do. What depends on them must not block: no later stage completes meanwhile, and the thread may
 * serve other calls.
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

    /**
     * Marks the place behind everything written so far. If that is within a frame, the mark is reached with that frame:
     * after more audio or {@link #padToFrame()}.
     *
     * @return the mark; marks are settled in their order
     * @throws IllegalStateException if 4,096 marks are waiting
     */
    PlayoutMark mark();

    /**
     * Stops what is playing now, and drops what waits here and in Asterisk. Marks not reached are cancelled once Asterisk
     * has told what was heard, or has not in a second. Undoes a
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

    /** {@return how far audio was written, sent and played; none of them ever goes back} */
    PlayoutPosition position();

    /**
     * Ends the stretch of speech as {@link #padToFrame()} does.
     *
     * @return a stage that completes when everything written so far was played, interrupted, or the session ended
     * @throws IllegalStateException if 4,096 marks are waiting
     */
    CompletionStage<Void> drained();
}
