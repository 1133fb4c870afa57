package io.voxari.agent.runtime.functional.faults;

import io.voxari.agent.EndCause;

/** How a call of a load may go; the caller dials a number by which its agent knows. */
enum Fate {
    /** The caller hangs up before the agent can be heard, or shortly after. */
    GIVES_UP("8001", EndCause.Kind.CALLER_HANGUP),
    CALLER_HANGS_UP("8002", EndCause.Kind.CALLER_HANGUP),
    AGENT_SAYS_GOODBYE("8003", EndCause.Kind.AGENT_HANGUP),
    /** The agent hangs up at the second key. */
    PRESSES_KEYS("8004", EndCause.Kind.AGENT_HANGUP),
    /** The target answers; then either of the two hangs up. */
    IS_TRANSFERRED("8005", EndCause.Kind.TRANSFERRED),
    /** The agent, with whom the caller stays, hangs up. */
    TARGET_IS_BUSY("8006", EndCause.Kind.AGENT_HANGUP),
    GIVES_UP_WHILE_THE_TARGET_RINGS("8007", EndCause.Kind.CALLER_HANGUP),
    AGENT_THROWS("8008", EndCause.Kind.AGENT_FAILED),
    AGENT_DOES_NOT_OPEN("8009", EndCause.Kind.AGENT_FAILED),
    IS_REFUSED("8010", EndCause.Kind.REFUSED),
    MEDIA_IS_CUT("8011", EndCause.Kind.MEDIA_FAILED);

    final String number;
    final EndCause.Kind cause;

    Fate(String number, EndCause.Kind cause) {
        this.number = number;
        this.cause = cause;
    }

    static Fate of(String number) {
        for (Fate fate : values()) {
            if (fate.number.equals(number)) {
                return fate;
            }
        }
        throw new IllegalArgumentException(number + " is no number of a load");
    }
}
