package io.voxari.agent;

import java.util.Objects;

/** The call is over: thrown by the methods of a {@link Conversation} that wait, and by those that would have to. */
public final class CallEndedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient EndCause cause;

    /**
     * Makes one.
     *
     * @param cause why the call ended
     */
    public CallEndedException(EndCause cause) {
        super("the call is over: " + cause.kind() + (cause.detail().isEmpty() ? "" : ", " + cause.detail()));
        this.cause = Objects.requireNonNull(cause, "cause");
    }

    /** {@return why the call ended} */
    public EndCause endCause() {
        return cause;
    }
}
