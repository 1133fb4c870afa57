package io.voxari.media;

import io.voxari.media.internal.MediaServerConfig;
import io.voxari.media.internal.RealMediaServer;
import java.net.URI;
import java.nio.channels.spi.SelectorProvider;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The end that Asterisk dials: a WebSocket server for the media channels of {@code chan_websocket}.
 *
 * <p>Only channels announced with {@link #expect} get in. Their ids are chosen by this side: make them unguessable.
 *
 * <p>Safe for use by several threads.
 */
public interface MediaServer extends AutoCloseable {
    /** {@return a builder with the defaults: loopback, a free port, path {@code /media}, no credentials} */
    static Builder builder() {
        return new Builder();
    }

    /**
     * Listens. Connections are accepted from now on.
     *
     * @throws java.io.UncheckedIOException if the address cannot be listened on
     * @throws IllegalStateException if it was started or closed before
     */
    void start();

    /**
     * {@return the port listened on}
     *
     * @throws IllegalStateException before {@link #start()}
     */
    int port();

    /**
     * {@return the address for {@code uri} in {@code websocket_client.conf}: {@code ws://host:port/path}}
     *
     * @throws IllegalStateException before {@link #start()}
     */
    URI uri();

    /**
     * Announces a connection for a media channel, with the default playout. Call it before the channel is asked for.
     *
     * @param channelId the id that the media channel will have
     * @param listener told of everything on the connection
     * @param timeout how long the connection may take to come
     * @return the expectation
     * @throws IllegalStateException if that channel is expected already or connected, or the server is closed
     */
    default MediaExpectation expect(String channelId, MediaListener listener, Duration timeout) {
        return expect(channelId, listener, timeout, PlayoutOptions.DEFAULT);
    }

    /**
     * Announces a connection for a media channel. Call it before the channel is asked for.
     *
     * @param channelId the id that the media channel will have
     * @param listener told of everything on the connection
     * @param timeout how long the connection may take to come
     * @param options how its playout queues
     * @return the expectation
     * @throws IllegalStateException if that channel is expected already or connected, or the server is closed
     */
    MediaExpectation expect(String channelId, MediaListener listener, Duration timeout, PlayoutOptions options);

    /** {@return counters, as of now} */
    MediaServerStats stats();

    /** Stops listening, closes every session and ends its threads; waits some seconds for them. */
    @Override
    void close();

    /** Settings of a media server. Not safe for use by several threads. */
    final class Builder {
        private String host = "127.0.0.1";
        private int port;
        private String path = "/media";
        private @Nullable String user;
        private @Nullable String password;
        private MediaLimits limits = MediaLimits.DEFAULT;
        private int ioThreads = 1;
        private @Nullable Function<MediaStart, @Nullable MediaListener> unexpected;
        private MediaServerConfig.@Nullable Time time;
        private SelectorProvider provider = SelectorProvider.provider();

        private Builder() {}

        /**
         * Sets the address to listen on.
         *
         * @param value a host name or address; {@code 0.0.0.0} for all
         * @return this
         */
        public Builder host(String value) {
            host = Objects.requireNonNull(value, "host");
            return this;
        }

        /**
         * Sets the port to listen on.
         *
         * @param value 0 for any free one
         * @return this
         */
        public Builder port(int value) {
            if (value < 0 || value > 65_535) {
                throw new IllegalArgumentException("port is " + value + ", expected 0 to 65535");
            }
            port = value;
            return this;
        }

        /**
         * Sets the path served.
         *
         * @param value begins with a slash; a query in the request is ignored
         * @return this
         */
        public Builder path(String value) {
            if (!value.startsWith("/") || value.indexOf('?') >= 0) {
                throw new IllegalArgumentException("path is '" + value + "', expected /… without a query");
            }
            path = value;
            return this;
        }

        /**
         * Asks for HTTP Basic authentication, as {@code username} and {@code password} of {@code
         * websocket_client.conf} send it. Neither is ever logged.
         *
         * @param newUser user, without a colon
         * @param newPassword password
         * @return this
         */
        public Builder credentials(String newUser, String newPassword) {
            if (newUser.indexOf(':') >= 0) {
                throw new IllegalArgumentException("the user has a colon, which HTTP Basic cannot carry");
            }
            user = newUser;
            password = Objects.requireNonNull(newPassword, "password");
            return this;
        }

        /**
         * Sets the limits.
         *
         * @param value limits
         * @return this
         */
        public Builder limits(MediaLimits value) {
            limits = Objects.requireNonNull(value, "limits");
            return this;
        }

        /**
         * Sets how many threads read from the connections. One carries hundreds of calls.
         *
         * @param value 1 or more
         * @return this
         */
        public Builder ioThreads(int value) {
            if (value < 1) {
                throw new IllegalArgumentException("ioThreads is " + value + ", expected 1 or more");
            }
            ioThreads = value;
            return this;
        }

        /**
         * Admits channels that nobody announced. Anyone who reaches the port gets in then: for trials and for set-ups
         * whose dialplan dials the WebSocket channel itself. Their playout is open from the start.
         *
         * @param admission called on an I/O thread; gives a listener, or null to refuse
         * @return this
         */
        public Builder unexpected(Function<MediaStart, @Nullable MediaListener> admission) {
            unexpected = Objects.requireNonNull(admission, "admission");
            return this;
        }

        /**
         * Sets where time comes from, in place of the system's: playout and every limit of time follow it. For tests that
         * do not wait.
         *
         * @param scheduler runs short tasks after delays of that time; stays open when the server closes
         * @param clock the same time; must never go back
         * @return this
         */
        public Builder time(ScheduledExecutorService scheduler, InstantSource clock) {
            time = new MediaServerConfig.Time(
                    Objects.requireNonNull(scheduler, "scheduler"), Objects.requireNonNull(clock, "clock"));
            return this;
        }

        /**
         * Sets who makes the sockets, in place of the system: in memory, for tests.
         *
         * @param sockets makes the listening channel and the selectors
         * @return this
         */
        public Builder sockets(SelectorProvider sockets) {
            provider = Objects.requireNonNull(sockets, "sockets");
            return this;
        }

        /** {@return a server with these settings, not yet started} */
        public MediaServer build() {
            return new RealMediaServer(new MediaServerConfig(
                    host, port, path, user, password, limits, ioThreads, unexpected, time, provider));
        }
    }
}
