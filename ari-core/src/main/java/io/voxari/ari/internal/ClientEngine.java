package io.voxari.ari.internal;

import io.voxari.ari.AriEvent;
import io.voxari.ari.AriStatistics;
import io.voxari.ari.ConnectionGap;
import io.voxari.ari.ConnectionState;
import io.voxari.ari.ConnectionState.Phase;
import io.voxari.ari.EventLane;
import io.voxari.ari.RestTransportKind;
import io.voxari.ari.event.ApplicationReplaced;
import io.voxari.ari.event.RestResponse;
import java.time.Duration;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import javax.net.SocketFactory;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts a client's parts together, and takes them apart at the end. Thread-safe. */
public final class ClientEngine implements AutoCloseable {
    private static final Duration LEAST_PAUSE = Duration.ofMillis(100);
    private static final Duration MOST_PAUSE = Duration.ofSeconds(10);

    /** Between the end of a connection that Asterisk made and the wait for the next. */
    private static final Duration AT_ONCE = Duration.ofMillis(1);

    private static final Duration RETIRE_AGAIN = Duration.ofMillis(100);

    private static final Logger LOG = LoggerFactory.getLogger(ClientEngine.class);

    private final ClientSettings settings;
    private final EngineThreads threads;
    private final boolean ownsThreads;
    private final RealTimers timers;
    private final ExecutorService io;

    /** These two for a client that has an address to send to. */
    private final @Nullable OkHttpClient http;

    private final @Nullable HttpTransport httpTransport;

    /** For one that Asterisk connects to. */
    private final @Nullable ClientMount mount;

    private final Lanes lanes;
    private final Connector connector;
    private final @Nullable SocketTransport socketTransport;
    private final Subscriptions subscriptions;
    private final Seen seen;
    private final Reconciler reconciler;
    private final Hearing hearing;
    private final AtomicLong events = new AtomicLong();
    private final AtomicLong unreadable = new AtomicLong();

    /** A client of its own. */
    public ClientEngine(ClientSettings settings) {
        this(settings, EngineThreads.create(settings.ground(), settings.handlersNeverBlock()), true, mounted(settings));
    }

    /** Without threads of its own, or with. */
    ClientEngine(ClientSettings settings, EngineThreads threads, boolean ownsThreads, @Nullable ClientMount mount) {
        this.settings = settings;
        this.threads = threads;
        this.ownsThreads = ownsThreads;
        this.timers = threads.timers();
        this.io = threads.io();
        this.mount = mount;
        Executor given = settings.executor();
        this.lanes = new Lanes(
                settings.listener(),
                given == null ? threads.lanes() : given,
                timers,
                settings.laneCapacity(),
                settings.boundResources());
        Endpoint endpoint = settings.endpoint();
        this.http = endpoint == null ? null : HttpClients.of(settings, io);
        this.connector = new Connector(
                mount == null ? opener() : mount,
                timers,
                mount == null
                        ? new Backoff(LEAST_PAUSE, MOST_PAUSE, new SplittableRandom())
                        : new Backoff(AT_ONCE, AT_ONCE, new SplittableRandom()),
                settings.pingInterval().multipliedBy(2),
                new Events());
        this.httpTransport = http == null || endpoint == null
                ? null
                : new HttpTransport(
                        http,
                        endpoint,
                        timers,
                        settings.deadline(),
                        settings.httpConnections(),
                        given == null ? threads.lending() : io);
        this.socketTransport = settings.restTransport() == RestTransportKind.HTTP
                ? null
                : new SocketTransport(connector::send, httpTransport, timers, settings.deadline(), io);
        this.subscriptions = new Subscriptions(
                socketTransport == null ? Objects.requireNonNull(httpTransport) : socketTransport,
                settings.application(),
                timers);
        this.seen = new Seen(subscriptions);
        Sources sources = new Sources(
                mount != null && socketTransport != null ? socketTransport : Objects.requireNonNull(httpTransport),
                httpTransport != null && mount == null,
                timers,
                settings.application(),
                // A call that brings its own connection has an application that is named after it.
                ownsThreads ? settings.application() : settings.application().split(":", 2)[0],
                seen::wasSentAway);
        this.reconciler = new Reconciler(lanes, timers, sources.all());
        this.hearing = new Hearing(sources.transport(), settings.application(), threads.pings(), events::get);
    }

    private static @Nullable ClientMount mounted(ClientSettings settings) {
        ClientSettings.Door door = settings.door();
        if (door == null) {
            return null;
        }
        ClientMount mount = new ClientMount(settings.application(), settings.pingInterval(), connection -> {});
        door.server().mount(door.path(), mount);
        return mount;
    }

