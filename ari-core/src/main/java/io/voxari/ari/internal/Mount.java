package io.voxari.ari.internal;

import org.jspecify.annotations.Nullable;

/** What is served at a path of the server. Thread-safe. */
interface Mount {
    /** Whether anybody waits for a connection here, now or soon. */
    boolean isWanted();

    /**
     * A connection has said what it is about, and asks who listens. May wait for that for a while, on the connection's
     * thread.
     *
     * @param application the application of its first message
     * @param asteriskId the id of the Asterisk in its first message, or an empty text
     */
    Claim claim(ServerConnection connection, String application, String asteriskId);

    /** A connection that was claimed is no more. */
    void ended(ServerConnection connection);

    /** The server closes. */
    void close();

    /**
     * Who listens, or why nobody does.
     *
     * @param listener null if nobody will
     * @param at where the end is told; null like the listener
     */
    record Claim(
            EventSocket.@Nullable Listener listener,
            @Nullable Mount at,
            String why) {
        static Claim refused(String why) {
            return new Claim(null, null, why);
        }
    }
}
