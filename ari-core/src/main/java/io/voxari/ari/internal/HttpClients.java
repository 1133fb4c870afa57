package io.voxari.ari.internal;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import javax.net.SocketFactory;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.EventListener;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;

/** OkHttp as Asterisk needs it. */
final class HttpClients {
    private static final Duration TCP_CONNECT = Duration.ofSeconds(5);

    /** Asterisk closes idle connections after 15 s: ours must be the first to let go. */
    static final Duration KEEP_ALIVE = Duration.ofSeconds(10);

    private HttpClients() {}

    /** A client of its own, with its connections; deadlines and repetition are for {@link HttpExchange}. */
    static OkHttpClient of(ClientSettings settings, ExecutorService io) {
        Dispatcher dispatcher = new Dispatcher(io);
        // The gate of the transport is the limit; OkHttp's own would hold requests back unseen.
        dispatcher.setMaxRequests(Integer.MAX_VALUE);
        dispatcher.setMaxRequestsPerHost(Integer.MAX_VALUE);
        OkHttpClient.Builder builder = new OkHttpClient.Builder()
                .dispatcher(dispatcher)
                .connectionPool(
                        new ConnectionPool(settings.httpConnections(), KEEP_ALIVE.toSeconds(), TimeUnit.SECONDS))
                .protocols(List.of(Protocol.HTTP_1_1))
                .connectTimeout(TCP_CONNECT)
                .readTimeout(Duration.ZERO)
                .writeTimeout(Duration.ZERO)
                .followRedirects(false)
                .followSslRedirects(false)
                .retryOnConnectionFailure(false)
                .eventListenerFactory(call -> {
                    EventListener listener = call.request().tag(EventListener.class);
                    return listener == null ? EventListener.NONE : listener;
                });
        SocketFactory sockets = settings.ground().sockets();
        builder.socketFactory(sockets == null ? new InterruptibleSockets() : sockets);
        ClientSettings.Tls tls = settings.tls();
        if (tls != null) {
            builder.sslSocketFactory(tls.context().getSocketFactory(), tls.trust());
        }
        return builder.build();
    }
}
