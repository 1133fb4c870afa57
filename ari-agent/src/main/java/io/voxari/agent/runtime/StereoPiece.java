package io.voxari.agent.runtime;

/**
 * Some of a recording: sound, and behind it silence, of which there may be any amount. A plain value; the samples are not copied.
 *
 * @param samples left and right in turns
 * @param silence how many samples of each side are silent then
 */
record StereoPiece(short[] samples, long silence) {
    static final StereoPiece NONE = new StereoPiece(new short[0], 0);

    boolean isEmpty() {
        return samples.length == 0 && silence == 0;
    }
}
