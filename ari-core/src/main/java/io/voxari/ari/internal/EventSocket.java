package io.voxari.ari.internal;

import io.voxari.ari.AriException;

/** One event WebSocket, from the attempt to its end. Thread-safe. */
public interface EventSocket {
    /** Queues a text message; false if the socket is not open or its queue is full. Never blocks. */
    boolean send(String text);

    /** How long ago the last byte came, be it of an answer to a ping. */
    default long silentNanos() {
        return 0;
    }

    /** Ends it, politely if it is open. The listener hears nothing more. Idempotent, never blocks. */
    void close();

    /** Begins an attempt and returns at once. */
    interface Opener {
        EventSocket open(Listener listener);
    }

    /** What happens to the socket, told by its threads; nothing here may block. */
    interface Listener {
        void onOpen();

        void onText(String text);

        /** A message that is not text came. */
        default void onUnreadable() {}

        /** It could not be opened, or is open no more. The last call. */
        void onEnd(AriException cause);
    }

    /** Told by the thread that reads, about its reading. */
    interface Reading {
        Reading NOBODY = new Reading() {};

        default void begins() {}

        /** All that was there has been read; the next read may wait. */
        default void isDrained() {}

        default void ends() {}
    }
}
