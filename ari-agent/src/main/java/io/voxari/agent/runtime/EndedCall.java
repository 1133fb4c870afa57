package io.voxari.agent.runtime;

import io.voxari.agent.CallOffer;
import io.voxari.agent.EndCause;
import java.time.Duration;
import java.util.List;

/**
 * A call that is over.
 *
 * <p>Immutable and thread-safe.
 *
 * @param offer the call as it was offered
 * @param cause why it ended
 * @param by who ended it
 * @param lasted the time from the offer until nothing was left of it
 * @param answered whether the line was answered, be it that its agent was there or not: the caller may pay for it
 * @param talked the time from the answer until its end began; zero without an answer. Of a call that the dialplan had answered,
 *     the time since it was offered
 * @param flight the last of what happened on it, oldest first: at most some hundred entries; the same is logged when a call
 *     ends by a fault
 */
public record EndedCall(
        CallOffer offer,
        EndCause cause,
        EndedBy by,
        Duration lasted,
        boolean answered,
        Duration talked,
        List<FlightEntry> flight) {
    /**
     * Copies the list.
     *
     * @param offer the call as it was offered
     * @param cause why it ended
     * @param by who ended it
     * @param lasted the time from the offer until nothing was left of it
     * @param answered whether the line was answered
     * @param talked the time from the answer until its end began
     * @param flight the last of what happened on it
     */
    public EndedCall {
        flight = List.copyOf(flight);
    }
}
