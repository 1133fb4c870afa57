package io.voxari.agent;

import java.util.Objects;

/** Where an agent sends its caller. */
public sealed interface TransferRequest {

    /**
     * To somebody whom Asterisk calls. The caller hears the rest of what the agent said, then music, and is connected when
     * the other side answers: the agent leaves then. If nobody answers, the caller comes back to the agent. When the caller
     * hangs up, whoever is being called is no longer.
     *
     * @param destination whom to call; the caller's number is shown unless it says another
     */
    record Blind(Destination destination) implements TransferRequest {
        /**
         * Checks the part.
         *
         * @param destination whom to call
         */
        public Blind {
            Objects.requireNonNull(destination, "destination");
        }
    }

    /**
     * To somebody whom Asterisk calls and to whom the agent talks first, while the caller hears music: see
     * {@link CallEvent.ConsultationStarted}. Then the agent connects the two by {@link AgentCall#completeTransfer()}, and
     * leaves, or takes the caller back by {@link AgentCall#cancelTransfer()}. If nobody answers, or the other side hangs up,
     * the caller comes back by itself.
     *
     * @param destination whom to call; the caller's number is shown unless it says another
     */
    record Attended(Destination destination) implements TransferRequest {
        /**
         * Checks the part.
         *
         * @param destination whom to call
         */
        public Attended {
            Objects.requireNonNull(destination, "destination");
        }
    }

    /**
     * Back to Asterisk's dialplan, which does with the caller what it likes. The agent leaves.
     *
     * @param context the dialplan context; empty for the one it came from
     * @param extension the extension; empty for the one it came from
     * @param priority the priority, from 1; 0 for the next one
     */
    record Dialplan(String context, String extension, int priority) implements TransferRequest {
        /**
         * Checks the parts.
         *
         * @param context the dialplan context
         * @param extension the extension
         * @param priority the priority
         * @throws IllegalArgumentException if the priority is negative
         */
        public Dialplan {
            Objects.requireNonNull(context, "context");
            Objects.requireNonNull(extension, "extension");
            if (priority < 0) {
                throw new IllegalArgumentException("priority " + priority + " is negative; 0 means the next one");
            }
        }
    }

    /**
     * By a SIP REFER: the caller's own telephone or switch calls the target, and Asterisk is out of the call. Only for
     * callers on SIP lines whose other side supports it.
     *
     * @param target where the caller is referred to, such as {@code sip:6002@example.org} or {@code 6002}
     */
    record Refer(String target) implements TransferRequest {
        /**
         * Checks the part.
         *
         * @param target where the caller is referred to
         * @throws IllegalArgumentException if it is blank or has control characters
         */
        public Refer {
            if (target.isBlank() || target.chars().anyMatch(Character::isISOControl)) {
                throw new IllegalArgumentException("\"" + target + "\" is nowhere to refer a caller to");
            }
        }
    }
}
