package io.voxari.media;

import io.voxari.media.internal.MediaConnectorConfig;
import io.voxari.media.internal.RealMediaConnector;
import java.net.URI;
import java.util.Objects;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * The end that dials Asterisk: for media channels made with {@code connection_type=server}, which wait at {@code
 * /media/<connection id>} of Asterisk's web server. No port of ours has to be reachable.
 *
 * <p>The connection id is the channel's variable {@code MEDIA_WEBSOCKET_CONNECTION_ID}, which the answer to {@code
 * externalMedia} has. It is all that Asterisk asks for: whoever knows it gets the call's audio. It is not logged. Asterisk
 * waits 30 s for the connection.
 *
 * <p>Safe for use by several threads.
 */
public interface MediaConnector extends AutoCloseable {
    /**
     * {@return a builder}
     *
     * @param asterisk Asterisk's web server, {@code ws://host:8088} or {@code wss://host:8089} ({@code http} and {@code
     *     https} mean the same), with the {@code prefix} of {@code http.conf} as its path if there is one
     * @throws IllegalArgumentException if it is not such an address
     */
    static Builder builder(URI asterisk) {
        return new Builder(asterisk);
    }

    /**
     * Connects to a channel, with the default playout. Returns at once.
     *
     * @param connectionId the channel's {@code MEDIA_WEBSOCKET_CONNECTION_ID}
     * @param listener told of everything on the connection
     * @return the dial
     * @throws IllegalArgumentException if the id has other characters than {@code A-Z a-z 0-9 . _ -}
     * @throws IllegalStateException if the connector is closed or has {@link MediaLimits#maxConnections()} already
     */
    default MediaDial connect(String connectionId, MediaListener listener) {
        return connect(connectionId, listener, PlayoutOptions.DEFAULT);
    }

    /**
     * Connects to a channel. Returns at once.
     *
     * @param connectionId the channel's {@code MEDIA_WEBSOCKET_CONNECTION_ID}
     * @param listener told of everything on the connection
     * @param options how its playout queues
     * @return the dial
     * @throws IllegalArgumentException if the id has other characters than {@code A-Z a-z 0-9 . _ -}
     * @throws IllegalStateException if the connector is closed or has {@link MediaLimits#maxConnections()} already
     */
    MediaDial connect(String connectionId, MediaListener listener, PlayoutOptions options);

    /** {@return counters, as of now} */
    MediaConnectorStats stats();

    /** Closes every session and ends its threads, as {@link MediaServer#close()} does. */
    @Override
    void close();

    /** Settings of a media connector. Not safe for use by several threads. */
    final class Builder {
        private final URI asterisk;
        private @Nullable String user;
        private @Nullable String password;
        private MediaLimits limits = MediaLimits.DEFAULT;
        private int ioThreads = 1;
        private @Nullable SSLContext tls;

        private Builder(URI asterisk) {
            this.asterisk = MediaConnectorConfig.checked(asterisk);
        }

        /**
         * Shows HTTP Basic credentials. Asterisk asks for none at {@code /media}; a proxy before it may. Neither is ever
         * logged.
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
         * Sets the limits. {@link MediaLimits#handshakeTimeout()} counts from the call of {@link MediaConnector#connect}
         * to the whole handshake, the look-up of the name included; {@link MediaLimits#maxConnectionsPerAddress()} means
         * nothing here.
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
         * Sets what is trusted with {@code wss}; without it what the JDK trusts. The certificate must be for the host name
         * in the address, whatever the context says. {@link MediaTls} makes a context of PEM files.
         *
         * @param context trusts the authority of Asterisk's certificate; TLS 1.2 and 1.3 as the JDK has them enabled
         * @return this
         * @throws IllegalArgumentException if the address is not {@code wss}
         */
        public Builder tls(SSLContext context) {
            if (!MediaConnectorConfig.isTls(asterisk)) {
                throw new IllegalArgumentException("TLS is set, and the address is " + asterisk + ", not wss://…");
            }
            tls = Objects.requireNonNull(context, "context");
            return this;
        }

        /** {@return a connector with these settings; it has its threads, and no connection} */
        public MediaConnector build() {
            return new RealMediaConnector(new MediaConnectorConfig(asterisk, user, password, limits, ioThreads, tls));
        }
    }
}
