package io.voxari.agent;

import java.time.Duration;
import java.util.Objects;

/** When an inbound call is answered. Until then the caller hears ringing, and usually pays nothing. */
public sealed interface AnswerPolicy {

    /** As soon as the agent is open and its audio stands: nobody hears a silent line. */
    record WhenReady() implements AnswerPolicy {}

    /** At once, before the agent is open: for lines that must be answered fast, at the price of silence. */
    record AtOnce() implements AnswerPolicy {}

    /**
     * When the call has rung for some time and the agent is ready, whichever is later.
     *
     * @param ringing how long it rings at least, from the offer
     */
    record AfterRinging(Duration ringing) implements AnswerPolicy {
        /**
         * Checks the part.
         *
         * @param ringing how long it rings at least
         * @throws IllegalArgumentException if it is negative
         */
        public AfterRinging {
            Objects.requireNonNull(ringing, "ringing");
            if (ringing.isNegative()) {
                throw new IllegalArgumentException("to ring for " + ringing + " is not possible; give 0 or more");
            }
        }
    }

    /**
     * Only when the agent says so by {@link AgentCall#answer()}: until then the caller hears the agent as early media, and
     * lines that carry audio that early let the agent hear the caller. Who never answers keeps the call unbilled; networks
     * end such a call after a minute or more.
     */
    record EarlyMedia() implements AnswerPolicy {}
}
