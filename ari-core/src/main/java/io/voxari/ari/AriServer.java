package io.voxari.ari;

import io.voxari.ari.internal.BasicCheck;
import io.voxari.ari.internal.ServerEngine;
import io.voxari.ari.internal.ServerSettings;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * The end that Asterisk dials for ARI: its <em>outbound WebSockets</em> (Asterisk 20.15, 21.10, 22.5 and later). No port of
 * Asterisk needs to be reachable, and requests travel back on the same connection.
 *
 * <p>In {@code ari.conf} a section of {@code type = outbound_websocket} names a section of {@code websocket_client.conf},
 * whose {@code uri} leads here. By its {@code connection_type} there are two kinds:
 *
 * <ul>
 *   <li>{@code persistent}: one connection for all calls. It belongs to an {@link AriClient} built with
 *       {@link AriClient.Builder#server}, which lives on when Asterisk connects again. While it is away, Asterisk keeps
 *       events and sends them afterwards.
 *   <li>{@code per_call_config}: a connection for each call, which takes Asterisk about half a second. See
 *       {@link #perCall}.
 * </ul>
 *
 * <pre>{@code
 * try (AriServer server = AriServer.builder().port(8090).credentials("asterisk", secret).build();
 *         AriClient ari = AriClient.builder()
 *                 .server(server, "/pbx1")
 *                 .application("voxari")
 *                 .listener(listener)
 *                 .build()) {
 *     server.start();
 *     ari.connect();
 *     ...
 * }
 * }</pre>
 *
 * <p>Who connects must show the credentials, ask for a path that is served and for the subprotocol {@code ari}, and name
 * the application in its first message, of at most 256 kB (later ones: 16 MB), in time; others are refused, counted, and
 * logged with the setting to look at. A second connection of the same Asterisk takes the place of the first; another
 * Asterisk is refused there.
 *
 * <p>A thread accepts, one for each connection reads, all named {@code voxari-ari-…}. Thread-safe.
 */
public final class AriServer implements AutoCloseable {
    private final ServerEngine engine;

    private AriServer(ServerEngine engine) {
        this.engine = engine;
    }

    /** {@return a builder with the defaults: loopback, a free port, no credentials, no TLS} */
    public static Builder builder() {
        return new Builder();
    }

    ServerEngine engine() {
        return engine;
    }

    /**
     * Listens. Connections are taken from now on.
     *
     * @throws java.io.UncheckedIOException if the address cannot be listened on
     * @throws IllegalStateException if it was started or closed before
     */
    public void start() {
        engine.start();
    }

    /**
     * {@return the port listened on}
     *
     * @throws IllegalStateException before {@link #start()}
     */
    public int port() {
        return engine.port();
    }

    /**
     * {@return the address listened on, without a path: {@code ws://host:port}, or {@code wss} with TLS}
     *
     * @throws IllegalStateException before {@link #start()}
     */
    public URI uri() {
        return engine.uri();
    }

    /** {@return what was counted so far} */
    public AriServerStatistics statistics() {
        long[] counts = engine.counts();
        return new AriServerStatistics((int) counts[0], counts[1], counts[2]);
    }

    /**
     * Takes the calls that bring a connection of their own ({@code connection_type = per_call_config}), until the server
     * closes. Each has a client of its own, whose {@link AriClient#application()} is the name under which Asterisk
     * registered it.
     *
     * @param path as {@code uri} in {@code websocket_client.conf} has it, such as {@code /calls}
     * @param settings what the clients have in common: the {@code application} as {@code apps} in {@code ari.conf} has it,
     *     deadlines, an executor, perhaps an endpoint for HTTP; its listener and server are not used
     * @param handler told of each call
     * @throws IllegalStateException if the path is taken, the server is closed, or a setting is missing
     */
    public void perCall(String path, AriClient.Builder settings, AriCallHandler handler) {
        Objects.requireNonNull(handler, "handler");
        engine.perCall(path, settings.server(this, path).settings(), client -> handler.onCall(new AriClient(client)));
    }

    /**
     * Listens no more, ends all connections, and closes the clients of calls; an {@link AriClient} that waits at a path
     * waits on, in vain. Idempotent.
     */
    @Override
    public void close() {
        engine.close();
    }

    /** Where, for whom, and within which limits. Not thread-safe. */
    public static final class Builder {
        private String host = "127.0.0.1";
        private int port;
        private @Nullable BasicCheck credentials;
        private @Nullable SSLContext tls;
        private boolean clientCertificates;
        private int connections = 1_000;
        private Duration handshakeWithin = Duration.ofSeconds(5);

        private Builder() {}

        /**
         * Sets the address to listen on. Default: 127.0.0.1.
         *
         * @param address a host name or address; {@code 0.0.0.0} for all
         * @return this builder
         */
        public Builder host(String address) {
            this.host = Objects.requireNonNull(address, "address");
            return this;
        }

        /**
         * Sets the port to listen on. Default: any free one.
         *
         * @param number 0 for any free one
         * @return this builder
         */
        public Builder port(int number) {
            if (number < 0 || number > 65_535) {
                throw new IllegalArgumentException("A port is 0 to 65535, not " + number);
            }
            this.port = number;
            return this;
        }

        /**
         * Sets what Asterisk must show by HTTP Basic: {@code username} and {@code password} of
         * {@code websocket_client.conf}. Without, whoever reaches the port could play an Asterisk.
         *
         * @param user without a colon
         * @param password never logged
         * @return this builder
         */
        public Builder credentials(String user, String password) {
            this.credentials = new BasicCheck(user, Objects.requireNonNull(password, "password"));
            return this;
        }

        /**
         * Serves {@code wss} in place of {@code ws}; {@code tls_enabled = yes} in {@code websocket_client.conf}.
         *
         * @param context has the server's certificate, and what to trust
         * @param clientCertificates whether Asterisk must show a certificate that the context trusts
         * @return this builder
         */
        public Builder tls(SSLContext context, boolean clientCertificates) {
            this.tls = Objects.requireNonNull(context, "context");
            this.clientCertificates = clientCertificates;
            return this;
        }

        /**
         * Sets how many connections there may be at once, with those that have not said who they are. Default: 1,000.
         *
         * @param count at least 1
         * @return this builder
         */
        public Builder connections(int count) {
            if (count < 1) {
                throw new IllegalArgumentException("connections must be at least 1: " + count);
            }
            this.connections = count;
            return this;
        }

        /**
         * Sets what a connection gets to say who it is: TLS, HTTP, and the first message. Default: 5 seconds.
         *
         * @param limit more than zero
         * @return this builder
         */
        public Builder handshakeWithin(Duration limit) {
            if (limit.isZero() || limit.isNegative()) {
                throw new IllegalArgumentException("handshakeWithin must be more than zero: " + limit);
            }
            this.handshakeWithin = limit;
            return this;
        }

        /** {@return a server that does not listen yet} */
        public AriServer build() {
            return new AriServer(new ServerEngine(new ServerSettings(
                    host, port, credentials, tls, clientCertificates, connections, handshakeWithin)));
        }
    }
}
