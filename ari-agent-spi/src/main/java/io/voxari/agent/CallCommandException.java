package io.voxari.agent;

/** A command on a call was not carried out: Asterisk refused it, did not answer, or the call was not in a state for it. */
public final class CallCommandException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Says what was not done.
     *
     * @param message the call, what was asked, and why it was not done
     */
    public CallCommandException(String message) {
        super(message);
    }
}
