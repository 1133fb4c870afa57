package io.voxari.media;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.voxari.testkit.SimulatedAsterisk;
import io.voxari.testkit.asterisk.RealAsterisk;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Just enough of ARI to bridge a caller and a media channel; this module does not depend on the one that has it all. */
final class TestAri implements AutoCloseable {
    private final URI ari;
    private final String app;
    private final String user;
    private final String password;
    private final String websocketClient;
    private final ObjectMapper mapper = new ObjectMapper();
    private final RawPeer events;
    private final Thread reader;
    /** Guarded by itself: all events so far. */
    private final List<JsonNode> seen = new ArrayList<>();

    TestAri(RealAsterisk asterisk) throws IOException {
        this(asterisk.ariUri(), asterisk.app(), asterisk.user(), asterisk.password(), asterisk.websocketClient());
    }

    TestAri(SimulatedAsterisk asterisk) throws IOException {
        this(asterisk.ariUri(), asterisk.app(), asterisk.user(), asterisk.password(), "voxari");
    }

    private TestAri(URI ari, String app, String user, String password, String websocketClient) throws IOException {
        this.ari = ari;
        this.app = app;
        this.user = user;
        this.password = password;
        this.websocketClient = websocketClient;
        events = new RawPeer(ari.getPort());
        events.send(RawPeer.request("/ari/events?app=" + app, "ari", authorization()));
        String head = events.readHead();
        if (!head.startsWith("HTTP/1.1 101 ")) {
            throw new IOException("no event WebSocket: " + head);
        }
        events.socket().setSoTimeout(0);
        reader = new Thread(this::readEvents, "test-ari-events");
        reader.setDaemon(true);
        reader.start();
    }

    private String authorization() {
        return RawPeer.basic(user, password);
    }

    private void readEvents() {
        try {
            while (true) {
                RawPeer.Frame frame = events.read();
                if (frame.opcode() == RawPeer.TEXT) {
                    JsonNode event = mapper.readTree(frame.text());
                    synchronized (seen) {
                        seen.add(event);
                        seen.notifyAll();
                    }
                }
            }
        } catch (IOException e) {
            // The socket is closed: the test is over.
            synchronized (seen) {
                seen.notifyAll();
            }
        }
    }

    /** The first event of this type for which it holds, past or to come. */
    JsonNode await(String type, Predicate<JsonNode> condition) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
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
                seen.wait(1 + left / 1_000_000);
            }
        }
    }

    JsonNode awaitOfChannel(String type, String channelId) throws InterruptedException {
        return await(type, event -> event.path("channel").path("id").asText().equals(channelId));
    }

    /** The channel of the call to this number. */
    String awaitCall(String number) throws InterruptedException {
        return await(
                        "StasisStart",
                        event -> event.path("channel")
                                .path("dialplan")
                                .path("exten")
                                .asText()
                                .equals(number))
                .path("channel")
                .path("id")
                .asText();
    }

    JsonNode post(String path) {
        return call("POST", path);
    }

    JsonNode externalMedia(String channelId, String format, String transportData) {
        return externalMedia(channelId, format, transportData, websocketClient);
    }

    JsonNode externalMedia(String channelId, String format, String transportData, String client) {
        return post("channels/externalMedia?app=" + app + "&channelId=" + channelId + "&external_host="
                + client + "&encapsulation=none&transport=websocket&format=" + format
                + (transportData.isEmpty()
                        ? ""
                        : "&transport_data=" + URLEncoder.encode(transportData, StandardCharsets.UTF_8)));
    }

    /** A channel that waits for us to connect; gives its connection id. */
    String waitingMedia(String channelId, String format, String transportData) {
        return post("channels/externalMedia?app=" + app + "&channelId=" + channelId
                        + "&encapsulation=none&transport=websocket&connection_type=server&format=" + format
                        + "&transport_data=" + URLEncoder.encode(transportData, StandardCharsets.UTF_8))
                .path("channelvars")
                .path("MEDIA_WEBSOCKET_CONNECTION_ID")
                .asText();
    }

    /** Takes down what may be gone already. */
    void delete(String path) {
        try {
            call("DELETE", path);
        } catch (IllegalStateException e) {
            if (!String.valueOf(e.getMessage()).contains(" gives 404")) {
                throw e;
            }
        }
    }

    JsonNode call(String method, String path) {
        try {
            URI uri = ari.resolve("/ari/" + path);
            HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
            connection.setRequestMethod(method);
            connection.setRequestProperty(
                    "Authorization",
                    "Basic "
                            + Base64.getEncoder()
                                    .encodeToString((user + ":" + password)
                                            .getBytes(StandardCharsets.UTF_8)));
            int status = connection.getResponseCode();
            InputStream body = status < 400 ? connection.getInputStream() : connection.getErrorStream();
            String text = text(body);
            if (status >= 400) {
                throw new IllegalStateException(method + " " + path + " gives " + status + ": " + text);
            }
            return mapper.readTree(text.isEmpty() ? "{}" : text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(@Nullable InputStream stream) throws IOException {
        if (stream == null) {
            return "";
        }
        try (stream) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Override
    public void close() throws IOException {
        events.close();
    }
}
