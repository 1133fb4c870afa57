package io.voxari.media;

/** Where a frame of inbound audio comes from. */
public enum AudioOrigin {
    /** All of it was received, and it is just what was received. */
    RECEIVED,
    /**
     * Some or all of it was made up from what was received before: to fill a hole, to pass smoothly from a filled hole to
     * what came next, or to shorten a delay that had grown.
     */
    CONCEALED,
    /** Nothing was received, for so long that nothing can be made up: silence. */
    SILENCE
}
