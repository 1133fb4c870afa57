package io.voxari.testkit.asterisk;

import java.time.Duration;

/**
 * A call that a {@link SipCaller} has placed: does by itself what its plan says, can be told more while it lasts, and
 * afterwards knows how it went and what was heard. Thread-safe.
 */
public interface SipCall {
    /** {@return the plan of this call} */
    CallPlan plan();

    /** Puts the receiver down: a CANCEL before the answer, a BYE after it, nothing when the call has ended. */
    void hangUp();

    /**
     * Says more, after what is still being said; before the answer, after what the plan says. 8000 µ-law samples a second.
     *
     * @param ulaw the speech
     */
    void say(byte[] ulaw);

    /**
     * Presses digits (0-9 * # A-D), 100 ms each with 80 ms between two. Before the answer they are lost.
     *
     * @param digits in the order of pressing
     */
    void press(String digits);

    /**
     * Waits until the far side rings (180 or 183).
     *
     * @param timeout how long to wait
     * @throws AssertionError when it does not in that time, or the call ends without it
     */
    void awaitRinging(Duration timeout);

    /**
     * Waits until the call is answered.
     *
     * @param timeout how long to wait
     * @throws AssertionError when it is not in that time, or is refused
     */
    void awaitAnswer(Duration timeout);

    /**
     * Waits until the call has ended.
     *
     * @param timeout how long to wait
     * @return how it went
     * @throws AssertionError when it has not in that time
     */
    CallOutcome awaitEnd(Duration timeout);

    /** {@return true when the call has ended} */
    boolean isEnded();

    /** {@return the SIP messages up to now, each with its time after the INVITE; nothing where there are none} */
    String trace();

    /** {@return what has been heard up to now, early media included} */
    HeardAudio heard();

    /** {@return what has been said up to now, with the times of sending} */
    HeardAudio said();
}
