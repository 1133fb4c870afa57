package io.voxari.ari.internal;

import io.voxari.ari.AriConnectionException;
import io.voxari.ari.AriEvent;
import io.voxari.ari.AriException;
import io.voxari.ari.AriResponseException;
import io.voxari.ari.AriStatistics;
import io.voxari.ari.BridgeGone;
import io.voxari.ari.ChannelGone;
import io.voxari.ari.ChannelResynced;
import io.voxari.ari.ConnectionGap;
import io.voxari.ari.ConnectionState;
import io.voxari.ari.EventLane;
import io.voxari.ari.ResourceId;
import io.voxari.ari.RestTransportKind;
import io.voxari.ari.event.ApplicationReplaced;
import io.voxari.ari.event.RestResponse;
import io.voxari.ari.model.Bridge;
import io.voxari.ari.model.Channel;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.SocketFactory;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.EventListener;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts a client's parts together, and takes them apart at the end. Thread-safe. */
public final class ClientEngine implements AutoCloseable {
    private static final Duration LEAST_PAUSE = Duration.ofMillis(100);
    private static final Duration MOST_PAUSE = Duration.ofSeconds(10);
    private static final Duration TCP_CONNECT = Duration.ofSeconds(5);

    /** Asterisk closes idle connections after 15 s: ours must be the first to let go. */
    private static final Duration KEEP_ALIVE = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(ClientEngine.class);

    private final ClientSettings settings;
    private final RealTimers timers;

    /** In the system's time, which is that of the other side. */
    private final RealTimers pings;

    private final ExecutorService io;
    private final boolean ownsIo;
    private final @Nullable ExecutorService ownLaneThreads;
    private final OkHttpClient http;
    private final Lanes lanes;
    private final Connector connector;
    private final HttpTransport httpTransport;
    private final @Nullable SocketTransport socketTransport;
    private final Reconciler reconciler;
    private final AtomicLong events = new AtomicLong();
    private final AtomicLong unreadable = new AtomicLong();

    public ClientEngine(ClientSettings settings) {
        this.settings = settings;
        this.timers = RealTimers.of(settings.ground().time());
        this.pings = settings.ground().time() == null ? timers : new RealTimers();
        ExecutorService given = settings.ground().io();
        this.ownsIo = given == null;
        this.io = given == null ? Executors.newCachedThreadPool(Threads.daemons("voxari-ari-io")) : given;
        this.ownLaneThreads = settings.executor() == null ? Threads.perTask("voxari-ari-lane") : null;
        this.lanes = new Lanes(
                settings.listener(),
                ownLaneThreads == null ? Objects.requireNonNull(settings.executor()) : ownLaneThreads,
                timers,
                settings.laneCapacity());
        this.http = http(settings);
        this.connector = new Connector(
                new OkHttpEventSocket.Way(
                                eventHttp(settings),
                                settings.endpoint(),
                                settings.application(),
                                settings.pingInterval(),
                                pings,
                                unreadable,
                                ownLaneThreads instanceof EventSocket.Reading threads
                                        ? threads
                                        : EventSocket.Reading.NOBODY)::open,
                timers,
                new Backoff(LEAST_PAUSE, MOST_PAUSE, new SplittableRandom()),
                settings.pingInterval().multipliedBy(2),
                new Events());
        this.httpTransport =
                new HttpTransport(http, settings.endpoint(), timers, settings.deadline(), settings.httpConnections());
        this.socketTransport = settings.restTransport() == RestTransportKind.HTTP
                ? null
                : new SocketTransport(connector::send, httpTransport, timers, settings.deadline(), io);
        this.reconciler = new Reconciler(lanes, timers, channels(), bridges());
    }

    /** For the handshake. The connection is nobody else's, and its reader is ended by closing it. */
    private OkHttpClient eventHttp(ClientSettings from) {
        SocketFactory sockets = from.ground().sockets();
        return http.newBuilder()
                .callTimeout(from.deadline())
                .socketFactory(sockets == null ? SocketFactory.getDefault() : sockets)
                .build();
    }

