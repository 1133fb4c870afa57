package io.voxari.agent.runtime;

/** Some of a recording: sound, and behind it silence, of which there may be any amount. The samples are not copied. */
final class StereoPiece {
    static final StereoPiece NONE = new StereoPiece(new short[0], 0);

    private final short[] samples;
    private final long silence;

    /**
     * @param samples left and right in turns
     * @param silence how many samples of each side are silent then
     */
    StereoPiece(short[] samples, long silence) {
        this.samples = samples;
        this.silence = silence;
    }

    short[] samples() {
        return samples;
    }

    long silence() {
        return silence;
    }

    boolean isEmpty() {
        return samples.length == 0 && silence == 0;
    }
}
