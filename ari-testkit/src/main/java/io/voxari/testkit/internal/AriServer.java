package io.voxari.testkit.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.HttpUrl;
import okio.Buffer;

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
    /** What a request's text has that is done and gets no answer, and how many more do not. Only the loop's thread. */
    private String lost = "";

    private int losses;
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

    /** Does the next requests that have this in their method and path, without an answer. Only the loop's thread. */
    void lose(String part, int times) {
        lost = part;
        losses = times;
    }

    boolean isLost(AriRequest asked) {
        boolean isLost = losses > 0 && asked.toString().contains(lost);
        losses -= isLost ? 1 : 0;
        return isLost;
    }

    boolean isIgnored(AriRequest asked) {
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

    static void cut(Socket connection) {
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
    Reply answer(AriRequest asked) {
        if (refusals > 0 && asked.toString().contains(refused)) {
            refusals--;
            return Reply.internalError();
        }
        return rest.answer(asked);
    }

    private Reply unlessLost(AriRequest asked, Reply reply) {
        return isLost(asked) ? never() : reply;
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
        String type = request.getHeaders().get("Content-Type");
        Optional<RequestBody> content = RequestBody.of(type == null ? "" : type, body == null ? "" : body.utf8());
        if (content.isEmpty()) {
            return response(Reply.badRequest("Error parsing request body")).build();
        }
        AriRequest asked = AriRequest.of(String.valueOf(request.getMethod()), url, content.get());
        Duration wait = slowness;
        if (!wait.isZero()) {
            CompletableFuture<Reply> later = new CompletableFuture<>();
            pbx.loop.execute(() -> pbx.loop.at(pbx.loop.nowNanos() + wait.toNanos(), () -> {
                var unusedStage = answer(asked).whole().thenAccept(later::complete);
            }));
            // The request is not under way in virtual time: it waits.
            return response(pbx.ground.idle(later)).build();
        }
        Reply reply = pbx.loop.call(() -> isIgnored(asked) ? never() : unlessLost(asked, answer(asked)));
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
        EventSocket socket =
                new EventSocket(this, pbx, apps.split(",", -1)[0], connections.get(request.getConnectionIndex()));
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
}