    private OkHttpClient http(ClientSettings from) {
        Dispatcher dispatcher = new Dispatcher(io);
        // The gate of the transport is the limit; OkHttp's own would hold requests back unseen.
        dispatcher.setMaxRequests(Integer.MAX_VALUE);
        dispatcher.setMaxRequestsPerHost(Integer.MAX_VALUE);
        OkHttpClient.Builder builder = new OkHttpClient.Builder()
                .dispatcher(dispatcher)
                .connectionPool(new ConnectionPool(from.httpConnections(), KEEP_ALIVE.toSeconds(), TimeUnit.SECONDS))
                .protocols(List.of(Protocol.HTTP_1_1))
                .connectTimeout(TCP_CONNECT)
                .readTimeout(Duration.ZERO)
                .writeTimeout(Duration.ZERO)
                .followRedirects(false)
                .followSslRedirects(false)
                .retryOnConnectionFailure(false)
                .eventListenerFactory(call -> {
                    HttpExchange exchange = call.request().tag(HttpExchange.class);
                    return exchange == null ? EventListener.NONE : exchange;
                });
        SocketFactory sockets = from.ground().sockets();
        builder.socketFactory(sockets == null ? new InterruptibleSockets() : sockets);
        ClientSettings.Tls tls = from.tls();
        if (tls != null) {
            builder.sslSocketFactory(tls.context().getSocketFactory(), tls.trust());
        }
        return builder.build();
    }

    public RestTransport transport() {
        return socketTransport == null ? httpTransport : socketTransport;
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
        CompletableFuture<ConnectionState> open = connector.connect();
        try {
            open.get(settings.connectWithin().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            AriException last = connector.state().cause();
            connector.giveUp();
            if (connector.state().isOpen()) {
                return; // In the last moment.
            }
            if (last instanceof AriResponseException refusal && refusal.status() / 100 == 4) {
                refusal.fillInStackTrace();
                throw refusal;
            }
            throw new AriConnectionException(
                    "Asterisk was not reached within " + settings.connectWithin()
                            + (last == null ? "" : "; the last attempt: " + last.getMessage()),
                    false,
                    last);
        } catch (InterruptedException e) {
            connector.giveUp();
            Thread.currentThread().interrupt();
            throw new AriConnectionException("Interrupted while connecting", false, e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof AriException cause) {
                cause.fillInStackTrace(); // Who asked is more use than which thread heard it.
                throw cause;
            }
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        connector.close();
        lanes.close();
        httpTransport.close();
        http.dispatcher().cancelAll();
        http.connectionPool().evictAll();
        timers.close();
        pings.close();
        if (ownsIo) {
            io.shutdown();
        }
        if (ownLaneThreads != null) {
            ownLaneThreads.shutdown();
        }
    }

    /** What comes from the connection; every method hands over and returns. */
    private final class Events implements Connector.Observer {
        @Override
        public void onState(ConnectionState state) {
            if (!state.isOpen()) {
                http.connectionPool().evictAll();
                if (socketTransport != null) {
                    socketTransport.onDown();
                }
            }
            ConnectionState.Gap gap = state.gap();
            if (gap != null) {
                lanes.newEpoch();
                lanes.broadcast(new ConnectionGap(settings.application(), gap.to(), gap));
                reconciler.begin(() -> connector.state().equals(state));
            }
            lanes.clientLane().execute(() -> settings.listener().onConnectionState(state));
        }

        @Override
        public void onText(String text) {
            AriEvent event = Wire.event(text);
            if (event == null) {
                unreadable.incrementAndGet();
                LOG.warn("A message of {} characters that is no event was ignored", text.length());
                return;
            }
            if (event instanceof RestResponse response && socketTransport != null) {
                socketTransport.onResponse(response);
                return;
            }
            events.incrementAndGet();
            lanes.route(event);
            if (event instanceof ApplicationReplaced
                    && (event.application().isEmpty() || event.application().equals(settings.application()))) {
                connector.replaced();
            }
        }
    }

    // Over HTTP always: the lists are long.
    private Reconciler.Source<Channel> channels() {
        return new Reconciler.Source<>(
                ResourceId.Kind.CHANNEL,
                () -> httpTransport.sendAsync(new RestCall("GET", "/channels"), Reply.list(ChannelDecoder::decode)),
                Channel::id,
                id -> new ChannelGone(settings.application(), timers.now(), id),
                channel -> new ChannelResynced(settings.application(), timers.now(), channel),
                this::isOurs);
    }

    private Reconciler.Source<Bridge> bridges() {
        return new Reconciler.Source<>(
                ResourceId.Kind.BRIDGE,
                () -> httpTransport.sendAsync(new RestCall("GET", "/bridges"), Reply.list(BridgeDecoder::decode)),
                Bridge::id,
                id -> new BridgeGone(settings.application(), timers.now(), id),
                null,
                bridge -> false);
    }

    private boolean isOurs(Channel channel) {
        String application = settings.application();
        String data = channel.dialplan().appData();
        return channel.dialplan().appName().equals("Stasis")
                && (data.equals(application) || data.startsWith(application + ","));
    }
}
