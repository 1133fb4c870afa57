package io.voxari.agent;

import java.util.Objects;
import java.util.Optional;

/**
 * What became of a transfer.
 *
 * <p>Immutable and thread-safe.
 *
 * @param kind what became of it
 * @param dialled what became of the attempt to call the target; empty when none was made
 * @param detail what a log line should say about it; may be empty
 */
public record TransferOutcome(Kind kind, Optional<DialOutcome> dialled, String detail) {

    /**
     * Checks the parts.
     *
     * @param kind what became of it
     * @param dialled what became of the attempt to call the target
     * @param detail what a log line should say about it
     */
    public TransferOutcome {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(dialled, "dialled");
        Objects.requireNonNull(detail, "detail");
    }

    /** What became of a transfer. */
    public enum Kind {
        /** The caller is with the target, and the agent's part is over. */
        DONE,
        /** The target did not take the call, or could not be connected: the caller is with the agent again, and waits for a word. */
        FAILED,
        /** The caller hung up, or the call ended otherwise, before that was decided. */
        CALL_ENDED,
        /** The call was not in a state to be transferred: not answered yet, ending, or being transferred already. */
        NOT_POSSIBLE
    }
}
