package io.voxari.agent.runtime.functional.faults;

import io.voxari.agent.EndCause;

/** How a call of a load may go; the caller dials a number by which its agent knows. */
enum Fate {
    /** The caller hangs up some moment after it has called: before the answer, or behind it. */
    GIVES_UP("8001", EndCause.Kind.CALLER_HANGUP),
    /** The agent is not open yet, and is when the caller has gone. */
    GIVES_UP_WHILE_IT_RINGS("8002", EndCause.Kind.CALLER_HANGUP),
    CALLER_HANGS_UP("8003", EndCause.Kind.CALLER_HANGUP),
    AGENT_SAYS_GOODBYE("8004", EndCause.Kind.AGENT_HANGUP, 16, 16, 200),
    /** The agent hangs up at the second key. */
    PRESSES_KEYS("8005", EndCause.Kind.AGENT_HANGUP, 16, 16, 200),
    IS_TRANSFERRED("8006", EndCause.Kind.TRANSFERRED),
    TARGET_HANGS_UP("8007", EndCause.Kind.TRANSFERRED, 16, 16, 200),
    /** The agent, with whom the caller stays, hangs up. */
    TARGET_IS_BUSY("8008", EndCause.Kind.AGENT_HANGUP, 16, 16, 200),
    GIVES_UP_WHILE_THE_TARGET_RINGS("8009", EndCause.Kind.CALLER_HANGUP),
    /** Which ends it with a cause of its own. */
    IS_LEFT_TO_THE_DIALPLAN("8010", EndCause.Kind.TRANSFERRED, 16, 1, 200),
    AGENT_THROWS("8011", EndCause.Kind.AGENT_FAILED, 38, 38, 200),
    AGENT_DOES_NOT_OPEN("8012", EndCause.Kind.AGENT_FAILED, 38, 38, 500),
    IS_REFUSED("8013", EndCause.Kind.REFUSED, 17, 17, 486),
    /** The call goes on with another connection; then the caller hangs up. */
    MEDIA_IS_CUT("8014", EndCause.Kind.CALLER_HANGUP),
    MEDIA_IS_CUT_AGAIN("8015", EndCause.Kind.MEDIA_FAILED, 38, 38, 200);

    final String number;
    final EndCause.Kind kind;
    /** The Q.850 cause that the application is told. */
    final int q850;
    /** The one that the caller's side is told; 0 when the caller hangs up. */
    final int told;
    /** The SIP status of the call, 200 when it is answered; of no meaning when the caller hangs up. */
    final int status;

    /** The caller hangs up. */
    Fate(String number, EndCause.Kind kind) {
        this(number, kind, 16, 0, 200);
    }

    Fate(String number, EndCause.Kind kind, int q850, int told, int status) {
        this.number = number;
        this.kind = kind;
        this.q850 = q850;
        this.told = told;
        this.status = status;
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
