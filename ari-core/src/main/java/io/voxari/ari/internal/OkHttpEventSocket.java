package io.voxari.ari.internal;

import io.voxari.ari.AriConnectionException;
import io.voxari.ari.AriException;
import io.voxari.ari.AriResponseException;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/** The event WebSocket on OkHttp, whose thread for this call is the reader. */
final class OkHttpEventSocket extends WebSocketListener implements EventSocket {
    private static final int NORMAL = 1000;
    private static final String EXTENSIONS = "Sec-WebSocket-Extensions";

    private final Listener listener;
    private final String application;
    private final AtomicLong unreadable;
    private volatile boolean open;
    private volatile boolean ended;
    private volatile @Nullable WebSocket socket;

    private final MeteredSockets meter = new MeteredSockets();

    private OkHttpEventSocket(Listener listener, String application, AtomicLong unreadable) {
        this.listener = listener;
        this.application = application;
        this.unreadable = unreadable;
    }

    /**
     * @param client has the ping interval and the time limits
     * @param unreadable counts what is not text
     */
    static Opener opener(OkHttpClient client, Endpoint endpoint, String application, AtomicLong unreadable) {
        return listener -> {
            OkHttpEventSocket opened = new OkHttpEventSocket(listener, application, unreadable);
            Request request = endpoint.request("/events", "app=" + Percent.encode(application) + "&subscribeAll=false")
                    .header("Sec-WebSocket-Protocol", "ari")
                    .build();
            OkHttpClient own = client.newBuilder()
                    .socketFactory(opened.meter)
                    .addInterceptor(OkHttpEventSocket::withoutCompression)
                    .build();
            opened.socket = own.newWebSocket(request, opened);
            return opened;
        };
    }

    /** Asterisk does not compress, and from anyone else a few bytes could unpack to any size. */
    private static Response withoutCompression(Interceptor.Chain chain) throws IOException {
        Request request = chain.request().newBuilder().removeHeader(EXTENSIONS).build();
        return chain.proceed(request).newBuilder().removeHeader(EXTENSIONS).build();
    }

    @Override
    public boolean send(String text) {
        WebSocket present = socket;
        return present != null && open && !ended && present.send(text);
    }

    @Override
    public long silentNanos() {
        return meter.silentNanos();
    }

    @Override
    public void close() {
        ended = true;
        WebSocket present = socket;
        if (present != null && !(open && present.close(NORMAL, null))) {
            present.cancel();
        }
    }

    @Override
    public void onOpen(WebSocket webSocket, Response response) {
        // OkHttp gives the thread its old name back when the socket has ended.
        Thread.currentThread().setName("voxari-ari-events-" + application);
        socket = webSocket;
        open = true;
        if (ended) {
            webSocket.close(NORMAL, null);
        } else {
            listener.onOpen();
        }
    }

    @Override
    public void onMessage(WebSocket webSocket, String text) {
        meter.onMessage();
        if (!ended) {
            listener.onText(text);
        }
    }

    @Override
    public void onMessage(WebSocket webSocket, ByteString bytes) {
        meter.onMessage();
        unreadable.incrementAndGet();
    }

    @Override
    public void onClosing(WebSocket webSocket, int code, String reason) {
        webSocket.close(NORMAL, null);
        end(new AriConnectionException("Asterisk closed the event connection with code " + code, true, null));
    }

    @Override
    public void onFailure(WebSocket webSocket, Throwable t, @Nullable Response response) {
        end(explain(t, response));
    }

    private void end(AriException cause) {
        if (!ended) {
            ended = true;
            listener.onEnd(cause);
        }
    }

    private AriException explain(Throwable t, @Nullable Response response) {
        if (response != null && response.code() != 101) {
            return new AriResponseException(response.code(), "GET", "/events", reason(response), false);
        }
        String what = open ? "The event connection broke: " : "The event connection could not be made: ";
        return new AriConnectionException(what + t, open, t);
    }

    private static String reason(Response response) {
        try {
            String reason = Answer.reason(response.peekBody(4096).bytes());
            return reason.isBlank() ? response.message() : reason;
        } catch (IOException | RuntimeException e) {
            return response.message();
        }
    }
}
