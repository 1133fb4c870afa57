package io.voxari.agent;

import java.time.Duration;

/**
 * Something that happened on a call, told to its agent.
 *
 * <p>The set grows: an agent ignores events that it does not know.
 */
public interface CallEvent {

    /** The call is answered and the caller hears the agent from now on. */
    record Answered() implements CallEvent {}

    /**
     * The caller pressed a key and let it go. Seldom, on lines that carry audio before the answer, it comes before
     * {@link Answered}.
     *
     * @param digit one of {@code 0-9 * # A-D}
     * @param duration how long it was held, as Asterisk measured it
     */
    record Dtmf(char digit, Duration duration) implements CallEvent {}

    /**
     * An utterance was heard to its end, or was cut.
     *
     * @param outcome what the caller heard of it
     */
    record PlaybackEnded(PlaybackOutcome outcome) implements CallEvent {}
}
