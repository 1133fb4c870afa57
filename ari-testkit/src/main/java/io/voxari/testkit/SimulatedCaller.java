package io.voxari.testkit;

import io.voxari.testkit.asterisk.CallOutcome.EndedBy;
import io.voxari.testkit.asterisk.HeardAudio;
import io.voxari.testkit.internal.CallerLeg;
import io.voxari.testkit.internal.OnRefer;
import io.voxari.testkit.internal.Simulation;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;

/**
 * A person at a telephone, in a call to the {@link SimulatedAsterisk}. What the caller says and does is a script that begins
 * with the answer: each line follows the one before. A telephone sends silence while nothing is said.
 *
 * <pre>{@code
 * asterisk.call("8000").says(hello).waits(Duration.ofSeconds(2)).presses("1#").hangsUp();
 * }</pre>
 *
 * <p>Thread-safe.
 */
public final class SimulatedCaller {
    private static final Pattern DIGITS = Pattern.compile("[0-9*#A-D]+");

    private final Simulation simulation;
    private final CallerLeg leg;

    SimulatedCaller(Simulation simulation, CallerLeg leg) {
        this.simulation = simulation;
        this.leg = leg;
    }

    /**
     * {@return this, who will say that, to its end}
     *
     * @param ulaw 8000 µ-law samples a second
     */
    public SimulatedCaller says(byte[] ulaw) {
        leg.say(ulaw);
        return this;
    }

    /**
     * {@return this, who will press these keys, 100 ms each with 80 ms after each}
     *
     * @param digits 0-9, *, #, A-D
     */
    public SimulatedCaller presses(String digits) {
        if (!DIGITS.matcher(digits).matches()) {
            throw new IllegalArgumentException("digits must match " + DIGITS + ": " + digits);
        }
        leg.press(digits);
        return this;
    }

    /**
     * {@return this, who will do nothing for a while}
     *
     * @param time in steps of 20 ms
     */
    public SimulatedCaller waits(Duration time) {
        leg.pause(time);
        return this;
    }

    /**
     * {@return this, who will wait until that is heard}
     *
     * <p>If it is not, that is held against the application by {@link SimulatedAsterisk#assertQuiet()}, and the script goes
     * on.
     *
     * @param sound what
     * @param within how long at most after all before it is done, in steps of 20 ms
     */
    public SimulatedCaller hears(Sound sound, Duration within) {
        leg.expect(sound.toString(), sound::isIn, within);
        return this;
    }

    /**
     * {@return this, who calls now; for one who has not yet}
     *
     * @param extension whom
     */
    public SimulatedCaller calls(String extension) {
        leg.dial(extension, "1001", "Test Caller");
        return this;
    }

    /** {@return this, who will hang up when all before it is done} */
    public SimulatedCaller hangsUp() {
        leg.hangUpThen();
        return this;
    }

    /** {@return this, whose telephone sends nothing at all while nothing is said} */
    public SimulatedCaller sendsNoSilence() {
        leg.silence();
        return this;
    }

    /** {@return this, whose telephone does not let itself be sent elsewhere by SIP REFER; without this it follows at once} */
    public SimulatedCaller refusesRefer() {
        leg.onRefer(OnRefer.REFUSES);
        return this;
    }

    /** {@return this, whose telephone, when sent elsewhere by SIP REFER, does not get through there, and stays} */
    public SimulatedCaller failsAfterRefer() {
        leg.onRefer(OnRefer.FAILS);
        return this;
    }

    /**
     * {@return this, whose telephone says of a SIP REFER that it will do it, and never what became of it} Of its channel
     * Asterisk then lets nothing more be done but hang it up, and lists it ever after.
     */
    public SimulatedCaller leavesReferOpen() {
        leg.onRefer(OnRefer.LEAVES_OPEN);
        return this;
    }

    /** Hangs up now, answered or not. */
    public void hangUp() {
        leg.hangUpNow();
    }

    /**
     * Waits until it rings at the caller's end.
     *
     * @param patience how long at most
     * @throws AssertionError when it does not
     */
    public void awaitRinging(Duration patience) {
        long unused = await(leg.ringingAt(), patience, "ring");
    }

    /**
     * Waits for the answer.
     *
     * @param patience how long at most
     * @throws AssertionError when there is none
     */
    public void awaitAnswered(Duration patience) {
        CompletableFuture<Object> either = CompletableFuture.anyOf(leg.answeredAt(), leg.ended());
        Object unused = await(either, patience, "answered");
        if (!isAnswered()) {
            throw new AssertionError("the call was not answered, but ended with cause "
                    + leg.ended().join());
        }
    }

    /**
     * Waits until the call is refused.
     *
     * @param patience how long at most
     * @return the Q.850 cause that the caller is told
     * @throws AssertionError when it is answered, or nothing happens
     */
    public int awaitRefused(Duration patience) {
        int cause = awaitEnded(patience);
        if (isAnswered()) {
            throw new AssertionError("the call was answered");
        }
        return cause;
    }

    /**
     * Waits for the end of the call.
     *
     * @param patience how long at most
     * @return the Q.850 cause
     * @throws AssertionError when it does not end
     */
    public int awaitEnded(Duration patience) {
        return await(leg.ended(), patience, "ended");
    }

    /** {@return whether the call was answered} */
    public boolean isAnswered() {
        return leg.answeredAt().isDone();
    }

    /** {@return whether the call has ended} */
    public boolean isEnded() {
        return leg.ended().isDone();
    }

    /** {@return when it rang, on the clock of {@link System#nanoTime()}, or in nanoseconds of virtual time} */
    public OptionalLong ringingNanos() {
        return leg.ringingAt().isDone() ? OptionalLong.of(leg.ringingAt().join()) : OptionalLong.empty();
    }

    /** {@return when it was answered, on the clock of {@link System#nanoTime()}, or in nanoseconds of virtual time} */
    public OptionalLong answeredNanos() {
        return leg.answeredAt().isDone() ? OptionalLong.of(leg.answeredAt().join()) : OptionalLong.empty();
    }

    /**
     * {@return who ended the call}
     *
     * @throws IllegalStateException when it has not ended
     */
    public EndedBy endedBy() {
        if (!leg.ended().isDone()) {
            throw new IllegalStateException("the call has not ended");
        }
        return leg.endedBy().join();
    }

    /** {@return whom the telephone was told by SIP REFER to call instead} */
    public Optional<String> referredTo() {
        return Optional.ofNullable(leg.referredTo().getNow(null));
    }

    /** {@return all that was said so far, silence included} */
    public HeardAudio said() {
        return leg.said();
    }

    /** {@return all that was heard so far} */
    public HeardAudio heard() {
        return leg.heard();
    }

    /**
     * Checks that words that were interrupted broke off, and that nothing of them was heard after that: no audio that was
     * still on its way, or kept somewhere, when they were taken back.
     *
     * @param ulaw the words, as they were said: 8000 µ-law samples a second, not mixed with anything
     * @return how much of them was heard
     * @throws AssertionError when they were not heard at all, heard to their end, or heard again
     */
    public Duration assertInterrupted(byte[] ulaw) {
        return Interruption.of(ulaw, heard()).heard();
    }

    void dropMedia() {
        leg.dropMedia();
    }

    private <T> T await(CompletableFuture<T> future, Duration patience, String what) {
        if (!simulation.await(future, patience)) {
            throw new AssertionError("the call was not " + what + " within " + patience.toMillis() + " ms");
        }
        return future.join();
    }
}
