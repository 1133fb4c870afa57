package io.voxari.ari.internal;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Where one client waits for its Asterisk, again and again. The newest connection counts: Asterisk makes a second one when
 * it knows that the first is dead, and may know it before us. Only another Asterisk may not take the place of one that is
 * connected. Thread-safe.
 */
final class ClientMount implements Mount, EventSocket.Opener {
    /** For as long as that a connection waits for its client, which may be between two attempts. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final String application;
    private final Duration pingInterval;
    private final Consumer<ServerConnection> onEnded;

    // Guarded by this.
    private @Nullable AwaitedSocket waiting;
    private @Nullable ServerConnection present;
    private String presentAsterisk = "";
    private @Nullable ServerConnection newest;
    private boolean wanted;

    /**
     * @param onEnded told of each connection that was taken and is no more
     */
    ClientMount(String application, Duration pingInterval, Consumer<ServerConnection> onEnded) {
        this.application = application;
        this.pingInterval = pingInterval;
        this.onEnded = onEnded;
    }

    /** Whether the client means to be connected. */
    synchronized void setWanted(boolean value) {
        wanted = value;
        notifyAll();
    }

    @Override
    public synchronized boolean isWanted() {
        return wanted;
    }

    @Override
    public synchronized EventSocket open(EventSocket.Listener listener) {
        AwaitedSocket socket = new AwaitedSocket(this, listener);
        waiting = socket;
        notifyAll();
        return socket;
    }

    synchronized void withdraw(AwaitedSocket socket) {
        if (waiting == socket) {
            waiting = null;
        }
    }

    @Override
    public Claim claim(ServerConnection connection, String named, String asteriskId) {
        if (!named.equals(application)) {
            return Claim.refused(
                    "application '" + named + "' where '" + application + "' is expected (apps in ari.conf)");
        }
        ServerConnection former;
        synchronized (this) {
            former = present;
            if (former != null && !presentAsterisk.equals(asteriskId)) {
                return Claim.refused("Asterisk " + asteriskId + " where Asterisk " + presentAsterisk
                        + " is connected; each needs a path of its own (uri in websocket_client.conf)");
            }
            newest = connection;
            notifyAll();
        }
        if (former != null) {
            former.replaced();
            ended(former);
        }
        AwaitedSocket socket = await(connection, asteriskId);
        if (socket == null || !socket.take(connection)) {
            ended(connection);
            return Claim.refused("no client took application '" + named + "'");
        }
        connection.keepAlive(pingInterval);
        return new Claim(socket.listener, this, "");
    }

    /** Who waits, soon; null if nobody does, or a newer connection came. */
    private synchronized @Nullable AwaitedSocket await(ServerConnection connection, String asteriskId) {
        long end = RealTimers.systemNanos() + PATIENCE.toNanos();
        try {
            while (waiting == null && wanted && newest == connection) {
                long left = TimeUnit.NANOSECONDS.toMillis(end - RealTimers.systemNanos());
                if (left <= 0) {
                    return null;
                }
                wait(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
        if (newest != connection || !wanted) {
            return null;
        }
        AwaitedSocket socket = Objects.requireNonNull(waiting);
        waiting = null;
        present = connection;
        presentAsterisk = asteriskId;
        return socket;
    }

    @Override
    public void ended(ServerConnection connection) {
        synchronized (this) {
            if (present != connection) {
                return;
            }
            present = null;
        }
        onEnded.accept(connection);
    }

    synchronized boolean isConnected() {
        return present != null;
    }

    @Override
    public void close() {
        ServerConnection connection;
        synchronized (this) {
            wanted = false;
            connection = present;
            notifyAll();
        }
        if (connection != null) {
            connection.cut();
        }
    }
}
