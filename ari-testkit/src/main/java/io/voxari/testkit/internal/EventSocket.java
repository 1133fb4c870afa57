package io.voxari.testkit.internal;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.Socket;
import java.util.ArrayDeque;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import okhttp3.HttpUrl;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import org.jspecify.annotations.Nullable;

/** The event WebSocket of one connection; also takes requests. Thread-safe. */
final class EventSocket extends WebSocketListener implements StasisApp.EventSink {
    private static final Set<String> METHODS = Set.of("DELETE", "GET", "OPTIONS", "POST", "PUT");

    private final AriServer server;
    private final Pbx pbx;
    private final String firstApp;
    private final Socket connection;
    /** Guarded by this; what is to be told before the socket is up. */
    private final ArrayDeque<String> early = new ArrayDeque<>();
    /** Guarded by this. */
    private @Nullable WebSocket socket;
    /** The requests so far, which are done one after the other. Only the loop's thread. */
    private CompletableFuture<Void> requests = CompletableFuture.completedFuture(null);
    /** Guarded by this. */
    private BooleanSupplier unsent = () -> false;

    EventSocket(AriServer server, Pbx pbx, String firstApp, Socket connection) {
        this.server = server;
        this.pbx = pbx;
        this.connection = connection;
        this.firstApp = firstApp;
    }

    @Override
    public synchronized void event(String json) {
        WebSocket open = socket;
        if (open == null) {
            early.add(json);
        } else {
            boolean unused = open.send(json);
        }
    }

    @Override
    public synchronized void onOpen(WebSocket webSocket, Response response) {
        socket = webSocket;
        // It is another thread that writes what is sent here.
        BooleanSupplier unanswered = line().framed();
        unsent = () -> webSocket.queueSize() > 0 || unanswered.getAsBoolean();
        pbx.ground.watch(unsent);
        early.forEach(webSocket::send);
        early.clear();
    }

    @Override
    public void onMessage(WebSocket webSocket, String text) {
        JsonNode asked = Json.object(text);
        Reply wrong = wrong(asked);
        AriRequest request = wrong == null ? request(asked) : null;
        Reply refusal = wrong != null ? wrong : bad("Invalid uri");
        pbx.loop.execute(() -> {
            if (request == null || !server.isIgnored(request)) {
                boolean isLost = request != null && server.isLost(request);
                requests = requests.thenCompose(done -> (request == null ? refusal : server.answer(request)).whole())
                        .thenAccept(reply -> {
                            if (!isLost) {
                                respond(asked, reply);
                            }
                        });
            }
        });
    }

    /** Null for what has no address. */
    private static @Nullable AriRequest request(JsonNode asked) {
        HttpUrl parsed =
                HttpUrl.parse("http://asterisk/ari/" + asked.path("uri").asText());
        if (parsed == null) {
            return null;
        }
        HttpUrl.Builder url = parsed.newBuilder();
        for (JsonNode parameter : asked.path("query_strings")) {
            url.addQueryParameter(
                    parameter.path("name").asText(), parameter.path("value").asText());
        }
        RequestBody body = RequestBody.of(
                        asked.path("content_type").asText(),
                        asked.path("message_body").asText())
                .orElse(RequestBody.NONE);
        return AriRequest.of(asked.path("method").asText(), url.build(), body);
    }

    /** What Asterisk says of a message that is no request; null for one that is. */
    private static @Nullable Reply wrong(JsonNode asked) {
        if (asked.isMissingNode()) {
            return new Reply(400, "Failed to parse request message JSON", "");
        }
        if (!asked.path("type").isTextual()) {
            return bad("No 'type' property.");
        }
        if (!asked.path("type").asText().equals("RESTRequest")) {
            return bad("Unknown request type.");
        }
        String uri = asked.path("uri").asText();
        if (uri.isEmpty()) {
            return bad("Empty or missing 'uri' property.");
        }
        if (uri.equals("events")) {
            return bad("Can't upgrade to websocket from a websocket");
        }
        if (!METHODS.contains(asked.path("method").asText())) {
            return bad("Unknown or missing 'method' property.");
        }
        return asked.has("message_body") && !asked.has("content_type")
                ? bad("No 'content_type' for 'message_body'.")
                : null;
    }

    private static Reply bad(String message) {
        return Reply.refused(400, "Bad request", message);
    }

    private void respond(JsonNode asked, Reply reply) {
        var response = Json.of(
                "type", "RESTResponse",
                "transaction_id", text(asked, "transaction_id"),
                "request_id", text(asked, "request_id"),
                "status_code", reply.status(),
                "reason_phrase", reply.reason(),
                "uri", text(asked, "uri").split("\\?", 2)[0]);
        if (reply.file() != null) {
            pbx.fault("the application asked for a file over its event WebSocket; Asterisk refuses that");
            response.put("status_code", 406);
            response.put("reason_phrase", "Not Acceptable.  Use HTTP GET");
        } else if (!reply.body().isEmpty()) {
            response.put("content_type", "application/json");
            response.put("message_body", reply.body());
        }
        response.put("application", firstApp);
        response.put("timestamp", pbx.now());
        response.put("asterisk_id", Pbx.ENTITY_ID);
        event(Json.write(response));
    }

    private static String text(JsonNode asked, String field) {
        return asked.path(field).isTextual() ? asked.path(field).asText() : "";
    }

    @Override
    public void onClosing(WebSocket webSocket, int code, String reason) {
        webSocket.close(1000, null);
        gone();
    }

    @Override
    public void onFailure(WebSocket webSocket, Throwable t, @Nullable Response response) {
        gone();
    }

    @Override
    public void drop() {
        AriServer.cut(connection);
    }

    @Override
    public void fail() {
        line().fail();
    }

    private Line line() {
        return ((Line.End) connection).line();
    }

    private synchronized void gone() {
        pbx.ground.unwatch(unsent);
        pbx.loop.execute(() -> pbx.disconnected(this));
    }
}
