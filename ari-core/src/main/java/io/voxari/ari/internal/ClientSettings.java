package io.voxari.ari.internal;

import io.voxari.ari.AriListener;
import io.voxari.ari.RestTransportKind;
import java.time.Duration;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLContext;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * What a client is built from.
 *
 * @param endpoint where Asterisk serves HTTP; null for a client that does without
 * @param door where Asterisk connects, for a client that does not connect itself; or null
 */
public record ClientSettings(
        @Nullable Endpoint endpoint,
        @Nullable Door door,
        String application,
        RestTransportKind restTransport,
        Duration deadline,
        Duration connectWithin,
        Duration pingInterval,
        int httpConnections,
        int laneCapacity,
        int boundResources,
        AriListener listener,
        @Nullable Executor executor,
        @Nullable Tls tls) {
    /** A path of a server of ours. */
    public record Door(ServerEngine server, String path) {}

    ClientSettings of(String call, AriListener receiver) {
        return new ClientSettings(
                endpoint,
                door,
                call,
                restTransport,
                deadline,
                connectWithin,
                pingInterval,
                httpConnections,
                laneCapacity,
                boundResources,
                receiver,
                executor,
                tls);
    }

    /** How to be sure of the other side, and how to be known by it. */
    public record Tls(SSLContext context, X509TrustManager trust) {}
}
