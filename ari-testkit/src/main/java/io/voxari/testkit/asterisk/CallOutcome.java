package io.voxari.testkit.asterisk;

import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * How a call went, as seen on the wire between the caller and Asterisk. Times are on the clock of
 * {@link System#nanoTime()}.
 *
 * @param finalStatus the SIP status that ended the wait for an answer: 200, 404, 486, 487 (cancelled), 503 …; 0 when none
 *     came
 * @param q850Cause the cause in the Reason header of the refusal or of the far side's BYE
 * @param provisional the provisional statuses, each time one came: 100, 180, 183 …
 * @param endedBy who ended it
 * @param invitedNanos when the INVITE was sent
 * @param ringingNanos when the first 180 or 183 came
 * @param answeredNanos when the 200 came
 * @param endedNanos when the BYE was sent or came, or the refusal came
 * @param complaint what sipp found wrong with the far side's signalling; empty when all was well
 * @param trace the call's SIP messages in order, each with its time after the INVITE
 */
public record CallOutcome(
        int finalStatus,
        OptionalInt q850Cause,
        List<Integer> provisional,
        EndedBy endedBy,
        long invitedNanos,
        OptionalLong ringingNanos,
        OptionalLong answeredNanos,
        long endedNanos,
        String complaint,
        String trace) {

    /** Who ended a call. */
    public enum EndedBy {
        /** The caller hung up, before or after the answer. */
        CALLER,
        /** The far side refused the call, or hung up. */
        CALLEE,
        /** Nobody: the signalling broke down, or the call's limit had to be enforced. */
        NOBODY
    }

    /** {@return true when the call was answered} */
    public boolean isAnswered() {
        return answeredNanos.isPresent();
    }
}
