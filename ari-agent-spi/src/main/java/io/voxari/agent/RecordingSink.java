package io.voxari.agent;

import java.io.IOException;
import java.nio.ShortBuffer;

/**
 * Takes the sound of a recorded call while the call runs: into an archive, say, or to somebody who listens.
 *
 * <p>All methods of one sink are called one at a time and in order, on threads of the runtime's executor, where they may block.
 * What is recorded meanwhile waits, for at most 30 seconds: then the recording fails. What a method throws ends the
 * recording, not the call. The end of a call waits for a method that does not return, but no longer than the runtime's
 * {@code closeDeadline}; {@link Recording#done()} completes when it has.
 */
public interface RecordingSink {

    /**
     * The recording begins. The first call.
     *
     * @param sampleRateHz samples a second of each channel
     * @throws IOException if it cannot be taken
     */
    default void begin(int sampleRateHz) throws IOException {}

    /**
     * Some more of it, about a second after it was heard. There are no holes: silence is written as silence.
     *
     * @param stereo linear samples, left and right in turns: the other party left, the agent right; valid only during the call
     * @throws IOException if it cannot be taken
     */
    void write(ShortBuffer stereo) throws IOException;

    /**
     * The recording is over. The last call, once, also after a method has thrown.
     *
     * @throws IOException if it cannot be completed
     */
    default void end() throws IOException {}
}
