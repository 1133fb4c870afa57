package io.voxari.media;

import org.jspecify.annotations.Nullable;

/** Why a media connection did not come about: nobody came in time, or it is no longer wanted. */
public final class MediaException extends RuntimeException {
    /**
     * Makes one.
     *
     * @param message what was expected and what happened
     */
    public MediaException(String message) {
        super(message);
    }

    /**
     * Makes one.
     *
     * @param message what was expected and what happened
     * @param cause what the socket or TLS said, or null
     */
    public MediaException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
