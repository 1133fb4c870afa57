package io.voxari.agent.runtime;

import io.voxari.agent.DialOutcome;
import io.voxari.agent.DialOutcome.Kind;

/** What the causes that Asterisk tells say about a call that was not answered. */
final class DialOutcomes {
    static final int NORMAL = 16;
    static final int NO_ANSWER = 19;

    private static final int BUSY = 17;
    private static final int NO_RESPONSE = 18;
    private static final int REJECTED = 21;
    private static final int ANSWERED_ELSEWHERE = 26;
    private static final int UNSPECIFIED = 31;

    private DialOutcomes() {}

    /**
     * {@return the outcome of a call whose channel ended unanswered}
     *
     * @param q850 the cause; 0 for none
     * @param sipStatus the status; 0 for none
     * @param alerted whether the other side had shown a sign of life: it rang, or sent audio
     */
    static DialOutcome unanswered(int q850, int sipStatus, boolean alerted) {
        Kind kind = switch (q850) {
            case BUSY -> Kind.BUSY;
            case REJECTED -> Kind.REJECTED;
            case ANSWERED_ELSEWHERE -> Kind.NO_ANSWER;
            // These say that it ended, not why: somebody who rang did not answer, somebody who did not is not there.
            case 0, NORMAL, NO_RESPONSE, NO_ANSWER, UNSPECIFIED -> alerted ? Kind.NO_ANSWER : Kind.UNREACHABLE;
            default -> Kind.UNREACHABLE;
        };
        String sip = sipStatus == 0 ? "" : ", SIP " + sipStatus;
        return new DialOutcome(kind, q850, sipStatus, (alerted ? "it rang; " : "") + "cause " + q850 + sip);
    }
}
