package io.voxari.agent.runtime;

import io.voxari.agent.EndCause;
import io.voxari.agent.RefusalCause;

/** What the caller's side is told when we end a call. */
final class EndCauses {
    private static final int NORMAL_CLEARING = 16;

    private EndCauses() {}

    /**
     * {@return the end of a call, with the Q.850 cause that fits how far it had come}
     *
     * @param answered whether the line was answered, so that what is told is no refusal
     */
    static EndCause of(EndCause.Kind kind, boolean answered, String detail) {
        int q850 = switch (kind) {
            case CALLER_HANGUP, CONTINUED, TRANSFERRED, DURATION_LIMIT, CANCELLED -> NORMAL_CLEARING;
            case NOT_ANSWERED -> DialOutcomes.NO_ANSWER;
            case AGENT_HANGUP -> answered ? NORMAL_CLEARING : RefusalCause.REJECTED.q850();
            case SHUTDOWN -> answered ? NORMAL_CLEARING : RefusalCause.CONGESTION.q850();
            case AGENT_FAILED, REFUSED, MEDIA_FAILED, ASTERISK_FAILED -> RefusalCause.TEMPORARY_FAILURE.q850();
        };
        return new EndCause(kind, q850, detail);
    }

    /** Whether somebody should look into it. */
    static boolean isTrouble(EndCause.Kind kind) {
        return switch (kind) {
            case AGENT_FAILED, MEDIA_FAILED, ASTERISK_FAILED -> true;
            case CALLER_HANGUP,
                    CONTINUED,
                    TRANSFERRED,
                    DURATION_LIMIT,
                    CANCELLED,
                    NOT_ANSWERED,
                    AGENT_HANGUP,
                    REFUSED,
                    SHUTDOWN -> false;
        };
    }
}
