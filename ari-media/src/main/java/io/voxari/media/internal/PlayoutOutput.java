package io.voxari.media.internal;

import io.voxari.media.FlushAck;
import io.voxari.media.MarkOutcome;
import io.voxari.media.MediaCommand;

/** Where the decisions of {@link PlayoutCore} go: the wire and the futures in the shell, a recorder in tests. */
interface PlayoutOutput {
    /** Send one message of so many bytes, taken from the source; all of them must be taken. */
    void audio(ByteRing source, int bytes);

    void command(MediaCommand command);

    void settled(PendingMark mark, MarkOutcome outcome);

    void acknowledged(PendingFlush flush, FlushAck ack);

    /** Less than the high-water mark waits again. */
    void drainedBelowHighWater();
}
