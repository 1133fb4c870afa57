package io.voxari.ari;

import org.jspecify.annotations.Nullable;

/** Asterisk, or whatever listens at its address, answered something that could not be read. */
public final class AriProtocolException extends AriException {
    private static final long serialVersionUID = 1L;

    /**
     * Describes an unreadable answer.
     *
     * @param asked what was asked, or where the text came from
     * @param received what came; cut at 200 characters
     * @param cause the failure below, if there is one
     */
    public AriProtocolException(String asked, String received, @Nullable Throwable cause) {
        super(asked + " was answered by something unreadable: " + quoted(received), cause);
    }
}
