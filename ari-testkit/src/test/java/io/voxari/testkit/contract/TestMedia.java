package io.voxari.testkit.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import javax.net.ServerSocketFactory;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.Headers;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/** The application's media server, which does nothing but what a test has it do. */
final class TestMedia extends Dispatcher {
    private final MockWebServer server = new MockWebServer();
    /** Guarded by itself; in the order in which they were accepted. */
    private final List<Socket> sockets = new ArrayList<>();
    /** Guarded by itself. */
    private final List<Peer> peers = new ArrayList<>();

    TestMedia() {
        server.setDispatcher(this);
        server.setServerSocketFactory(new RememberingFactory());
        try {
            server.start(InetAddress.getLoopbackAddress(), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    URI uri() {
        return URI.create("ws://127.0.0.1:" + server.getPort() + "/media");
    }

    @Override
    public MockResponse dispatch(RecordedRequest request) {
        Socket socket;
        synchronized (sockets) {
            socket = sockets.get(request.getConnectionIndex());
        }
        Peer peer = new Peer(request, socket);
        synchronized (peers) {
            peers.add(peer);
        }
        return new MockResponse.Builder()
                .webSocketUpgrade(peer)
                .addHeader("Sec-WebSocket-Protocol", "media")
                .build();
    }

    /** The connection of a media channel. */
    Peer of(String channelId) {
        return awaitValue(
                peers,
                () -> peers.stream()
                        .filter(peer -> peer.texts().stream()
                                .anyMatch(text -> text.contains("MEDIA_START") && text.contains(channelId)))
                        .findFirst()
                        .orElse(null));
    }

    @Override
    public void close() {
        server.close();
    }

    private static <T> T awaitValue(Object lock, Supplier<@Nullable T> condition) {
        long deadline = System.nanoTime() + Line.PATIENCE.toNanos();
        synchronized (lock) {
            while (true) {
                T value = condition.get();
                if (value != null) {
                    return value;
                }
                if (System.nanoTime() - deadline > 0) {
                    throw new AssertionError("it did not come");
                }
                try {
                    lock.wait(5);
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
        }
    }

    private final class RememberingFactory extends ServerSocketFactory {
        @Override
        public ServerSocket createServerSocket() throws IOException {
            return new ServerSocket() {
                @Override
                public Socket accept() throws IOException {
                    Socket accepted = super.accept();
                    synchronized (sockets) {
                        sockets.add(accepted);
                    }
                    return accepted;
                }
            };
        }

        @Override
        public ServerSocket createServerSocket(int port) {
            throw new UnsupportedOperationException();
        }

        @Override
        public ServerSocket createServerSocket(int port, int backlog) {
            throw new UnsupportedOperationException();
        }

        @Override
        public ServerSocket createServerSocket(int port, int backlog, InetAddress address) {
            throw new UnsupportedOperationException();
        }
    }

    /** One connection. */
    static final class Peer extends WebSocketListener {
        private static final ObjectMapper MAPPER = new ObjectMapper();

        final String target;
        final Headers headers;
        private final Runnable drop;
        /** Guarded by this. */
        private final List<String> texts = new ArrayList<>();
        /** Guarded by this. */
        private final ByteArrayOutputStream audio = new ByteArrayOutputStream();
        /** Guarded by this. */
        private @Nullable WebSocket socket;
        /** Guarded by this. */
        private int closeCode;

        Peer(Runnable drop) {
            this.drop = drop;
            target = "";
            headers = Headers.of();
        }

        Peer(RecordedRequest request, Socket connection) {
            this.drop = () -> {
                try {
                    connection.close();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            };
            target = request.getTarget();
            headers = request.getHeaders();
        }

        @Override
        public synchronized void onOpen(WebSocket webSocket, Response response) {
            socket = webSocket;
        }

        @Override
        public synchronized void onMessage(WebSocket webSocket, String text) {
            texts.add(text);
            notifyAll();
        }

        @Override
        public synchronized void onMessage(WebSocket webSocket, ByteString bytes) {
            audio.writeBytes(bytes.toByteArray());
        }

        @Override
        public synchronized void onClosing(WebSocket webSocket, int code, String reason) {
            closeCode = code;
            webSocket.close(1000, null);
            notifyAll();
        }

        @Override
        public synchronized void onFailure(WebSocket webSocket, Throwable t, @Nullable Response response) {
            closeCode = closeCode == 0 ? -1 : closeCode;
            notifyAll();
        }

        synchronized List<String> texts() {
            return List.copyOf(texts);
        }

        synchronized byte[] audio() {
            return audio.toByteArray();
        }

        /** The server says that a connection is open when messages may have come already. */
        WebSocket socket() {
            return awaitValue(this, () -> socket);
        }

        /** Ends the connection without a word. */
        void drop() {
            drop.run();
        }

        int awaitClose() {
            return awaitValue(this, () -> closeCode == 0 ? null : closeCode);
        }

        void text(String text) {
            boolean unused = socket().send(text);
        }

        void command(String name) {
            text("{\"command\":\"" + name + "\"}");
        }

        void mark(String id) {
            text("{\"command\":\"MARK_MEDIA\",\"correlation_id\":\"" + id + "\"}");
        }

        void play(byte[] message) {
            boolean unused = socket().send(ByteString.of(message));
        }

        /** The first text from this position for which it holds; its position. */
        int awaitAt(int from, Predicate<String> condition) {
            return awaitValue(this, () -> {
                for (int i = from; i < texts.size(); i++) {
                    if (condition.test(texts.get(i))) {
                        return i;
                    }
                }
                return null;
            });
        }

        int await(String part) {
            return awaitAt(0, text -> text.contains(part));
        }

        JsonNode json(int position) {
            try {
                return MAPPER.readTree(texts().get(position));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Asks for the status, and waits for it: what was sent before it has been taken. */
        JsonNode status() {
            int from = texts().size();
            command("GET_STATUS");
            return json(awaitAt(from, text -> text.contains("\"STATUS\"")));
        }
    }
}
