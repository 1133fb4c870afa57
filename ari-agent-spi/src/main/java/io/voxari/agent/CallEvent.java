package io.voxari.agent;

import java.time.Duration;

/**
 * Something that happened on a call, told to its agent.
 *
 * <p>The set grows in minor releases: an agent ignores events that it does not know, and gives a {@code switch} over them a
 * default.
 */
public sealed interface CallEvent {

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

    /** The caller hears the agent before the call is answered; see {@link AnswerPolicy.EarlyMedia}. */
    record EarlyMediaUp() implements CallEvent {}

    /**
     * The caller began to speak, as the agent's {@link TurnDetection} has it found out; where that is the agent itself, as
     * Asterisk hears it, and only on calls with {@link CallLimits#noInput()}.
     */
    record CallerSpeechStarted() implements CallEvent {}

    /**
     * The caller is silent again; told as {@link CallerSpeechStarted}. A line that saves silence sends nothing at all then: a
     * second of that counts as silence.
     *
     * @param duration how long the caller spoke
     */
    record CallerSpeechEnded(Duration duration) implements CallEvent {}

    /**
     * The caller has said nothing and pressed nothing since the agent was heard to the end; told again after each further
     * stretch of that length.
     *
     * @param silence how long the caller has been silent
     * @param times how often that was told in a row, from 1
     */
    record NoInput(Duration silence, int times) implements CallEvent {}

    /**
     * The call's longest duration is near.
     *
     * @param remaining how long it may still last
     */
    record DurationWarning(Duration remaining) implements CallEvent {}

    /** The call's longest duration is reached: it ends when what the agent has said so far was heard. */
    record DurationReached() implements CallEvent {}

    /**
     * It is decided who or what took the call that we placed; told once, only on calls with an {@link AnswerDetector}.
     *
     * @param verdict who or what
     * @param after how long after the answer that was known
     */
    record AnsweredBy(AnswerDetector.Verdict verdict, Duration after) implements CallEvent {}

    /**
     * Who is to take over the caller has answered: the agent talks to it from now on, while the caller hears music; see
     * {@link TransferRequest.Attended}.
     */
    record ConsultationStarted() implements CallEvent {}

    /**
     * Who is to take over the caller pressed a key.
     *
     * @param digit one of {@code 0-9 * # A-D}
     */
    record TargetDtmf(char digit) implements CallEvent {}

    /**
     * The audio connection of the call broke, and another one is being made while the caller waits. What was being said was
     * cut, and is told by {@link PlaybackEnded} as always; what is begun now is heard when the connection stands again. If it
     * never does, the call ends.
     */
    record MediaLost() implements CallEvent {}

    /**
     * Caller and agent hear each other again after {@link MediaLost}: the moment to say the cut words once more. What the
     * caller said meanwhile is lost.
     *
     * @param after how long they did not
     */
    record MediaRestored(Duration after) implements CallEvent {}

    /**
     * The runtime takes no more calls: this one may go on, but not for long.
     *
     * @param remaining how long until it is ended
     */
    record Draining(Duration remaining) implements CallEvent {}
}
