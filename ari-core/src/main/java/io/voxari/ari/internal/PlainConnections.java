package io.voxari.ari.internal;

import java.io.IOException;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.net.SocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Connections to Asterisk without TLS, of which those that are idle wait for the next request.
 *
 * <p>OkHttp does the same and far more, and wakes a thread at each request to look after what is idle: for a call of eight
 * requests that was half of all the work. Here one timer looks after them. How many there may be is for {@link
 * ConnectionGate} to say. Thread-safe.
 */
final class PlainConnections implements AutoCloseable {
    private static final Duration TCP_CONNECT = Duration.ofSeconds(5);

    private final SocketFactory sockets;
    private final String host;
    private final int port;
    private final Timers timers;

    // Guarded by this.
    private final Set<PlainConnection> all = new HashSet<>();
    /** The last that was used first. */
    private final Deque<PlainConnection> idle = new ArrayDeque<>();

    private Timers.@Nullable Timer sweep;
    private boolean closed;

    PlainConnections(SocketFactory sockets, String host, int port, Timers timers) {
        this.sockets = sockets;
        this.host = host;
        this.port = port;
        this.timers = timers;
    }

    /** Whether the system says that an address is not to be reached directly. */
    static boolean isProxied(URI address) {
        ProxySelector selector = ProxySelector.getDefault();
        return selector != null && selector.select(address).stream().anyMatch(way -> way.type() != Proxy.Type.DIRECT);
    }

    /** One that was used before, and is still good as far as is known; or null. */
    synchronized @Nullable PlainConnection pooled() {
        dropOld();
        for (PlainConnection next = idle.pollFirst(); next != null; next = idle.pollFirst()) {
            if (next.isSilent()) {
                return next;
            }
            all.remove(next);
            next.close();
        }
        return null;
    }

    /** One that is not connected. */
    synchronized PlainConnection created() throws IOException {
        if (closed) {
            throw new IOException("the client was closed");
        }
        PlainConnection created = new PlainConnection();
        all.add(created);
        return created;
    }

    void connect(PlainConnection connection) throws IOException {
        connection.connect(sockets, host, port, TCP_CONNECT);
    }

    /** Takes back one that is good for another request. */
    void release(PlainConnection connection) {
        synchronized (this) {
            if (!closed) {
                connection.idleSinceNanos = timers.nanos();
                idle.addFirst(connection);
                if (sweep == null) {
                    sweep = timers.after(HttpClients.KEEP_ALIVE, this::sweep);
                }
                return;
            }
        }
        discard(connection);
    }

    /** Takes back one that is not. */
    void discard(PlainConnection connection) {
        synchronized (this) {
            all.remove(connection);
        }
        connection.close();
    }

    /** One that was used before is dead: Asterisk was started anew, most likely, and the others are dead too. */
    synchronized void forgetIdle() {
        for (PlainConnection dead : idle) {
            all.remove(dead);
            dead.close();
        }
        idle.clear();
    }

    private synchronized void sweep() {
        dropOld();
        sweep = idle.isEmpty() || closed ? null : timers.after(HttpClients.KEEP_ALIVE, this::sweep);
    }

    /** Only under the lock; closing a socket does not block. */
    private void dropOld() {
        long oldest = timers.nanos() - HttpClients.KEEP_ALIVE.toNanos();
        for (PlainConnection last = idle.peekLast();
                last != null && last.idleSinceNanos - oldest <= 0;
                last = idle.peekLast()) {
            idle.removeLast();
            all.remove(last);
            last.close();
        }
    }

    /** Closes all, those in use too. */
    @Override
    public void close() {
        List<PlainConnection> open;
        synchronized (this) {
            closed = true;
            open = new ArrayList<>(all);
            all.clear();
            idle.clear();
            if (sweep != null) {
                sweep.cancel();
            }
        }
        open.forEach(PlainConnection::close);
    }
}
