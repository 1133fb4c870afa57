package io.voxari.ari.internal;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.Proxy;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.EventListener;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okio.BufferedSource;

/**
 * One attempt of a request by OkHttp, which must not repeat it by itself, since Asterisk may have acted on the first: over TLS,
 * through a proxy, or with an answer that is a stream. Thread-safe.
 */
final class OkHttpWire extends EventListener implements HttpExchange.Wire, Callback {
    private final HttpExchange exchange;
    private final boolean stream;
    private final Call call;

    /** Of an answer that has no body by its status, or 0. */
    private volatile int bodiless;

    OkHttpWire(HttpExchange exchange, OkHttpClient client, Request.Builder request, boolean stream) {
        this.exchange = exchange;
        this.stream = stream;
        this.call = client.newCall(request.tag(EventListener.class, this).build());
    }

    @Override
    public void here() {
        try {
            onResponse(call, call.execute());
        } catch (IOException e) {
            onFailure(call, e);
        } catch (Throwable e) {
            onFailure(call, new IOException(e.toString(), e)); // As OkHttp does for those that are queued.
        }
    }

    @Override
    public void elsewhere() {
        call.enqueue(this);
    }

    @Override
    public void cancel() {
        call.cancel();
    }

    @Override
    public void connectStart(Call ignored, InetSocketAddress address, Proxy proxy) {
        exchange.connecting();
    }

    @Override
    public void requestHeadersStart(Call ignored) {
        exchange.sending();
    }

    @Override
    public void responseHeadersEnd(Call ignored, Response response) {
        bodiless = response.code() == 204 || response.code() == 205 ? response.code() : 0;
    }

    /** Read to its end, or out of time: a stream that nobody closes gives its place back here. */
    @Override
    public void callEnd(Call ignored) {
        exchange.leaveStream();
    }

    @Override
    public void canceled(Call ignored) {
        exchange.leaveStream();
    }

    @Override
    public void onFailure(Call failed, IOException e) {
        if (bodiless != 0 && e instanceof ProtocolException) {
            // It has a body all the same, which OkHttp does not forgive; but it said what became of the request.
            exchange.end(new Answer.Received(bodiless, new byte[0]));
        } else {
            exchange.failed(e);
        }
    }

    @Override
    public void onResponse(Call answered, Response response) throws IOException {
        if (stream && response.isSuccessful()) {
            exchange.stream(response.body().byteStream());
            return;
        }
        try (response) {
            BufferedSource source = response.body().source();
            if (source.request(HttpExchange.MOST_BODY_BYTES + 1L)) {
                exchange.end(new Answer.Missing(
                        "an answer of more than " + HttpExchange.MOST_BODY_BYTES + " bytes", true, null));
                return;
            }
            exchange.end(new Answer.Received(response.code(), source.readByteArray()));
        } catch (IOException e) {
            onFailure(answered, e);
        } catch (Throwable e) {
            // No memory for it, say: OkHttp would tell nobody, and whoever waits would wait for ever.
            exchange.end(new Answer.Missing(e.toString(), true, e));
        }
    }
}
