package io.voxari.agent.runtime;

import io.voxari.agent.CallContext;
import io.voxari.agent.CallOffer;
import io.voxari.agent.TransferRequest;
import io.voxari.agent.Workflow;
import java.time.Duration;
import java.time.Instant;

/**
 * Something that became of a call, told to a {@link CallListener}: what a host writes into its books. The finer steps, for people
 * to read, are {@link CallStep}s.
 *
 * <p>Of each call {@link Offered} is the first and {@link Ended} the last. The set grows in minor releases: give a
 * {@code switch} over it a default. All are immutable and thread-safe.
 */
public sealed interface CallNews {

    /** {@return whose news, and when} */
    Moment moment();

    /**
     * Whose news, and when.
     *
     * @param call who calls whom, and the call's id
     * @param asterisk the name that our configuration gives to its Asterisk
     * @param at the time of day
     * @param sinceOffered the time since the call was offered
     */
    record Moment(CallContext call, String asterisk, Instant at, Duration sinceOffered) {}

    /**
     * A call came, or is about to be placed.
     *
     * @param moment whose news, and when
     * @param offer the call
     */
    record Offered(Moment moment, CallOffer offer) implements CallNews {}

    /**
     * A workflow takes the call.
     *
     * @param moment whose news, and when
     * @param workflow the workflow
     */
    record Accepted(Moment moment, Workflow workflow) implements CallNews {}

    /**
     * The call is turned away before the answer.
     *
     * @param moment whose news, and when
     * @param q850 the cause that the caller's side is told
     * @param reason why
     */
    record Refused(Moment moment, int q850, String reason) implements CallNews {}

    /**
     * Caller and agent hear each other from now on.
     *
     * @param moment whose news, and when
     */
    record Answered(Moment moment) implements CallNews {}

    /**
     * The caller is put on hold, or taken off it.
     *
     * @param moment whose news, and when
     * @param held whether it hears music from now on
     */
    record Held(Moment moment, boolean held) implements CallNews {}

    /**
     * The agent sends the caller elsewhere.
     *
     * @param moment whose news, and when
     * @param request where to
     */
    record TransferBegun(Moment moment, TransferRequest request) implements CallNews {}

    /**
     * The caller could not be sent elsewhere, and is with the agent again.
     *
     * @param moment whose news, and when
     * @param reason why
     */
    record TransferFailed(Moment moment, String reason) implements CallNews {}

    /**
     * The caller talks to whom it was sent to, and no longer to the agent.
     *
     * @param moment whose news, and when
     */
    record Transferred(Moment moment) implements CallNews {}

    /**
     * The call is over and nothing of it is left.
     *
     * @param moment whose news, and when
     * @param call why it ended, by whom, how long it was, and what happened on it
     */
    record Ended(Moment moment, EndedCall call) implements CallNews {}
}
