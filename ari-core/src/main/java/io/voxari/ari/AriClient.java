package io.voxari.ari;

import io.voxari.ari.internal.ClientEngine;
import io.voxari.ari.internal.ClientSettings;
import io.voxari.ari.internal.Endpoint;
import io.voxari.ari.internal.RestCall;
import io.voxari.ari.internal.RestTransport;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import javax.net.SocketFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * A client of one Asterisk for one Stasis application: its operations, and its events in order.
 *
 * <pre>{@code
 * try (AriClient ari = AriClient.builder()
 *         .endpoint(URI.create("http://127.0.0.1:8088"))
 *         .credentials("voxari", password)
 *         .listener(listener)
 *         .build()) {
 *     ari.connect();
 *     ...
 * }
 * }</pre>
 *
 * <p>Requests can be made before {@link #connect()} and while the event connection is down. Events are read by one thread
 * that only hands them to lanes; see {@link EventLane} for the order in which they arrive. When the connection breaks it is
 * made again, for as long as it takes, after pauses of 100 ms to 10 s; then the client subscribes the
 * application to what it was subscribed to through this client, sets its event filter again, asks what there is, and tells
 * each lane what became of what it had seen ({@link ConnectionGap}, {@link ChannelGone}, {@link BridgeGone},
 * {@link PlaybackGone}, {@link RecordingGone}, {@link ChannelResynced}). A connection that is dead without a sign is found
 * out within twice the ping interval.
 *
 * <p>The client owns daemon threads, all named {@code voxari-ari-…}, until {@link #close()}; one that serves a request
 * over TLS bears OkHttp's name for it meanwhile, and OkHttp keeps a few shared daemon threads of its own. Thread-safe.
 */
public final class AriClient implements AutoCloseable {
    // Long by the settings of its builder, each with its Javadoc.
    private final ClientEngine engine;
    private final Applications applications;
    private final Asterisk asterisk;
    private final Bridges bridges;
    private final Channels channels;
    private final DeviceStates deviceStates;
    private final Endpoints endpoints;
    private final Events events;
    private final Mailboxes mailboxes;
    private final Playbacks playbacks;
    private final Recordings recordings;
    private final Sounds sounds;

    AriClient(ClientEngine engine) {
        this.engine = engine;
        RestTransport transport = engine.transport();
        this.applications = new Applications(transport);
        this.asterisk = new Asterisk(transport);
        this.bridges = new Bridges(transport);
        this.channels = new Channels(transport);
        this.deviceStates = new DeviceStates(transport);
        this.endpoints = new Endpoints(transport);
        this.events = new Events(transport);
        this.mailboxes = new Mailboxes(transport);
        this.playbacks = new Playbacks(transport);
        this.recordings = new Recordings(transport);
        this.sounds = new Sounds(transport);
    }

    /** {@return a builder with nothing set} */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Opens the event connection and waits until events arrive; at once if they do. While Asterisk cannot be reached, it is
     * tried again for as long as {@link Builder#connectWithin} says. A connection that another client took over is taken
     * back.
     *
     * @throws AriResponseException if Asterisk refuses: 401 wrong credentials, 403 not allowed, 404 (for
     *     three seconds, since it answers so while it boots) no ARI at this address
     * @throws AriConnectionException if it could not be reached in time, the thread was interrupted, or the client was
     *     closed meanwhile; nothing is tried any more, unless it had been connected before
     * @throws IllegalStateException if the client is closed
     */
    public void connect() {
        engine.connect();
    }

    /**
     * Opens the event connection without waiting, and tries for as long as Asterisk cannot be reached.
     *
     * @return completes when events arrive, or exceptionally when Asterisk refuses or the client is closed
     * @throws IllegalStateException if the client is closed
     */
    public CompletableFuture<ConnectionState> connectAsync() {
        return engine.connectAsync();
    }

    /**
     * {@return the name of the Stasis application: what a request that makes a channel for it must name} For a call that
     * brought its own connection it is a name that Asterisk made, such as {@code bot:PJSIP/alice-00000001}.
     */
    public String application() {
        return engine.application();
    }

    /** {@return how the event connection stands} */
    public ConnectionState state() {
        return engine.state();
    }

    /** {@return what was counted so far} */
    public AriStatistics statistics() {
        return engine.statistics();
    }

    /**
     * Makes a lane for what is yet to be created: bind the ids that you chose, set a handler, then create.
     *
     * @return a lane that is kept until it is closed
     */
    public EventLane openLane() {
        return openLane(UUID.randomUUID().toString());
    }

    /**
     * Makes a lane with a name.
     *
     * @param id for logs
     * @return a lane that is kept until it is closed
     */
    public EventLane openLane(String id) {
        return engine.openLane(Objects.requireNonNull(id, "id"));
    }

    /** For tests that listen in on what is sent. */
    RestTransport transport() {
        return engine.transport();
    }

    /** {@return the operations on applications: their subscriptions and event filters} */
    public Applications applications() {
        return applications;
    }

    /** {@return the operations on Asterisk itself: what it is, modules, logs, global variables, configuration objects} */
    public Asterisk asterisk() {
        return asterisk;
    }

    /** {@return the operations on bridges: what mixes channels} */
    public Bridges bridges() {
        return bridges;
    }

    /** {@return the operations on channels: the legs of calls} */
    public Channels channels() {
        return channels;
    }

    /** {@return the operations on device states of Stasis} */
    public DeviceStates deviceStates() {
        return deviceStates;
    }

    /** {@return the operations on endpoints: what can be called, and text messages} */
    public Endpoints endpoints() {
        return endpoints;
    }

    /** {@return the operations on events that applications send, and calls to claim} */
    public Events events() {
        return events;
    }

    /** {@return the operations on mailboxes} */
    public Mailboxes mailboxes() {
        return mailboxes;
    }

    /** {@return the operations on playbacks that are running} */
    public Playbacks playbacks() {
        return playbacks;
    }

    /** {@return the operations on recordings, live and stored} */
    public Recordings recordings() {
        return recordings;
    }

    /** {@return the operations on sound files that are installed} */
    public Sounds sounds() {
        return sounds;
    }

    /**
     * Closes the event connection, aborts requests, and closes all lanes; a handler that is running runs to its end.
     * Channels and bridges stay as they are. Idempotent.
     */
    @Override
    public void close() {
        engine.close();
    }

    /** Where, as whom, and how. A time of more than 20 days counts as 20 days. Not thread-safe. */
    public static final class Builder {
        private @Nullable URI endpoint;
        private @Nullable String user;
        private @Nullable String password;
        private @Nullable String application;
        private ClientSettings.@Nullable Door door;
        private @Nullable RestTransportKind restTransport;
        private Duration deadline = Duration.ofSeconds(10);
        private Duration connectWithin = Duration.ofSeconds(30);
        private Duration pingInterval = Duration.ofSeconds(5);
        private int httpConnections = 10;
        private int laneCapacity = 10_000;
        private int boundResources = 100_000;
        private AriListener listener = new AriListener() {};
        private @Nullable Executor executor;
        private boolean handlersNeverBlock;
        private ClientSettings.@Nullable Tls tls;
        private ClientSettings.@Nullable Time time;
        private @Nullable ExecutorService ioExecutor;
        private @Nullable SocketFactory sockets;

        private Builder() {}

        /**
         * Sets the address of Asterisk's HTTP server, such as {@code http://127.0.0.1:8088}. A path prefix is kept, and
         * {@code /ari} is added unless the path ends with it. Required, but for a client of a {@link #server}.
         *
         * @param address http or https; without credentials
         * @return this builder
         */
        public Builder endpoint(URI address) {
            this.endpoint = Objects.requireNonNull(address, "address");
            return this;
        }

        /**
         * Sets the user of {@code ari.conf}. They travel in the Authorization header alone. Required with an
         * {@link #endpoint}.
         *
         * @param ariUser the section's name
         * @param ariPassword its password
         * @return this builder
         */
        public Builder credentials(String ariUser, String ariPassword) {
            this.user = Objects.requireNonNull(ariUser, "ariUser");
            this.password = Objects.requireNonNull(ariPassword, "ariPassword");
            return this;
        }

        /**
         * Waits for Asterisk to connect, in place of connecting: an outbound ARI WebSocket whose {@code connection_type}
         * is {@code persistent}. With an {@link #endpoint} as well, what cannot go over the WebSocket goes there by HTTP.
         * {@link AriClient#connect()} then waits for Asterisk.
         *
         * @param ours where Asterisk connects; it need not be started yet
         * @param path as {@code uri} in {@code websocket_client.conf} has it, such as {@code /pbx1}; for this client alone
         * @return this builder
         */
        public Builder server(AriServer ours, String path) {
            this.door = new ClientSettings.Door(ours.engine(), Objects.requireNonNull(path, "path"));
            return this;
        }

        /**
         * Sets the Stasis application, as the dialplan names it: {@code Stasis(name)}. Default: the user's name.
         *
         * @param name the application's name
         * @return this builder
         * @throws IllegalArgumentException if the name is empty or holds a comma, which Asterisk takes for two names
         */
        public Builder application(String name) {
            if (name.isEmpty() || name.indexOf(',') >= 0) {
                throw new IllegalArgumentException("An application has one name, without a comma: '" + name + "'");
            }
            this.application = Objects.requireNonNull(name, "name");
            return this;
        }

        /**
         * Sets how requests travel. Default: HTTP, or the WebSocket when there is no {@link #endpoint}.
         *
         * @param kind one of the two ways
         * @return this builder
         */
        public Builder restTransport(RestTransportKind kind) {
            this.restTransport = Objects.requireNonNull(kind, "kind");
            return this;
        }

        /**
         * Sets how long a request may take unless it says otherwise. Default: 10 seconds.
         *
         * @param limit from sending to the last byte of the answer
         * @return this builder
         */
        public Builder deadline(Duration limit) {
            this.deadline = positive(limit, "deadline");
            return this;
        }

        /**
         * Sets for how long {@link AriClient#connect()} tries to reach an Asterisk that does not answer. Default: 30
         * seconds.
         *
         * @param limit the time after which it throws
         * @return this builder
         */
        public Builder connectWithin(Duration limit) {
            this.connectWithin = positive(limit, "connectWithin");
            return this;
        }

        /**
         * Sets how often the event connection is probed; one that is dead without a sign is found out within twice this
         * time. Default: 5 seconds.
         *
         * @param interval the time between two pings, and for the answer to each
         * @return this builder
         */
        public Builder pingInterval(Duration interval) {
            this.pingInterval = positive(interval, "pingInterval");
            return this;
        }

        /**
         * Sets how many HTTP connections are open at most; further requests wait for one. Asterisk serves 100 in all by
         * default, and
         * answers slowly when more than ten are opened at the same moment. Default: 10.
         *
         * @param count at least 1
         * @return this builder
         */
        public Builder httpConnections(int count) {
            this.httpConnections = positive(count, "httpConnections");
            return this;
        }

        /**
         * Sets how many events may wait in one lane; see {@link EventLane} for what happens to others. Default: 10,000.
         *
         * @param events at least 1
         * @return this builder
         */
        public Builder laneCapacity(int events) {
            this.laneCapacity = positive(events, "laneCapacity");
            return this;
        }

        /**
         * Sets how many resources may be bound before events open no further lanes; see {@link EventLane}. Default:
         * 100,000.
         *
         * @param count at least 1
         * @return this builder
         */
        public Builder boundResources(int count) {
            this.boundResources = positive(count, "boundResources");
            return this;
        }

        /**
         * Sets who gets the events of new channels, and the connection's states.
         *
         * @param receiver called on lanes
         * @return this builder
         */
        public Builder listener(AriListener receiver) {
            this.listener = Objects.requireNonNull(receiver, "receiver");
            return this;
        }

        /**
         * Sets where lanes run, in place of threads of the client's own (virtual ones on Java 21 and later). One thread is
         * enough for handlers that block on requests, though then they delay each other.
         *
         * @param threads runs tasks on other threads than the caller's; when it takes none for the moment, events wait in
         *     their lanes and it is asked again; stays open when the client closes
         * @return this builder
         */
        public Builder executor(Executor threads) {
            this.executor = Objects.requireNonNull(threads, "threads");
            return this;
        }

        /**
         * Promises that nothing that runs in a lane ever blocks, nor what follows on an answer: no handler, no task, no method
         * of the {@link AriListener}, no dependent of a future that is not given an executor. Lanes then run on the threads that
         * bring them something to do, the one that reads events and those that wait for answers, and few others need be woken,
         * which is most of what an event costs. Who breaks the promise holds up all events of this client. Without effect
         * together with {@link #executor}.
         *
         * @return this builder
         */
        public Builder handlersNeverBlock() {
            this.handlersNeverBlock = true;
            return this;
        }

        /**
         * Sets what https trusts and presents, in place of the JDK's defaults: for a private CA or a client certificate.
         * Host names are verified in any case.
         *
         * @param context makes the sockets; initialised with {@code trust}
         * @param trust decides about the server's certificate
         * @return this builder
         */
        public Builder tls(SSLContext context, X509TrustManager trust) {
            this.tls = new ClientSettings.Tls(
                    Objects.requireNonNull(context, "context"), Objects.requireNonNull(trust, "trust"));
            return this;
        }

        /**
         * Sets where time comes from, in place of the system's: deadlines, pauses and times of events follow it. For tests
         * that do not wait. Pings of the event connection keep to the system's time, which is that of the other side, unless
         * {@link #sockets} makes the connections too.
         *
         * @param scheduler runs short tasks after delays of that time; stays open when the client closes
         * @param clock the same time; must never go back
         * @return this builder
         */
        public Builder time(ScheduledExecutorService scheduler, InstantSource clock) {
            this.time = new ClientSettings.Time(
                    Objects.requireNonNull(scheduler, "scheduler"), Objects.requireNonNull(clock, "clock"));
            return this;
        }

        /**
         * Sets where requests wait for their answers and the event connection is read, in place of threads of the client's
         * own.
         *
         * @param threads takes every task at once, on another thread than the caller's, however many block; stays open when
         *     the client closes
         * @return this builder
         */
        public Builder ioExecutor(ExecutorService threads) {
            this.ioExecutor = Objects.requireNonNull(threads, "threads");
            return this;
        }

        /**
         * Sets who makes the TCP connections, for instance from one of several addresses of this machine, or in memory for
         * tests. Requests then run on the client's threads, since those of the callers might not be interruptible.
         *
         * @param factory makes unconnected sockets
         * @return this builder
         */
        public Builder sockets(SocketFactory factory) {
            this.sockets = Objects.requireNonNull(factory, "factory");
            return this;
        }

        /**
         * {@return a client that is not connected yet}
         *
         * @throws IllegalStateException if what is required is missing, or the path of the {@link #server} is taken
         * @throws IllegalArgumentException if the endpoint is not an address of the form that {@link #endpoint} describes
         */
        public AriClient build() {
            return new AriClient(new ClientEngine(settings()));
        }

        ClientSettings settings() {
            String name = application == null ? user : application;
            if (door == null && (endpoint == null || user == null)) {
                throw new IllegalStateException("An AriClient needs an endpoint and credentials");
            }
            if (endpoint != null && user == null) {
                throw new IllegalStateException("An endpoint needs credentials, of a user in ari.conf");
            }
            if (name == null) {
                throw new IllegalStateException("A client that Asterisk connects to needs application(...)");
            }
            if (endpoint == null && restTransport == RestTransportKind.HTTP) {
                throw new IllegalStateException("RestTransportKind.HTTP needs an endpoint");
            }
            RestTransportKind kind = endpoint == null ? RestTransportKind.WEBSOCKET : RestTransportKind.HTTP;
            return new ClientSettings(
                    endpoint == null || user == null || password == null
                            ? null
                            : new Endpoint(endpoint, user, password),
                    door,
                    name,
                    restTransport == null ? kind : restTransport,
                    deadline,
                    connectWithin,
                    pingInterval,
                    httpConnections,
                    laneCapacity,
                    boundResources,
                    listener,
                    executor,
                    handlersNeverBlock,
                    tls,
                    new ClientSettings.Ground(time, ioExecutor, sockets));
        }

        private static Duration positive(Duration value, String what) {
            if (value.isZero() || value.isNegative()) {
                throw new IllegalArgumentException(what + " must be more than zero: " + value);
            }
            return value.compareTo(RestCall.LONGEST) > 0 ? RestCall.LONGEST : value;
        }

        private static int positive(int value, String what) {
            if (value < 1) {
                throw new IllegalArgumentException(what + " must be at least 1: " + value);
            }
            return value;
        }
    }
}
