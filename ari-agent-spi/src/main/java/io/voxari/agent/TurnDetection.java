package io.voxari.agent;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Who finds out that the caller speaks: the agent itself, a detector of the application, or Asterisk.
 *
 * <p>With one of the latter two the agent is told {@link CallEvent.CallerSpeechStarted} and {@link CallEvent.CallerSpeechEnded},
 * and its voice gives way: as soon as the caller speaks it stands still, after {@link #minimumSpeech(Duration)} it is cut as by
 * {@link Speech#interrupt()}, and if the caller is silent before that, it goes on where it stood. What is {@linkplain
 * Speech#beginProtected protected} is not disturbed.
 *
 * <p>Immutable and thread-safe; each setter returns a changed copy.
 */
public final class TurnDetection {
    private static final Duration MINIMUM_SPEECH = Duration.ofMillis(300);

    private final boolean asterisk;
    private final @Nullable Supplier<SpeechDetector> detector;
    private final Duration minimumSpeech;

    private TurnDetection(boolean asterisk, @Nullable Supplier<SpeechDetector> detector, Duration minimumSpeech) {
        this.asterisk = asterisk;
        this.detector = detector;
        this.minimumSpeech = minimumSpeech;
    }

    /** {@return the agent itself, which interrupts its voice when it likes; the default} */
    public static TurnDetection byAgent() {
        return new TurnDetection(false, null, MINIMUM_SPEECH);
    }

    /**
     * {@return Asterisk, by its {@code TALK_DETECT} on the caller's channel}
     *
     * <p>It costs us nothing, and hears what is loud. It needs {@code func_talkdetect.so}. It says that the caller is silent
     * some 400 ms after the last word, and as much later it is sure that the first one was meant.
     */
    public static TurnDetection byAsterisk() {
        return new TurnDetection(true, null, MINIMUM_SPEECH);
    }

    /**
     * {@return a detector of the application}
     *
     * @param value makes the detector of each call, thread-safe as calls overlap: called once for each, before its agent is
     *     opened, on a thread of the runtime's executor, where it may block. Its time is a part of the runtime's {@code
     *     openDeadline}: when it is not through by then the call is refused. What it throws, and null, is logged with the call's
     *     id, and Asterisk listens in its place, as of {@link #byAsterisk()}
     */
    public static TurnDetection by(Supplier<SpeechDetector> value) {
        return new TurnDetection(false, Objects.requireNonNull(value, "detector"), MINIMUM_SPEECH);
    }

    /**
     * {@return this, with as much speech as makes an interruption; 300 ms unless set}
     *
     * @param value how long the caller must speak; zero to cut the voice at once
     * @throws IllegalArgumentException if it is negative, or more than 5 seconds
     */
    public TurnDetection minimumSpeech(Duration value) {
        if (value.isNegative() || value.compareTo(Duration.ofSeconds(5)) > 0) {
            throw new IllegalArgumentException("a minimum of speech of " + value + " is not possible; give 0 to 5 s");
        }
        return new TurnDetection(asterisk, detector, value);
    }

    /** {@return whether Asterisk does it} */
    public boolean isByAsterisk() {
        return asterisk;
    }

    /** {@return who makes the application's detectors; empty if somebody else does it} */
    public Optional<Supplier<SpeechDetector>> detector() {
        return Optional.ofNullable(detector);
    }

    /** {@return how much speech makes an interruption} */
    public Duration minimumSpeech() {
        return minimumSpeech;
    }

    @Override
    public String toString() {
        return "TurnDetection[" + (asterisk ? "by Asterisk" : detector == null ? "by the agent" : "by a detector")
                + ", minimum speech " + minimumSpeech + "]";
    }
}
