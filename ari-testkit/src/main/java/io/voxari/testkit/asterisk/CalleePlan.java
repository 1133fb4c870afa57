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
    private final OnRefer onRefer;
    private final int referStatus;

    private CalleePlan(int status, Duration ringing, Duration talking, OnRefer onRefer, int referStatus) {
        this.status = status;
        this.ringing = ringing;
        this.talking = talking;
        this.onRefer = onRefer;
        this.referStatus = referStatus;
    }

    /**
     * {@return somebody who answers, says back what it hears, keys too, and waits for the far side to hang up}
     *
     * @param ringing how long it rings before
     */
    public static CalleePlan answeringAfter(Duration ringing) {
        return new CalleePlan(200, ringing, FOR_EVER, OnRefer.UNEXPECTED, 200);
    }

    /** {@return somebody who rings, and never answers} */
    public static CalleePlan ringing() {
        return new CalleePlan(200, FOR_EVER, FOR_EVER, OnRefer.UNEXPECTED, 200);
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
        return new CalleePlan(status, Duration.ZERO, Duration.ZERO, OnRefer.UNEXPECTED, 200);
    }

    /**
     * {@return the plan of somebody who hangs up that long after the answer}
     *
     * @param afterAnswer how long it talks
     */
    public CalleePlan hangingUpAfter(Duration afterAnswer) {
        return new CalleePlan(status, ringing, afterAnswer, onRefer, referStatus);
    }

    /** {@return the plan of somebody who, when told by REFER to call somebody else, says that it did, and hangs up} */
    public CalleePlan followingRefer() {
        return onRefer(OnRefer.FOLLOWS, 200);
    }

    /**
     * {@return the plan of somebody who does not let itself be sent elsewhere by REFER, and goes on}
     *
     * @param sipStatus what it answers, such as 603; with 202 it says that it will, and never what became of it
     */
    public CalleePlan refusingRefer(int sipStatus) {
        return onRefer(OnRefer.REFUSES, sipStatus);
    }

    /**
     * {@return the plan of somebody who is told by REFER to call somebody else, does not get through, and goes on}
     *
     * @param sipStatus what it was told there, such as 486
     */
    public CalleePlan failingAfterRefer(int sipStatus) {
        return onRefer(OnRefer.FAILS, sipStatus);
    }

    private CalleePlan onRefer(OnRefer manner, int sipStatus) {
        return new CalleePlan(status, ringing, talking, manner, sipStatus);
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

    OnRefer onRefer() {
        return onRefer;
    }

    int referStatus() {
        return referStatus;
    }
}
