package io.voxari.ari.internal;

import io.voxari.ari.event.RestResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Requests over the event WebSocket, and what does not fit there over HTTP. The reader thread hands answers over; what
 * follows on them runs on the callback executor. Thread-safe.
 */
final class SocketTransport implements RestTransport {
    /** Asterisk takes frames of 64 kB; the JSON text of the body is escaped once more inside the frame. */
    private static final int MOST_BODY_CHARS = 16_000;

    /** Asterisk closes the whole event connection on a frame of 64 kB: a long query must not get that far. */
    private static final int MOST_FRAME_BYTES = 60_000;

    /** Asterisk puts an answer on a thread's stack: no lists that grow with the number of calls. */
    private static final Set<String> LISTS = Set.of(
            "/channels",
            "/bridges",
            "/endpoints",
            "/endpoints/{tech}",
            "/deviceStates",
            "/mailboxes",
            "/recordings/stored",
            "/sounds",
            "/asterisk/modules");

    private static final Logger LOG = LoggerFactory.getLogger(SocketTransport.class);

    private final Predicate<String> socket;
    private final @Nullable RestTransport http;
    private final Timers timers;
    private final Duration deadline;
    private final Executor callbacks;
    private final AtomicLong ids = new AtomicLong();
    private final Map<String, Pending> pending = new ConcurrentHashMap<>();

    /** A request that was sent. */
    private record Pending(CompletableFuture<Answer> answer, Timers.Timer timer) {}

    /**
     * @param socket sends a text on the event WebSocket; false if that is not open
     * @param http for what does not fit there; null if there is no HTTP
     */
    SocketTransport(
            Predicate<String> socket,
            @Nullable RestTransport http,
            Timers timers,
            Duration deadline,
            Executor callbacks) {
        this.socket = socket;
        this.http = http;
        this.timers = timers;
        this.deadline = deadline;
        this.callbacks = callbacks;
    }

    @Override
    public <T extends @Nullable Object> T send(RestCall call, Reply<T> reply) {
        String id = fits(call, reply) ? newId() : null;
        CompletableFuture<Answer> answer = id == null ? null : begin(id, call);
        if (id == null || answer == null) {
            return http == null ? noWay(call, reply, id != null).value(call, reply) : http.send(call, reply);
        }
        return Waiting.on(answer, () -> forget(id), () -> true).value(call, reply);
    }

    @Override
    public <T extends @Nullable Object> CompletableFuture<T> sendAsync(RestCall call, Reply<T> reply) {
        String id = fits(call, reply) ? newId() : null;
        CompletableFuture<Answer> answer = id == null ? null : begin(id, call);
        Asked asked = Asked.of(call);
        if ((id == null || answer == null) && http == null) {
            Answer none = noWay(call, reply, id != null);
            return Waiting.later(
                    CompletableFuture.completedFuture(none),
                    () -> {},
                    missing -> missing.value(asked, reply),
                    callbacks);
        }
        if (id == null || answer == null) {
            return Objects.requireNonNull(http).sendAsync(call, reply);
        }
        return Waiting.later(answer, () -> forget(id), received -> received.value(asked, reply), callbacks);
    }

    private static Answer noWay(RestCall call, Reply<?> reply, boolean fits) {
        String why = reply.isStream() || !fits || message("0", call) == null
                ? "this travels over HTTP alone; give the client an endpoint"
                : "the event connection is not open, or the request is too long for it; with an endpoint it would go over"
                        + " HTTP";
        return new Answer.Missing(why, false, null);
    }

    private boolean fits(RestCall call, Reply<?> reply) {
        boolean list = call.method().equals("GET") && LISTS.contains(call.path());
        return !list && !reply.isStream();
    }

    private String newId() {
        return Long.toString(ids.incrementAndGet());
    }

    /** Null if it cannot go this way, and has not. */
    private @Nullable CompletableFuture<Answer> begin(String id, RestCall call) {
        Map<String, Object> message = message(id, call);
        if (message == null) {
            return null;
        }
        String text = Wire.json(message);
        if (text.getBytes(StandardCharsets.UTF_8).length > MOST_FRAME_BYTES) {
            return null;
        }
        Duration own = call.deadline();
        Duration limit = own == null ? deadline : own;
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        Timers.Timer timer =
                timers.after(limit, () -> end(id, new Answer.Missing("no answer within " + limit, true, null)));
        pending.put(id, new Pending(answer, timer));
        if (!socket.test(text)) {
            forget(id);
            return null;
        }
        return answer;
    }

    private static @Nullable Map<String, Object> message(String id, RestCall call) {
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("type", "RESTRequest");
        message.put("transaction_id", "");
        message.put("request_id", id);
        message.put("method", call.method());
        String query = Percent.query(call);
        message.put("uri", Percent.path(call).substring(1) + (query.isEmpty() ? "" : "?" + query));
        if (!call.body().isEmpty()) {
            String body = Wire.json(call.body());
            if (body.length() > MOST_BODY_CHARS) {
                return null;
            }
            message.put("content_type", "application/json");
            message.put("message_body", body);
        }
        return message;
    }

    private void forget(String id) {
        Pending was = pending.remove(id);
        if (was != null) {
            was.timer().cancel();
        }
    }

    private void end(String id, Answer how) {
        Pending was = pending.remove(id);
        if (was != null) {
            was.timer().cancel();
            was.answer().complete(how);
        }
    }

    /** An answer came; called by the reader thread. */
    void onResponse(RestResponse response) {
        if (!pending.containsKey(response.requestId())) {
            LOG.debug("An answer to no request of ours, or to one that was given up: {}", response.statusCode());
            return;
        }
        String body = response.messageBody();
        byte[] utf8 = body == null ? new byte[0] : body.getBytes(StandardCharsets.UTF_8);
        end(response.requestId(), new Answer.Received(response.statusCode(), utf8));
    }

    /** The socket is gone: what was sent on it will not be answered. */
    void onDown() {
        List.copyOf(pending.keySet())
                .forEach(id -> end(id, new Answer.Missing("the event connection broke", true, null)));
    }
}
