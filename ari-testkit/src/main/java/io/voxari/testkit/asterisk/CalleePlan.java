package io.voxari.testkit.asterisk;

import java.time.Duration;
import java.util.Optional;

/** What somebody who is called is going to do. Immutable and thread-safe. */
public final class CalleePlan {
    /** Longer than any test waits for something. */
    private static final Duration FOR_EVER = Duration.ofMinutes(2);

    private final int status;
    private final Duration ringing;
    private final Duration talking;
    private final boolean acceptingRefer;

    private CalleePlan(int status, Duration ringing, Duration talking, boolean acceptingRefer) {
        this.status = status;
        this.ringing = ringing;
        this.talking = talking;
        this.acceptingRefer = acceptingRefer;
    }

    /**
     * {@return somebody who answers, says back what it hears, keys too, and waits for the far side to hang up}
     *
     * @param ringing how long it rings before
     */
    public static CalleePlan answeringAfter(Duration ringing) {
        return new CalleePlan(200, ringing, FOR_EVER, false);
    }

    /** {@return somebody who rings, and never answers} */
    public static CalleePlan ringing() {
        return new CalleePlan(200, FOR_EVER, FOR_EVER, false);
    }

    /**
     * {@return somebody who refuses at once}
     *
     * @param status the SIP status, such as 486 or 603
     * @throws IllegalArgumentException when the status is no refusal
     */
    public static CalleePlan refusing(int status) {
        if (status < 400 || status > 699) {
            throw new IllegalArgumentException("SIP status " + status + " is no refusal; expected 400 to 699");
        }
        return new CalleePlan(status, Duration.ZERO, Duration.ZERO, false);
    }

    /**
     * {@return the plan of somebody who hangs up that long after the answer}
     *
     * @param afterAnswer how long it talks
     */
    public CalleePlan hangingUpAfter(Duration afterAnswer) {
        return new CalleePlan(status, ringing, afterAnswer, false);
    }

    /** {@return the plan of somebody who, when told by REFER to call somebody else, says that it did, and hangs up} */
    public CalleePlan followingRefer() {
        return new CalleePlan(status, ringing, talking, true);
    }

    /** {@return the status of the refusal; empty for who does not refuse} */
    Optional<Integer> refusal() {
        return status >= 300 ? Optional.of(status) : Optional.empty();
    }

    Duration ringingTime() {
        return ringing;
    }

    Duration talkingTime() {
        return talking;
    }

    boolean isFollowingRefer() {
        return acceptingRefer;
    }
}
