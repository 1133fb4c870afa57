package io.voxari.testkit.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/** ARI with as little as possible between the test and the wire. */
final class TestAri implements AutoCloseable {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final OkHttpClient http = new OkHttpClient();
    private final URI ari;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final WebSocket socket;
    /** Guarded by itself: all events so far. */
    private final List<JsonNode> seen = new ArrayList<>();

    record Answer(int status, JsonNode body) {
        String message() {
            return body.path("message").asText();
        }
    }

    TestAri(Line line, String app) {
        this(line.ariUri(), app);
    }

    TestAri(URI ari, String app) {
        this.ari = ari;
        Reader reader = new Reader();
        socket = http.newWebSocket(
                new Request.Builder()
                        .url("http://" + ari.getAuthority() + "/ari/events?app=" + app + "&subscribeAll=false")
                        .header("Authorization", basic())
                        .header("Sec-WebSocket-Protocol", "ari")
                        .build(),
                reader);
        reader.open.join();
    }

    private static String basic() {
        return "Basic "
                + Base64.getEncoder()
                        .encodeToString((Line.USER + ":" + Line.PASSWORD).getBytes(StandardCharsets.UTF_8));
    }

    Answer ask(String method, String path) {
        return ask(method, path, "");
    }

    Answer ask(String method, String path, String body) {
        RequestBody sent = body.isEmpty() && (method.equals("GET") || method.equals("DELETE"))
                ? null
                : RequestBody.create(body, body.isEmpty() ? null : MediaType.get("application/json"));
        Request request = new Request.Builder()
                .url(ari + "/ari/" + path)
                .header("Authorization", basic())
                .method(method, sent)
                .build();
        try (Response response = http.newCall(request).execute()) {
            String text = response.body().string();
            return new Answer(response.code(), MAPPER.readTree(text.isEmpty() ? "{}" : text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Asks, and waits that long for an answer. */
    boolean isAnswered(String method, String path, Duration within) {
        Request request = new Request.Builder()
                .url(ari + "/ari/" + path)
                .header("Authorization", basic())
                .method(method, RequestBody.create("", null))
                .build();
        try (Response response =
                http.newBuilder().readTimeout(within).build().newCall(request).execute()) {
            return response.code() > 0;
        } catch (SocketTimeoutException silence) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Asks until the channel is no longer there: a short while after its StasisEnd it may still be. */
    void awaitGone(String channelId) {
        long deadline = System.nanoTime() + Line.PATIENCE.toNanos();
        while (ask("GET", "channels/" + channelId).status() != 404) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("channel " + channelId + " is still there");
            }
        }
    }

    /** What is not JSON. */
    ByteString file(String path) {
        Request request = new Request.Builder()
                .url(ari + "/ari/" + path)
                .header("Authorization", basic())
                .build();
        try (Response response = http.newCall(request).execute()) {
            if (response.code() != 200) {
                throw new AssertionError(path + " is answered with " + response.code());
            }
            return response.body().byteString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Asks without a password but what is in the address. */
    static int status(Line line, String path) {
        Request request =
                new Request.Builder().url(line.ariUri() + "/ari/" + path).build();
        try (Response response = new OkHttpClient().newCall(request).execute()) {
            return response.code();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static int statusWithoutPassword(Line line) throws IOException {
        Request request =
                new Request.Builder().url(line.ariUri() + "/ari/asterisk/ping").build();
        try (Response response = new OkHttpClient().newCall(request).execute()) {
            return response.code();
        }
    }

    void send(String text) {
        boolean unused = socket.send(text);
    }

    /** The first event of this type for which it holds, past or to come. */
    JsonNode await(String type, Predicate<JsonNode> condition) {
        long deadline = System.nanoTime() + Line.PATIENCE.toNanos();
        synchronized (seen) {
            while (true) {
                for (JsonNode event : seen) {
                    if (event.path("type").asText().equals(type) && condition.test(event)) {
                        return event;
                    }
                }
                long left = deadline - System.nanoTime();
                if (left <= 0) {
                    throw new AssertionError("no " + type + " came; there were " + seen);
                }
                try {
                    seen.wait(1 + TimeUnit.NANOSECONDS.toMillis(left));
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
        }
    }

    JsonNode await(String type, String channelId) {
        return await(type, event -> isOf(event, channelId));
    }

    private static boolean isOf(JsonNode event, String channelId) {
        return event.path("channel").path("id").asText().equals(channelId)
                || event.path("peer").path("id").asText().equals(channelId);
    }

    /** The types of the events of a channel so far, variables left out; a Dial with its status. */
    List<String> typesOf(String channelId) {
        synchronized (seen) {
            return seen.stream()
                    .filter(event -> isOf(event, channelId))
                    .map(event -> event.path("type").asText()
                            + (event.has("dialstatus")
                                    ? ":" + event.path("dialstatus").asText()
                                    : ""))
                    .filter(type -> !type.equals("ChannelVarset"))
                    .toList();
        }
    }

    /** Waits until the event connection breaks. */
    void awaitBroken() {
        ended.orTimeout(Line.PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    }

    List<JsonNode> events() {
        synchronized (seen) {
            return List.copyOf(seen);
        }
    }

    void forget() {
        synchronized (seen) {
            seen.clear();
        }
    }

    @Override
    public void close() {
        socket.cancel();
        http.connectionPool().evictAll();
        http.dispatcher().executorService().shutdown();
    }

    private final class Reader extends WebSocketListener {
        final CompletableFuture<Void> open = new CompletableFuture<>();

        @Override
        public void onOpen(WebSocket webSocket, Response response) {
            open.complete(null);
        }

        @Override
        public void onFailure(WebSocket webSocket, Throwable t, @Nullable Response response) {
            open.completeExceptionally(t);
            ended.complete(null);
        }

        @Override
        public void onMessage(WebSocket webSocket, String text) {
            try {
                JsonNode event = MAPPER.readTree(text);
                synchronized (seen) {
                    seen.add(event);
                    seen.notifyAll();
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
