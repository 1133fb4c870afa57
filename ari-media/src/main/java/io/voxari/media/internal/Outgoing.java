package io.voxari.media.internal;

import io.voxari.media.MediaCommand;
import io.voxari.media.MediaEvent;

/** The way out of a session: a playout, or packets as they are. Safe for use by several threads. */
interface Outgoing {
    void send(MediaCommand command);

    void onEvent(MediaEvent event);

    PlayoutCounters counters();

    void close();
}
