package io.voxari.agent;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How long a call, and a silence in it, may last.
 *
 * <p>Immutable and thread-safe; each setter returns a changed copy.
 */
public final class CallLimits {
    /** No limits. */
    public static final CallLimits NONE = new CallLimits(null, Duration.ZERO, null);

    private final @Nullable Duration longest;
    private final Duration warning;
    private final @Nullable Duration silence;

    private CallLimits(@Nullable Duration longest, Duration warning, @Nullable Duration silence) {
        this.longest = longest;
        this.warning = warning;
        this.silence = silence;
    }

    /**
     * {@return these limits with a longest duration} From the answer on. When it is reached, what the agent has said is heard
     * to its end, as with {@link AgentCall#hangupWhenHeard()}, and the call ends as {@link EndCause.Kind#DURATION_LIMIT}. A
     * call that was transferred is not limited any more.
     *
     * @param value how long the call may last
     * @param warningBefore how long before that the agent is told by {@link CallEvent.DurationWarning}; zero for never
     * @throws IllegalArgumentException if the duration is not positive, or the warning negative or not shorter than it
     */
    public CallLimits longest(Duration value, Duration warningBefore) {
        positive("the longest duration", value);
        Objects.requireNonNull(warningBefore, "warningBefore");
        if (warningBefore.isNegative() || warningBefore.compareTo(value) >= 0) {
            throw new IllegalArgumentException(
                    "a warning " + warningBefore + " before the end does not fit a call of at most " + value);
        }
        return new CallLimits(value, warningBefore, silence);
    }

    /**
     * {@return these limits with a time after which the agent is told by {@link CallEvent.NoInput} that the caller says
     * nothing}
     *
     * <p>It runs from the moment at which the caller has heard the agent to the end, and starts again with every word and
     * every key of the caller.
     *
     * @param value how long the caller may be silent
     * @throws IllegalArgumentException if it is not positive
     */
    public CallLimits noInput(Duration value) {
        return new CallLimits(longest, warning, positive("the no-input time", value));
    }

    /** {@return how long the call may last; empty for as long as it likes} */
    public Optional<Duration> longest() {
        return Optional.ofNullable(longest);
    }

    /** {@return how long before the end the agent is told; zero for never} */
    public Duration warning() {
        return warning;
    }

    /** {@return how long the caller may be silent; empty for as long as it likes} */
    public Optional<Duration> noInput() {
        return Optional.ofNullable(silence);
    }

    private static Duration positive(String what, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException(what + " of " + value + " is not positive");
        }
        return value;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CallLimits limits
                && Objects.equals(longest, limits.longest)
                && warning.equals(limits.warning)
                && Objects.equals(silence, limits.silence);
    }

    @Override
    public int hashCode() {
        return Objects.hash(longest, warning, silence);
    }

    @Override
    public String toString() {
        return "CallLimits[longest " + longest + ", warning " + warning + ", noInput " + silence + "]";
    }
}
