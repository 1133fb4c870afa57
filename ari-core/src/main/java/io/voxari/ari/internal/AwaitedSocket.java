package io.voxari.ari.internal;

import org.jspecify.annotations.Nullable;

/** The event WebSocket that Asterisk is to open: nothing until it does, then that connection. Thread-safe. */
final class AwaitedSocket implements EventSocket {
    final Listener listener;
    private final ClientMount mount;

    // Guarded by this.
    private @Nullable ServerConnection connection;
    private boolean closed;

    AwaitedSocket(ClientMount mount, Listener listener) {
        this.mount = mount;
        this.listener = listener;
    }

    /** False if nobody waits any more. */
    synchronized boolean take(ServerConnection made) {
        connection = closed ? null : made;
        return !closed;
    }

    private synchronized @Nullable ServerConnection connection() {
        return connection;
    }

    @Override
    public boolean send(String text) {
        ServerConnection present = connection();
        return present != null && present.send(text);
    }

    @Override
    public long silentNanos() {
        ServerConnection present = connection();
        return present == null ? 0 : present.silentNanos();
    }

    @Override
    public void close() {
        ServerConnection present;
        synchronized (this) {
            closed = true;
            present = connection;
        }
        mount.withdraw(this);
        if (present != null) {
            present.close();
        }
    }
}
