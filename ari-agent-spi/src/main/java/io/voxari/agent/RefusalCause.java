package io.voxari.agent;

/**
 * What the caller's side is told about a call that is not taken, as a Q.850 cause.
 *
 * <p>The SIP status is what Asterisk's {@code chan_pjsip} makes of the cause for a call that was not yet answered.
 */
public enum RefusalCause {
    /** There is no such number. SIP 404. */
    UNALLOCATED(1),
    /** The line is busy. SIP 486. */
    BUSY(17),
    /** The caller is not wanted. SIP 403. */
    REJECTED(21),
    /** No capacity now; a trunk may try another route. SIP 503. */
    CONGESTION(34),
    /** Something of ours failed; trying again later may help. SIP 500. */
    TEMPORARY_FAILURE(38);

    private final int q850;

    RefusalCause(int q850) {
        this.q850 = q850;
    }

    /** {@return the number of the cause in ITU-T Q.850} */
    public int q850() {
        return q850;
    }
}