    private EventSocket.Opener opener() {
        SocketFactory sockets = settings.ground().sockets();
        // For the handshake. The connection is nobody else's, and its reader is ended by closing it.
        OkHttpClient events = Objects.requireNonNull(http)
                .newBuilder()
                .callTimeout(settings.deadline())
                .socketFactory(sockets == null ? SocketFactory.getDefault() : sockets)
                .build();
        return new OkHttpEventSocket.Way(
                events,
                Objects.requireNonNull(settings.endpoint()),
                settings.application(),
                settings.pingInterval(),
                threads.pings(),
                unreadable,
                settings.executor() == null && threads.lanes() instanceof EventSocket.Reading reading
                        ? reading
                        : EventSocket.Reading.NOBODY)::open;
    }

    public RestTransport transport() {
        return seen;
    }

    /** For tests that look at the connections. */
    @Nullable HttpTransport httpTransport() {
        return httpTransport;
    }

    public String application() {
        return settings.application();
    }

    public ConnectionState state() {
        return connector.state();
    }

    public AriStatistics statistics() {
        return new AriStatistics(events.get(), unreadable.get(), lanes.lost(), lanes.size());
    }

    public EventLane openLane(String id) {
        return lanes.open(id);
    }

    /** The future's dependents run on a thread of the client's own. */
    public CompletableFuture<ConnectionState> connectAsync() {
        return connector.connect().thenApplyAsync(state -> state, io);
    }

    public void connect() {
        Opening.await(connector, settings.connectWithin());
    }

    /** Begins to connect; who cares asks for the state. */
    void begin() {
        CompletableFuture<?> unused = connector.connect();
    }

    /** Closes it once its lanes have done what they have. */
    void retire() {
        if (lanes.isIdle()) {
            close();
        } else {
            timers.after(RETIRE_AGAIN, this::retire);
        }
    }

    @Override
    public void close() {
        connector.close();
        hearing.close();
        ClientSettings.Door door = settings.door();
        if (mount != null) {
            mount.close();
            if (ownsThreads && door != null) {
                door.server().unmount(door.path(), mount);
            }
        }
        lanes.close();
        if (httpTransport != null) {
            httpTransport.close();
        }
        if (http != null) {
            http.dispatcher().cancelAll();
            http.connectionPool().evictAll();
        }
        if (ownsThreads) {
            threads.close();
        }
    }

    /** What comes from the connection; every method hands over and returns. */
    private final class Events implements Connector.Observer {
        @Override
        public void onState(ConnectionState state) {
            if (mount != null) {
                mount.setWanted(state.phase() == Phase.CONNECTING || state.isOpen());
            }
            if (!state.isOpen()) {
                if (http != null) {
                    http.connectionPool().evictAll();
                }
                if (httpTransport != null) {
                    httpTransport.forgetIdle();
                }
                if (socketTransport != null) {
                    socketTransport.onDown();
                }
            }
            ConnectionState.Gap gap = state.gap();
            if (gap != null) {
                lanes.newEpoch();
                lanes.broadcast(new ConnectionGap(settings.application(), gap.to(), gap));
                BooleanSupplier wanted = () -> connector.state().equals(state);
                subscriptions.restore(wanted);
                reconciler.begin(wanted);
            }
            lanes.clientLane().execute(() -> settings.listener().onConnectionState(state));
        }

        @Override
        public void onDoubtful(ConnectionState open) {
            if (mount == null) {
                hearing.begin(() -> connector.state().equals(open), why -> connector.deaf(open, why));
            }
        }

        @Override
        public void onUnreadable() {
            unreadable.incrementAndGet();
        }

        @Override
        public void onText(String text) {
            Glance glance = Glance.at(text);
            Unread unread = Unread.of(text, glance, this::refusedLater);
            AriEvent event = unread == null ? Wire.event(text, glance.type()) : unread;
            if (event == null) {
                refused(text);
                return;
            }
            if (event instanceof RestResponse response && socketTransport != null) {
                socketTransport.onResponse(response);
                return;
            }
            if (hearing.isEcho(event)) {
                return;
            }
            events.incrementAndGet();
            if (unread != null) {
                if (lanes.route(unread)) {
                    unread.read(); // Better now than when the lane's thread comes to it: this thread is the faster one.
                }
                return;
            }
            seen.note(event);
            lanes.route(event);
            subscriptions.forget(Ends.endedBy(event));
            if (event instanceof ApplicationReplaced
                    && (event.application().isEmpty() || event.application().equals(settings.application()))) {
                connector.replaced();
            }
        }

        /** It had been taken for an event. */
        private void refusedLater(String text) {
            events.decrementAndGet();
            refused(text);
        }

        private void refused(String text) {
            unreadable.incrementAndGet();
            LOG.warn("A message of {} characters that is no event was ignored", text.length());
        }
    }
}
