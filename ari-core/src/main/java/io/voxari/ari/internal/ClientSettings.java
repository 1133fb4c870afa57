package io.voxari.ari.internal;

import io.voxari.ari.AriListener;
import io.voxari.ari.RestTransportKind;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import javax.net.SocketFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * What a client is built from.
 *
 * @param endpoint where Asterisk serves HTTP; null for a client that does without
 * @param door where Asterisk connects, for a client that does not connect itself; or null
 * @param executor where lanes run, if the application says where
 * @param handlersNeverBlock whether lanes may run on the threads that bring them something to do
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
        boolean handlersNeverBlock,
        @Nullable Tls tls,
        Ground ground) {
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
                handlersNeverBlock,
                tls,
                ground);
    }

    /** How to be sure of the other side, and how to be known by it. */
    public record Tls(SSLContext context, X509TrustManager trust) {}

    /** Another time than the system's. */
    public record Time(ScheduledExecutorService scheduler, InstantSource clock) {}

    /** What the client stands on where it is not what the JDK gives everybody: each null unless somebody set it. */
    public record Ground(
            @Nullable Time time,
            @Nullable ExecutorService io,
            @Nullable SocketFactory sockets) {
        public static final Ground USUAL = new Ground(null, null, null);
    }
}
