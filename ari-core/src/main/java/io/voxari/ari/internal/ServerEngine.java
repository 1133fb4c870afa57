package io.voxari.ari.internal;

import io.voxari.ari.AriEvent;
import io.voxari.ari.AriListener;
import io.voxari.ari.ConnectionState;
import io.voxari.ari.EventLane;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Listens for connections of Asterisk and brings each to the path that it asks for. Thread-safe. */
public final class ServerEngine implements AutoCloseable {
    private static final int BACKLOG = 100;

    /** After accepting failed, for want of descriptors mostly: asking again at once would only burn the processor. */
    private static final Duration PAUSE = Duration.ofMillis(200);

    private static final Logger LOG = LoggerFactory.getLogger(ServerEngine.class);

    private final ServerSettings settings;
    private final EngineThreads threads = EngineThreads.create(ClientSettings.Ground.USUAL, false);

    /** Guarded by this, as all below. */
    private final Map<String, Mount> mounts = new HashMap<>();

    private final Set<ServerConnection> connections = new HashSet<>();
    private @Nullable ServerSocket listening;
    private long accepted;
    private long refused;
    private boolean closed;

    public ServerEngine(ServerSettings settings) {
        this.settings = settings;
    }

    /** Listens. */
    public synchronized void start() {
        if (closed || listening != null) {
            throw new IllegalStateException("The ARI server was " + (closed ? "closed" : "started") + " before");
        }
        ServerSocket socket = null;
        try {
            socket = new ServerSocket();
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(settings.host(), settings.port()), BACKLOG);
        } catch (IOException e) {
            closeQuietly(socket);
            throw new UncheckedIOException(
                    "Cannot listen on " + settings.host() + ":" + settings.port() + ": " + e.getMessage(), e);
        }
        listening = socket;
        ServerSocket bound = socket;
        Threads.daemons("voxari-ari-accept-" + bound.getLocalPort())
                .newThread(() -> accept(bound))
                .start();
        LOG.info("Asterisk can connect for ARI at {}", uri());
    }

    /** The port listened on. */
    public synchronized int port() {
        if (listening == null) {
            throw new IllegalStateException("The ARI server is not started");
        }
        return listening.getLocalPort();
    }

    /** Where it listens, without a path. */
    public URI uri() {
        String host = settings.host().indexOf(':') >= 0 ? '[' + settings.host() + ']' : settings.host();
        return URI.create((settings.tls() == null ? "ws://" : "wss://") + host + ':' + port());
    }

    /** {@return how many connections there are, were taken, and were turned away} */
    public synchronized long[] counts() {
        return new long[] {connections.size(), accepted, refused};
    }

    /** Serves a path from now on; the application of a client, or its calls. */
    synchronized void mount(String path, Mount mount) {
        if (closed) {
            throw new IllegalStateException("The ARI server is closed");
        }
        if (!path.startsWith("/") || path.indexOf('?') >= 0) {
            throw new IllegalArgumentException("A path is such as /pbx1, without a query, not '" + path + "'");
        }
        if (mounts.putIfAbsent(path, mount) != null) {
            throw new IllegalStateException(
                    "Path '" + path + "' of the ARI server is taken; each client needs its own");
        }
    }

    /**
     * Serves calls that bring a connection each.
     *
     * @param template what their clients have in common; the application's name is the first part of theirs
     * @param host told of each client before its first event; says who gets those
     */
    public void perCall(String path, ClientSettings template, Function<ClientEngine, AriListener> host) {
        mount(path, new CallsMount(this, template.application(), template.pingInterval(), (call, mount) -> {
            Forwarding listener = new Forwarding();
            ClientEngine engine = new ClientEngine(template.of(call, listener), threads, false, mount);
            try {
                listener.to = Objects.requireNonNull(host.apply(engine), "the listener for a call");
            } catch (Throwable e) {
                engine.close();
                throw e;
            }
            return engine;
        }));
    }

    /** For who is told of a client before it is known who listens to it. */
    private static final class Forwarding implements AriListener {
        volatile AriListener to = new AriListener() {};

        @Override
        public void onEvent(AriEvent event, EventLane lane) {
            to.onEvent(event, lane);
        }

        @Override
        public void onConnectionState(ConnectionState state) {
            to.onConnectionState(state);
        }
    }

    synchronized void unmount(String path, Mount mount) {
        mounts.remove(path, mount);
    }

    synchronized @Nullable Mount mount(String path) {
        return mounts.get(path);
    }

    Timers timers() {
        return threads.timers();
    }

    EngineThreads shared() {
        return threads;
    }

    Executor threads() {
        return threads.io();
    }

    @Nullable SSLContext tls() {
        return settings.tls();
    }

    boolean needsClientCertificate() {
        return settings.clientCertificates();
    }

    @Nullable BasicCheck credentials() {
        return settings.credentials();
    }

    void refused(String why, Socket from) {
        long count;
        synchronized (this) {
            count = ++refused;
        }
        // A flood must not fill the log as well: each power of two.
        if (Long.bitCount(count) == 1) {
            LOG.warn("A connection from {} was refused: {} ({} so far)", from.getInetAddress(), why, count);
        }
    }

    synchronized void ended(ServerConnection connection) {
        connections.remove(connection);
    }

    private void accept(ServerSocket socket) {
        while (!socket.isClosed()) {
            try {
                accepted(socket.accept());
            } catch (IOException e) {
                if (!socket.isClosed()) {
                    LOG.error("Accepting connections of Asterisk failed; trying again soon", e);
                    pause();
                }
            } catch (Throwable e) {
                LOG.error("A connection of Asterisk could not be served", e); // No thread or memory for it, say.
                pause();
            }
        }
    }

    private static void pause() {
        java.util.concurrent.locks.LockSupport.parkNanos(PAUSE.toNanos());
    }

    private void accepted(Socket tcp) {
        ServerConnection connection = null;
        synchronized (this) {
            if (closed) {
                closeQuietly(tcp);
                return;
            }
            if (connections.size() < settings.connections()) {
                accepted++;
                connection = new ServerConnection(this, tcp, settings.handshakeWithin());
                connections.add(connection);
            }
        }
        if (connection == null) {
            refused("there are " + settings.connections() + " already", tcp);
            closeQuietly(tcp);
            return;
        }
        try {
            Threads.daemons("voxari-ari-connection").newThread(connection).start();
        } catch (Throwable e) {
            ended(connection);
            closeQuietly(tcp);
            throw e;
        }
    }

    private static void closeQuietly(@Nullable AutoCloseable closeable) {
        try {
            if (closeable != null) {
                closeable.close();
            }
        } catch (Exception e) {
            LOG.debug("Closing failed", e);
        }
    }

    /** Ends all connections, as a network would. */
    public void cutAll() {
        List<ServerConnection> open;
        synchronized (this) {
            open = List.copyOf(connections);
        }
        open.forEach(ServerConnection::cut);
    }

    /** Listens no more, and ends all connections and clients of calls. */
    @Override
    public void close() {
        List<Mount> served;
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            closeQuietly(listening);
            served = List.copyOf(mounts.values());
        }
        served.forEach(Mount::close);
        cutAll();
        threads.close();
    }
}
