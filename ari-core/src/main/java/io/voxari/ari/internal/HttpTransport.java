package io.voxari.ari.internal;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.jspecify.annotations.Nullable;

/** Requests over HTTP. What follows on an answer runs on a thread of the client's unbounded pool, and may block where handlers may. */
final class HttpTransport implements RestTransport, AutoCloseable {
    private static final MediaType JSON = MediaType.get("application/json");

    private final OkHttpClient client;
    private final Executor io;
    private final Endpoint endpoint;
    private final Timers timers;
    private final Duration deadline;
    private final ConnectionGate gate;
    /** Null if OkHttp's are needed. */
    private final @Nullable PlainConnections plain;

    private volatile boolean closed;

    /**
     * @param io where requests wait for their answers, without TLS
     * @param connections how many there may be at a time
     */
    HttpTransport(
            OkHttpClient client, Endpoint endpoint, Timers timers, Duration deadline, int connections, Executor io) {
        this.client = client;
        this.io = io;
        this.endpoint = endpoint;
        this.timers = timers;
        this.deadline = deadline;
        this.gate = new ConnectionGate(connections);
        this.plain = endpoint.isTls() || PlainConnections.isProxied(endpoint.address())
                ? null
                : new PlainConnections(client.socketFactory(), endpoint.host(), endpoint.port(), timers);
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
        return new HttpExchange(this, call.method().equals("GET"), wires(call, stream), own == null ? deadline : own);
    }

    private Function<HttpExchange, HttpExchange.Wire> wires(RestCall call, boolean stream) {
        PlainConnections connections = plain;
        if (connections == null || stream) {
            Request.Builder request = request(call);
            return exchange -> new OkHttpWire(exchange, client, request, stream);
        }
        byte[] request = bytes(call);
        return exchange -> new PlainWire(exchange, connections, io, request);
    }

    private byte[] bytes(RestCall call) {
        String head = endpoint.head(call.method(), Percent.path(call), Percent.query(call));
        boolean hasBody = !call.body().isEmpty();
        byte[] body = hasBody ? Wire.json(call.body()).getBytes(StandardCharsets.UTF_8) : new byte[0];
        if (hasBody) {
            head += "Content-Type: " + JSON + "\r\n";
        }
        if (hasBody || mayHaveBody(call)) {
            head += "Content-Length: " + body.length + "\r\n";
        }
        byte[] lines = (head + "\r\n").getBytes(StandardCharsets.ISO_8859_1);
        byte[] all = Arrays.copyOf(lines, lines.length + body.length);
        System.arraycopy(body, 0, all, lines.length, body.length);
        return all;
    }

    private Request.Builder request(RestCall call) {
        RequestBody body = null;
        if (!call.body().isEmpty()) {
            body = RequestBody.create(Wire.json(call.body()), JSON);
        } else if (mayHaveBody(call)) {
            body = RequestBody.EMPTY;
        }
        return endpoint.request(Percent.path(call), Percent.query(call)).method(call.method(), body);
    }

    private static boolean mayHaveBody(RestCall call) {
        return call.method().equals("POST") || call.method().equals("PUT");
    }

    /** Asterisk is most likely gone: what is idle would fail the next requests. */
    void forgetIdle() {
        if (plain != null) {
            plain.forgetIdle();
        }
    }

    boolean isClosed() {
        return closed;
    }

    /** Runs what may block on a thread of the pool; here if that is closed. */
    void later(Runnable task) {
        try {
            client.dispatcher().executorService().execute(task);
        } catch (RejectedExecutionException | OutOfMemoryError ignored) { // There may be no thread to be had.
            task.run();
        }
    }

    /** Refuses what comes from now on, and what waits for a connection; ends what is on its way. */
    @Override
    public void close() {
        closed = true;
        gate.drain().forEach(Runnable::run);
        if (plain != null) {
            plain.close();
        }
    }
}
