package io.voxari.ari.internal;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.jspecify.annotations.Nullable;

/** Requests over HTTP. What follows on an answer runs on a thread of the client's unbounded pool, and may block. */
final class HttpTransport implements RestTransport, AutoCloseable {
    private static final MediaType JSON = MediaType.get("application/json");

    private final OkHttpClient client;
    private final Endpoint endpoint;
    private final Timers timers;
    private final Duration deadline;
    private final ConnectionGate gate;
    private volatile boolean closed;

    HttpTransport(OkHttpClient client, Endpoint endpoint, Timers timers, Duration deadline, int connections) {
        this.client = client;
        this.endpoint = endpoint;
        this.timers = timers;
        this.deadline = deadline;
        this.gate = new ConnectionGate(connections);
    }

    OkHttpClient client() {
        return client;
    }

    Timers timers() {
        return timers;
    }

    ConnectionGate gate() {
        return gate;
    }

    /** Whether a thread that reads from a connection can be interrupted. */
    boolean isInterruptible() {
        return client.socketFactory() instanceof InterruptibleSockets;
    }

    @Override
    public <T extends @Nullable Object> T send(RestCall call, Reply<T> reply) {
        return exchange(call, reply.isStream()).answer().value(call, reply);
    }

    @Override
    public <T extends @Nullable Object> CompletableFuture<T> sendAsync(RestCall call, Reply<T> reply) {
        Asked asked = Asked.of(call);
        HttpExchange exchange = exchange(call, reply.isStream());
        exchange.begin();
        return Waiting.later(exchange.answer, exchange::abort, answer -> answer.value(asked, reply), Runnable::run);
    }

    private HttpExchange exchange(RestCall call, boolean stream) {
        if (closed) {
            throw new IllegalStateException("The client is closed: " + Asked.of(call));
        }
        Duration own = call.deadline();
        return new HttpExchange(this, request(call), stream, own == null ? deadline : own);
    }

    private Request.Builder request(RestCall call) {
        RequestBody body = null;
        if (!call.body().isEmpty()) {
            body = RequestBody.create(Wire.json(call.body()), JSON);
        } else if (call.method().equals("POST") || call.method().equals("PUT")) {
            body = RequestBody.EMPTY;
        }
        return endpoint.request(Percent.path(call), Percent.query(call)).method(call.method(), body);
    }

    boolean isClosed() {
        return closed;
    }

    /** Runs what may block on a thread of the pool; here if that is closed. */
    void later(Runnable task) {
        try {
            client.dispatcher().executorService().execute(task);
        } catch (RejectedExecutionException ignored) {
            task.run();
        }
    }

    /** Refuses what comes from now on, and what waits for a connection. */
    @Override
    public void close() {
        closed = true;
        gate.drain().forEach(Runnable::run);
    }
}
