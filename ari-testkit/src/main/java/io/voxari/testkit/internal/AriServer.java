package io.voxari.testkit.internal;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.HttpUrl;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import okio.Buffer;
import org.jspecify.annotations.Nullable;

/** Asterisk's HTTP server: requests and event WebSockets, taken by threads of their own and done by the loop. */
final class AriServer extends Dispatcher {
    private static final int MOST_BODY_BYTES = 40_960;

    private final Pbx pbx;
    private final AriRest rest;
    private final MediaDoor door;
    /** In the order in which they came, as the server numbers them. */
    private final List<Socket> connections = new CopyOnWriteArrayList<>();

    private final MockWebServer server = new MockWebServer();
    private volatile Duration slowness = Duration.ZERO;
    /** What a request's text has that is refused, and how many more are. Only the loop's thread. */
    private String refused = "";

    private int refusals;
    /** What a request's text has that gets no answer, and how many more do not. Only the loop's thread. */
    private String ignored = "";

    private int ignorances;
    /** What waits for an answer that does not come. */
    private final List<CompletableFuture<Reply>> unanswered = new CopyOnWriteArrayList<>();

    private volatile boolean down;

    AriServer(Pbx pbx) {
        this.pbx = pbx;
        this.rest = new AriRest(pbx);
        this.door = new MediaDoor(pbx);
        server.setDispatcher(this);
        server.setServerSocketFactory(pbx.ground.serverSockets(this::accepted));
        try {
            server.start(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0);
        } catch (IOException e) {
            throw new UncheckedIOException("the simulated Asterisk finds no port", e);
        }
    }

    /** Lets each request wait before it is done. */
    void slow(Duration time) {
        slowness = time;
    }

    /** Refuses the next requests that have this in their method and path. Only the loop's thread. */
    void refuse(String part, int times) {
        refused = part;
        refusals = times;
    }

    /** Leaves the next requests that have this in their method and path undone and unanswered. Only the loop's thread. */
    void ignore(String part, int times) {
        ignored = part;
        ignorances = times;
    }

    private boolean isIgnored(AriRequest asked) {
        boolean isIgnored = ignorances > 0 && asked.toString().contains(ignored);
        ignorances -= isIgnored ? 1 : 0;
        return isIgnored;
    }

    /** The process is gone: whoever is connected is cut off, and whoever connects. */
    void down() {
        down = true;
        connections.forEach(AriServer::cut);
    }

    void up() {
        down = false;
    }

    private void accepted(Socket connection) {
        connections.add(connection);
        if (down) {
            cut(connection);
        }
    }

