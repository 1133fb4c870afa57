package io.voxari.ari.internal;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the calls of an application arrive that bring a connection each. Every call has a client of its own, which is
 * closed when Asterisk has closed the connection, or has not come back on another. Thread-safe.
 */
final class CallsMount implements Mount {
    /** Longer than Asterisk tries by its defaults (four times within four seconds). */
    private static final Duration COMING_BACK = Duration.ofSeconds(10);

    /** When Asterisk closed the connection in form, it is over, or it connects again at once. */
    private static final Duration COMING_BACK_AT_ONCE = Duration.ofSeconds(2);

    private static final Logger LOG = LoggerFactory.getLogger(CallsMount.class);

    private final ServerEngine server;
    private final String application;
    private final Duration pingInterval;
    private final BiFunction<String, ClientMount, ClientEngine> begin;

    // Guarded by this. By Asterisk and application.
    private final Map<String, Call> calls = new HashMap<>();
    private boolean closed;

    /**
     * @param begin makes a client for an application, and tells whom it concerns; called on a thread that may block
     */
    CallsMount(
            ServerEngine server,
            String application,
            Duration pingInterval,
            BiFunction<String, ClientMount, ClientEngine> begin) {
        this.server = server;
        this.application = application;
        this.pingInterval = pingInterval;
        this.begin = begin;
    }

    @Override
    public synchronized boolean isWanted() {
        return !closed;
    }

    @Override
    public Claim claim(ServerConnection connection, String named, String asteriskId) {
        if (!named.startsWith(application + ":")) {
            return Claim.refused("application '" + named + "' where calls of '" + application
                    + "' are expected (apps in ari.conf, connection_type = per_call_config in websocket_client.conf)");
        }
        String key = asteriskId + ' ' + named;
        Call call;
        boolean isNew;
        synchronized (this) {
            if (closed) {
                return Claim.refused("the server is closed");
            }
            Call known = calls.get(key);
            isNew = known == null;
            call = known == null ? new Call(key) : known;
            calls.put(key, call);
        }
        if (isNew) {
            call.begin(named);
        }
        return call.mount.claim(connection, named, asteriskId);
    }

    @Override
    public void ended(ServerConnection connection) {} // The call's own mount is told.

    @Override
    public void close() {
        List<Call> open;
        synchronized (this) {
            closed = true;
            open = List.copyOf(calls.values());
        }
        open.forEach(Call::close);
    }

    /** One call and its client. */
    private final class Call {
        final String key;
        final ClientMount mount;
        private volatile @Nullable ClientEngine engine;

        Call(String key) {
            this.key = key;
            this.mount = new ClientMount(key.substring(key.indexOf(' ') + 1), pingInterval, this::ended);
            mount.setWanted(true);
        }

        void begin(String named) {
            try {
                server.threads().execute(() -> {
                    try {
                        ClientEngine begun = begin.apply(named, mount);
                        engine = begun;
                        begun.begin();
                    } catch (Throwable e) {
                        LOG.error("The call of application '{}' could not be taken", named, e);
                        close();
                    }
                });
            } catch (RejectedExecutionException e) {
                close(); // The server is closed.
            }
        }

        private void ended(ServerConnection connection) {
            Duration patience = connection.isClosedByAsterisk() ? COMING_BACK_AT_ONCE : COMING_BACK;
            server.timers().after(patience, () -> {
                if (!mount.isConnected()) {
                    retire();
                }
            });
        }

        /** The call is over; what its lanes still have to do is done first. */
        private void retire() {
            remove();
            ClientEngine present = engine;
            if (present != null) {
                present.retire();
            }
        }

        private void remove() {
            synchronized (CallsMount.this) {
                calls.remove(key, this);
            }
        }

        void close() {
            remove();
            mount.setWanted(false);
            ClientEngine present = engine;
            if (present != null) {
                present.close();
            }
        }
    }
}
