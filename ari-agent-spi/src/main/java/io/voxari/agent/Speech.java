package io.voxari.agent;

import java.time.Duration;

/**
 * The agent's voice on a call.
 *
 * <p>Audio may be written as fast as it is made: the runtime plays it at the speed of speech, keeps only a little of it in
 * Asterisk, and so can take back what was not yet heard.
 *
 * <p>While nothing is said nothing is sent to the caller: a trunk that hangs up without audio must wait longer than the
 * agent's longest pause, or the runtime be told to send silence ({@code comfortSilence}).
 *
 * <p>Thread-safe; nothing blocks. When the call is over each new utterance is done at once, as one that was cut.
 */
public interface Speech {

    /**
     * {@return a new utterance, which is heard after all that was written before}
     *
     * <p>An utterance that is still open is ended first; what is still written to it is ignored.
     */
    Utterance begin();

    /**
     * {@return a new utterance, as {@link #begin()}, of which a part cannot be interrupted} Until the caller has heard that much
     * of it {@link #interrupt()} cuts nothing; for a notice that must be heard, say.
     *
     * @param protectedFor how much of it; more than it is long for all of it
     * @throws IllegalArgumentException if it is negative
     */
    Utterance beginProtected(Duration protectedFor);

    /**
     * Stops speaking now, unless what is heard is {@linkplain #beginProtected protected}, which nothing but the end of the call
     * cuts: what was written and not yet heard is dropped, here and in Asterisk, and what is still written
     * to an utterance begun before is ignored.
     *
     * @return what was cut
     */
    Interruption interrupt();

    /** Holds the voice where it is, while the agent decides whether an interruption is meant; nothing is dropped. */
    void pause();

    /** Goes on where {@link #pause()} held. */
    void resume();

    /** {@return how long the caller would go on to hear the agent if nothing more were written} */
    Duration queued();
}
