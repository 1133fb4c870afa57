package io.voxari.ari;

import java.net.URI;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;

/** As much of Asterisk's HTTP server as the client's tests need. Thread-safe. */
final class FakeAsterisk extends Dispatcher {
    /** What a client asks to be sent that doubts whether events come. */
    static final String HEARING = "/ari/events/user/voxari-hearing";

    private static final String ANYTHING = "{\"id\":\"any\"}";

    final MockWebServer server;
    final List<RecordedRequest> requests = new CopyOnWriteArrayList<>();
    final ArrayDeque<MockResponse> upgrades = new ArrayDeque<>();
    final BlockingQueue<WebSocket> sockets = new LinkedBlockingQueue<>();
    final BlockingQueue<String> messages = new LinkedBlockingQueue<>();

    /** Keeps no record of requests: under load it would fill the memory. */
    volatile boolean quiet;

    /** Answers every request, by either way, with an object that has an id. */
    volatile boolean answersAll;

    private final ConcurrentHashMap<String, Function<RecordedRequest, MockResponse>> answers =
            new ConcurrentHashMap<>();

    FakeAsterisk(MockWebServer server) {
        this.server = server;
        server.setDispatcher(this);
        answer("GET", "/ari/channels", 200, "[]");
        answer("GET", "/ari/bridges", 200, "[]");
        answer("POST", HEARING, 403, "{\"message\":\"Forbidden\"}");
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getPort());
    }

    void answer(String method, String path, int status, String body) {
        answer(
                method,
                path,
                request -> new MockResponse.Builder().code(status).body(body).build());
    }

    void answer(String method, String path, Function<RecordedRequest, MockResponse> with) {
        answers.put(method + " " + path, with);
    }

    /** What the next attempt at the event WebSocket gets instead of an upgrade. */
    void refuse(int status, String body) {
        synchronized (upgrades) {
            upgrades.add(new MockResponse.Builder().code(status).body(body).build());
        }
    }

    WebSocket socket() throws InterruptedException {
        WebSocket socket = sockets.poll(10, TimeUnit.SECONDS);
        if (socket == null) {
            throw new AssertionError("No event WebSocket was opened");
        }
        return socket;
    }

    String message() throws InterruptedException {
        String message = messages.poll(10, TimeUnit.SECONDS);
        if (message == null) {
            throw new AssertionError("No message came");
        }
        return message;
    }

    @Override
    public MockResponse dispatch(RecordedRequest request) {
        if (!quiet) {
            requests.add(request);
        }
        String path = request.getUrl().encodedPath();
        if (path.equals("/ari/events")) {
            MockResponse refusal;
            synchronized (upgrades) {
                refusal = upgrades.poll();
            }
            return refusal == null ? upgrade() : refusal;
        }
        Function<RecordedRequest, MockResponse> answer = answers.get(request.getMethod() + " " + path);
        if (answersAll) {
            return new MockResponse.Builder().body(ANYTHING).build();
        }
        return answer == null
                ? new MockResponse.Builder()
                        .code(404)
                        .body("{\"message\":\"Resource not found\"}")
                        .build()
                : answer.apply(request);
    }

    private static void answer(WebSocket socket, String request) {
        int id = request.indexOf("\"request_id\":\"") + "\"request_id\":\"".length();
        socket.send("{\"type\":\"RESTResponse\",\"request_id\":\"" + request.substring(id, request.indexOf('"', id))
                + "\",\"status_code\":200,\"message_body\":\"" + ANYTHING.replace("\"", "\\\"") + "\"}");
    }

    private MockResponse upgrade() {
        return new MockResponse.Builder()
                .webSocketUpgrade(new WebSocketListener() {
                    @Override
                    public void onOpen(WebSocket webSocket, Response response) {
                        sockets.add(webSocket);
                    }

                    @Override
                    public void onMessage(WebSocket webSocket, String text) {
                        if (answersAll) {
                            answer(webSocket, text);
                        } else {
                            messages.add(text);
                        }
                    }

                    @Override
                    public void onClosing(WebSocket webSocket, int code, String reason) {
                        webSocket.close(code, null);
                    }
                })
                .build();
    }
}
