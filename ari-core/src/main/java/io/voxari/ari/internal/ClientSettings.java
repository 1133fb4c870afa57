package io.voxari.ari.internal;

import io.voxari.ari.AriListener;
import io.voxari.ari.RestTransportKind;
import java.time.Duration;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLContext;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** What a client is built from. */
public record ClientSettings(
        Endpoint endpoint,
        String application,
        RestTransportKind restTransport,
        Duration deadline,
        Duration connectWithin,
        Duration pingInterval,
        int httpConnections,
        int laneCapacity,
        AriListener listener,
        @Nullable Executor executor,
        @Nullable Tls tls) {
    /** How to be sure of the other side, and how to be known by it. */
    public record Tls(SSLContext context, X509TrustManager trust) {}
}
