package io.voxari.media;

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
}
