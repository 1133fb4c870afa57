package io.voxari.media;

import java.time.Duration;
import java.util.Set;

/**
 * In what pieces and at what times a listener gets the other party's audio.
 *
 * <p>{@link #AS_IT_COMES} adds no delay and promises nothing. Steps have one length and come one after the other on this
 * machine's clock from the first audio to the end of the session: Asterisk sends nothing for what was lost on the way,
 * for a silence that the other party does not send, or on hold, and such holes are filled, each frame marked with its
 * {@link AudioOrigin}. Steps are for G.711 and linear formats; of others, audio comes as it comes.
 *
 * @param step the length of a frame: 10, 20, 30, 40 or 60 ms; zero for as it comes
 * @param delay how much later than possible audio is given at first, so that audio that comes late by that much still
 *     finds its place; 0 to 500 ms. Where it comes later still, the delay grows by itself, and shrinks again in quiet
 *     places
 * @param maxDelay how far the delay may grow; what is older is dropped
 * @param concealing whether a hole begins with the waveform before it, repeated and faded out within 60 ms, as G.711
 *     Appendix I does; silence from its beginning otherwise
 */
public record InboundTiming(Duration step, Duration delay, Duration maxDelay, boolean concealing) {
    /** Audio as Asterisk sends it: mostly 20 ms, but of any length and cadence, and nothing in a hole. */
    public static final InboundTiming AS_IT_COMES =
            new InboundTiming(Duration.ZERO, Duration.ZERO, Duration.ZERO, false);

    private static final Set<Long> STEPS = Set.of(10L, 20L, 30L, 40L, 60L);
    private static final Duration LONGEST_DELAY = Duration.ofMillis(500);
    private static final Duration LONGEST_MAX_DELAY = Duration.ofSeconds(10);

    /**
     * Checks the values.
     *
     * @param step see {@link #step()}
     * @param delay see {@link #delay()}
     * @param maxDelay see {@link #maxDelay()}
     * @param concealing see {@link #concealing()}
     * @throws IllegalArgumentException if a value is out of its range
     */
    public InboundTiming {
        if (!step.isZero()) {
            if (!STEPS.contains(step.toMillis()) || step.toNanosPart() % 1_000_000 != 0) {
                throw new IllegalArgumentException("step is " + step + ", expected 10, 20, 30, 40 or 60 ms");
            }
            if (delay.isNegative() || delay.compareTo(LONGEST_DELAY) > 0) {
                throw new IllegalArgumentException("delay is " + delay + ", expected 0 to " + LONGEST_DELAY);
            }
            if (maxDelay.compareTo(delay.plus(step)) < 0 || maxDelay.compareTo(LONGEST_MAX_DELAY) > 0) {
                throw new IllegalArgumentException("maxDelay is " + maxDelay + ", expected at least delay and step, "
                        + delay.plus(step) + ", and at most " + LONGEST_MAX_DELAY);
            }
        }
    }

    /**
     * {@return frames of one length, 40 ms late to absorb jitter, a second late at most, holes concealed}
     *
     * @param step 10, 20, 30, 40 or 60 ms
     * @throws IllegalArgumentException if it is another
     */
    public static InboundTiming steps(Duration step) {
        if (step.isZero()) {
            throw new IllegalArgumentException("step is 0, expected 10, 20, 30, 40 or 60 ms");
        }
        return new InboundTiming(step, Duration.ofMillis(40), Duration.ofSeconds(1), true);
    }

    /** {@return whether audio comes as Asterisk sends it} */
    public boolean isAsItComes() {
        return step.isZero();
    }

    /**
     * {@return a copy with another delay}
     *
     * @param first see {@link #delay()}
     * @param most see {@link #maxDelay()}
     */
    public InboundTiming withDelay(Duration first, Duration most) {
        return new InboundTiming(step, first, most, concealing);
    }

    /**
     * {@return a copy that conceals, or fills with silence}
     *
     * @param value see {@link #concealing()}
     */
    public InboundTiming withConcealing(boolean value) {
        return new InboundTiming(step, delay, maxDelay, value);
    }
}