    private static void cut(Socket connection) {
        try {
            connection.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Reply never() {
        CompletableFuture<Reply> reply = new CompletableFuture<>();
        unanswered.add(reply);
        return Reply.later(reply);
    }

    /** As Asterisk answers it, or as it does when it fails. Only the loop's thread. */
    private Reply answer(AriRequest asked) {
        if (refusals > 0 && asked.toString().contains(refused)) {
            refusals--;
            return Reply.internalError();
        }
        return rest.answer(asked);
    }

    int port() {
        return server.getPort();
    }

    @Override
    public MockResponse dispatch(RecordedRequest request) throws InterruptedException {
        // The server keeps each request for a test that would ask for it; nobody does, and it must not pile up.
        RecordedRequest unused = server.takeRequest(0, TimeUnit.MILLISECONDS);
        HttpUrl url = request.getUrl();
        if (url.pathSegments().get(0).equals("media")) {
            String connectionId = url.pathSize() > 1 ? url.pathSegments().get(1) : "";
            return door.answer(request, connectionId).build();
        }
        if (!url.pathSegments().get(0).equals("ari")) {
            return response(Reply.notFound("Resource not found")).build();
        }
        if (!isAllowed(request, url)) {
            return response(Reply.refused(401, "Unauthorized", "Authentication required"))
                    .addHeader("WWW-Authenticate", "Basic realm=\"Asterisk REST Interface\"")
                    .build();
        }
        if (url.encodedPath().equals("/ari/events") && "GET".equals(request.getMethod())) {
            return events(request, url);
        }
        okio.ByteString body = request.getBody();
        if (body != null && body.size() > MOST_BODY_BYTES) {
            return response(Reply.refused(413, "Request Entity Too Large", "Request body too large"))
                    .build();
        }
        AriRequest asked = AriRequest.of(String.valueOf(request.getMethod()), url, body == null ? "" : body.utf8());
        Duration wait = slowness;
        if (!wait.isZero()) {
            CompletableFuture<Reply> later = new CompletableFuture<>();
            pbx.loop.execute(() -> pbx.loop.at(pbx.loop.nowNanos() + wait.toNanos(), () -> {
                var unusedStage = answer(asked).whole().thenAccept(later::complete);
            }));
            // The request is not under way in virtual time: it waits.
            return response(pbx.ground.idle(later)).build();
        }
        Reply reply = pbx.loop.call(() -> isIgnored(asked) ? never() : answer(asked));
        CompletableFuture<Reply> later = reply.later();
        return response(later == null ? reply : pbx.ground.idle(later)).build();
    }

    private boolean isAllowed(RecordedRequest request, HttpUrl url) {
        String wanted = pbx.settings.user() + ":" + pbx.settings.password();
        String header = request.getHeaders().get("Authorization");
        if (header != null) {
            return header.equals(
                    "Basic " + Base64.getEncoder().encodeToString(wanted.getBytes(StandardCharsets.UTF_8)));
        }
        return wanted.equals(url.queryParameter("api_key"));
    }

    private MockResponse events(RecordedRequest request, HttpUrl url) {
        String apps = url.queryParameter("app");
        if (!"websocket".equalsIgnoreCase(request.getHeaders().get("Upgrade"))) {
            return response(new Reply(426, "Upgrade Required", "")).build();
        }
        if (apps == null || apps.isEmpty()) {
            return response(new Reply(400, "Bad Request", "HTTP request is missing param: [app]"))
                    .build();
        }
        String protocols = request.getHeaders().get("Sec-WebSocket-Protocol");
        if (protocols != null && !protocols.toLowerCase(java.util.Locale.ROOT).contains("ari")) {
            return response(new Reply(400, "Bad Request", ""))
                    .addHeader("Sec-WebSocket-Version", "7, 8, 13")
                    .build();
        }
        if ("true".equals(url.queryParameter("subscribeAll"))) {
            String message = "not simulated: subscribeAll";
            pbx.fault(message);
            return response(Reply.refused(501, "Not Implemented", message)).build();
        }
        EventSocket socket = new EventSocket(apps.split(",", -1)[0], connections.get(request.getConnectionIndex()));
        // Registered before the answer: what happens from now on is told, as soon as the socket is up.
        boolean unused = pbx.loop.call(() -> {
            for (String app : apps.split(",", -1)) {
                pbx.register(app, socket);
            }
            return true;
        });
        MockResponse.Builder upgrade = new MockResponse.Builder().webSocketUpgrade(socket);
        if (protocols != null) {
            upgrade.addHeader("Sec-WebSocket-Protocol", "ari");
        }
        return upgrade.build();
    }

    private MockResponse.Builder response(Reply reply) {
        MockResponse.Builder response = new MockResponse.Builder()
                .status("HTTP/1.1 " + reply.status() + " " + reply.reason())
                .setHeader("Server", "Asterisk/" + pbx.settings.version())
                .setHeader("Cache-Control", "no-cache, no-store");
        RecordingFile file = reply.file();
        String location = reply.location();
        if (location != null) {
            response.setHeader("Location", location);
        }
        if (file != null) {
            response.body(new Buffer().write(file.bytes())).setHeader("Content-type", file.contentType());
        } else if (!reply.body().isEmpty()) {
            response.body(reply.body()).setHeader("Content-type", "application/json");
        }
        return response;
    }

    /** Closes every connection; the applications see their event WebSockets end. */
    void stop() {
        unanswered.forEach(reply -> reply.complete(Reply.internalError()));
        server.close();
    }

    /** The event WebSocket of one connection; also takes requests. Thread-safe. */
    private final class EventSocket extends WebSocketListener implements StasisApp.EventSink {
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

        EventSocket(String firstApp, Socket connection) {
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
            String uri = asked.path("uri").asText();
            Reply wrong = wrong(asked, uri);
            HttpUrl parsed = HttpUrl.parse("http://asterisk/ari/" + uri);
            HttpUrl.Builder url = parsed == null || wrong != null ? null : parsed.newBuilder();
            for (JsonNode parameter : asked.path("query_strings")) {
                if (url != null) {
                    url.addQueryParameter(
                            parameter.path("name").asText(),
                            parameter.path("value").asText());
                }
            }
            AriRequest request = url == null
                    ? null
                    : AriRequest.of(
                            asked.path("method").asText(),
                            url.build(),
                            asked.path("message_body").asText());
            pbx.loop.execute(() -> {
                if (request == null || !isIgnored(request)) {
                    requests = requests.thenCompose(done -> (request == null
                                            ? (wrong == null ? bad("Invalid uri") : wrong)
                                            : answer(request))
                                    .whole())
                            .thenAccept(reply -> respond(asked, uri, reply));
                }
            });
        }

        /** What Asterisk says of a message that is no request; null for one that is. */
        private @Nullable Reply wrong(JsonNode asked, String uri) {
            if (asked.isMissingNode()) {
                return new Reply(400, "Failed to parse request message JSON", "");
            }
            if (!asked.path("type").isTextual()) {
                return bad("No 'type' property.");
            }
            if (!asked.path("type").asText().equals("RESTRequest")) {
                return bad("Unknown request type.");
            }
            if (uri.isEmpty()) {
                return bad("Empty or missing 'uri' property.");
            }
            return uri.equals("events") ? bad("Can't upgrade to websocket from a websocket") : null;
        }

        private static Reply bad(String message) {
            return Reply.refused(400, "Bad request", message);
        }

        private void respond(JsonNode asked, String uri, Reply reply) {
            var response = Json.of(
                    "type", "RESTResponse",
                    "transaction_id", asked.path("transaction_id").asText(),
                    "request_id", asked.path("request_id").asText(),
                    "status_code", reply.status(),
                    "reason_phrase", reply.reason(),
                    "uri", uri.split("\\?", 2)[0]);
            if (reply.file() != null) {
                pbx.fault("the application asked for a file over its event WebSocket; Asterisk refuses that");
                response.put("status_code", 406);
                response.put("reason_phrase", "Not Acceptable");
            } else if (!reply.body().isEmpty()) {
                response.put("content_type", "application/json");
                response.put("message_body", reply.body());
            }
            response.put("application", firstApp);
            response.put("timestamp", pbx.now());
            response.put("asterisk_id", Pbx.ENTITY_ID);
            event(Json.write(response));
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
            cut(connection);
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
}
