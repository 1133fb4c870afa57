package io.voxari.testkit.asterisk;

import io.voxari.testkit.SimulatedAsterisk;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a caller is going to do: whom it calls, what it says, when it hangs up. Each method returns a changed copy. Without
 * more than an extension the caller sends silence and waits until the far side hangs up. Immutable and thread-safe.
 */
public final class CallPlan {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9+*.%_-]+");
    private static final Pattern NAME = Pattern.compile("[^\\p{Cntrl}\"\\\\<>\\[\\]@]*");
    private static final Pattern DIGITS = Pattern.compile("[0-9*#A-D]+");

    private final String extension;
    private String fromNumber = "1001";
    private String fromName = "Test Caller";
    private byte[] speech = {};
    private AfterSpeech afterSpeech = AfterSpeech.SILENCE;
    private List<Press> presses = List.of();
    private List<Codec> codecs = List.of(Codec.PCMU);
    private Optional<Duration> hangUpAfter = Optional.empty();
    private Optional<Duration> giveUpAfter = Optional.empty();
    private Duration limit = Duration.ofSeconds(60);

    private CallPlan(String extension) {
        this.extension = extension;
    }

    private CallPlan(CallPlan other) {
        this.extension = other.extension;
        this.fromNumber = other.fromNumber;
        this.fromName = other.fromName;
        this.speech = other.speech;
        this.afterSpeech = other.afterSpeech;
        this.presses = other.presses;
        this.codecs = other.codecs;
        this.hangUpAfter = other.hangUpAfter;
        this.giveUpAfter = other.giveUpAfter;
        this.limit = other.limit;
    }

    /**
     * {@return a call to an extension}
     *
     * @param extension whom to call: letters, digits and + * . % _ -
     * @throws IllegalArgumentException when it has characters that do not stand for themselves in a SIP address
     */
    public static CallPlan to(String extension) {
        return new CallPlan(check(PLAIN, "extension", extension));
    }

    /**
     * {@return the plan with another calling number and name; without it the call is from "Test Caller" 1001}
     *
     * @param number the calling number
     * @param name the name shown with it; may be empty
     */
    public CallPlan from(String number, String name) {
        CallPlan plan = new CallPlan(this);
        plan.fromNumber = check(PLAIN, "number", number);
        plan.fromName = check(NAME, "name", name);
        return plan;
    }

    /**
     * {@return the plan with speech, 8000 µ-law samples a second, that begins with the answer}
     *
     * @param ulaw the speech
     */
    public CallPlan saying(byte[] ulaw) {
        CallPlan plan = new CallPlan(this);
        plan.speech = ulaw.clone();
        return plan;
    }

    /**
     * {@return the plan with what is sent when there is nothing to say; without it silence is sent}
     *
     * @param afterSpeech what follows the speech
     */
    public CallPlan afterSpeech(AfterSpeech afterSpeech) {
        CallPlan plan = new CallPlan(this);
        plan.afterSpeech = afterSpeech;
        return plan;
    }

    /**
     * {@return the plan with more digits pressed, that long after the answer} Each is held for 100 ms, with 80 ms between
     * two.
     *
     * @param digits 0-9, *, #, A-D
     * @param afterAnswer when the first is pressed
     */
    public CallPlan pressing(String digits, Duration afterAnswer) {
        CallPlan plan = new CallPlan(this);
        plan.presses = new ArrayList<>(presses);
        plan.presses.add(new Press(check(DIGITS, "digits", digits), afterAnswer));
        return plan;
    }

    /**
     * {@return the plan with the formats that are offered, the preferred one first; without it µ-law only}
     *
     * @param codecs at least one
     */
    public CallPlan offering(Codec... codecs) {
        if (codecs.length == 0) {
            throw new IllegalArgumentException("a call needs a codec");
        }
        CallPlan plan = new CallPlan(this);
        plan.codecs = List.of(codecs);
        return plan;
    }

    /**
     * {@return the plan with the caller hanging up that long after the answer}
     *
     * @param afterAnswer how long the caller talks
     */
    public CallPlan hangingUpAfter(Duration afterAnswer) {
        CallPlan plan = new CallPlan(this);
        plan.hangUpAfter = Optional.of(afterAnswer);
        return plan;
    }

    /**
     * {@return the plan with the caller hanging up that long after it has called, answered or not} A call that is not
     * answered yet is cancelled; an answer that crosses the CANCEL is ended at once.
     *
     * @param afterInvite how long the caller has patience
     */
    public CallPlan givingUpAfter(Duration afterInvite) {
        CallPlan plan = new CallPlan(this);
        plan.giveUpAfter = Optional.of(afterInvite);
        return plan;
    }

    /**
     * {@return the plan with another time after which a call is hung up whatever it does; without it 60 s}
     *
     * @param limit counted from the placing of the call
     */
    public CallPlan limit(Duration limit) {
        CallPlan plan = new CallPlan(this);
        plan.limit = limit;
        return plan;
    }

    private static String check(Pattern pattern, String what, String value) {
        if (!pattern.matcher(value).matches()) {
            throw new IllegalArgumentException(what + " must match " + pattern + ": " + value);
        }
        return value;
    }

    /**
     * Calls a simulated Asterisk, in the machine's time. Digits come before speech there, and speech follows them.
     *
     * @param asterisk whom
     * @return the call, which has only just begun
     */
    public SipCall place(SimulatedAsterisk asterisk) {
        return new SimulatedCall(asterisk, this);
    }

    String extension() {
        return extension;
    }

    String fromNumber() {
        return fromNumber;
    }

    String fromName() {
        return fromName;
    }

    byte[] speech() {
        return speech;
    }

    AfterSpeech afterSpeech() {
        return afterSpeech;
    }

    List<Press> presses() {
        return presses;
    }

    List<Codec> codecs() {
        return codecs;
    }

    Optional<Duration> hangUpAfter() {
        return hangUpAfter;
    }

    Optional<Duration> giveUpAfter() {
        return giveUpAfter;
    }

    Duration limit() {
        return limit;
    }

    @Override
    public String toString() {
        return "call from " + fromNumber + " to " + extension;
    }

    /** Digits and when to press them. */
    record Press(String digits, Duration afterAnswer) {}
}
