package io.voxari.ari;

import org.jspecify.annotations.Nullable;

/**
 * Asterisk did not answer: refused, timed out, closed, or cancelled.
 *
 * <p>{@link #wasSent()} tells whether Asterisk may have acted on the request all the same.
 */
public final class AriConnectionException extends AriException {
    private static final long serialVersionUID = 1L;

    /** Whether the outcome is unknown. */
    private final boolean wasSent;

    /**
     * Describes a missing answer.
     *
     * @param message what was asked and what happened instead of an answer
     * @param wasSent whether any of the request may have reached Asterisk
     * @param cause the failure below, if there is one
     */
    public AriConnectionException(String message, boolean wasSent, @Nullable Throwable cause) {
        super(message, cause);
        this.wasSent = wasSent;
    }

    /**
     * {@return true if the outcome is unknown, since some of the request left this machine; false if Asterisk has
     * certainly not seen it, so that it can be sent again}
     */
    public boolean wasSent() {
        return wasSent;
    }
}
