package io.voxari.testkit.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import javax.net.SocketFactory;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/** The application, which connects to a media channel that waits for it. */
final class TestMediaClient implements AutoCloseable {
    final TestMedia.Peer peer;
    private final RememberingSockets sockets;
    private final OkHttpClient http;
    private final WebSocket socket;
    private final CompletableFuture<Response> answer = new CompletableFuture<>();

    private TestMediaClient(Line line, String connectionId, String protocol) {
        sockets = new RememberingSockets();
        http = new OkHttpClient.Builder().socketFactory(sockets).build();
        peer = new TestMedia.Peer(this::drop);
        Request.Builder request =
                new Request.Builder().url("http://" + line.ariUri().getAuthority() + "/media/" + connectionId);
        if (!protocol.isEmpty()) {
            request.header("Sec-WebSocket-Protocol", protocol);
        }
        socket = http.newWebSocket(request.build(), new Forwarding());
    }

    static TestMediaClient connect(Line line, String connectionId, String protocol) {
        TestMediaClient client = new TestMediaClient(line, connectionId, protocol);
        int unused = client.answer();
        return client;
    }

    /** The status that is answered to no WebSocket. */
    static int plainStatus(Line line, String method, String connectionId) {
        OkHttpClient http = new OkHttpClient();
        Request request = new Request.Builder()
                .url("http://" + line.ariUri().getAuthority() + "/media/" + connectionId)
                .method(method, null)
                .build();
        try (Response response = http.newCall(request).execute()) {
            return response.code();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            http.connectionPool().evictAll();
        }
    }

    /** The status of the answer to the handshake. */
    int answer() {
        try {
            return answer.join().code();
        } catch (CompletionException e) {
            throw new AssertionError("no answer to the handshake", e);
        }
    }

    String header(String name) {
        return answer.join().header(name, "");
    }

    void closeNormally() {
        boolean unused = socket.close(1000, null);
    }

    /** Ends the connection without a word. */
    void drop() {
        sockets.closeAll();
    }

    @Override
    public void close() {
        boolean unused = socket.close(1000, null);
        http.dispatcher().executorService().shutdown();
        http.connectionPool().evictAll();
    }

    private final class Forwarding extends WebSocketListener {
        @Override
        public void onOpen(WebSocket webSocket, Response response) {
            peer.onOpen(webSocket, response);
            answer.complete(response);
        }

        @Override
        public void onMessage(WebSocket webSocket, String text) {
            peer.onMessage(webSocket, text);
        }

        @Override
        public void onMessage(WebSocket webSocket, ByteString bytes) {
            peer.onMessage(webSocket, bytes);
        }

        @Override
        public void onClosing(WebSocket webSocket, int code, String reason) {
            peer.onClosing(webSocket, code, reason);
        }

        @Override
        public void onFailure(WebSocket webSocket, Throwable t, @Nullable Response response) {
            if (response == null) {
                answer.completeExceptionally(t);
            } else {
                answer.complete(response);
            }
            peer.onFailure(webSocket, t, response);
        }
    }

    private static final class RememberingSockets extends SocketFactory {
        /** Guarded by itself. */
        private final List<Socket> made = new ArrayList<>();

        @Override
        public Socket createSocket() {
            Socket socket = new Socket();
            synchronized (made) {
                made.add(socket);
            }
            return socket;
        }

        void closeAll() {
            synchronized (made) {
                for (Socket socket : made) {
                    try {
                        socket.close();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                }
            }
        }

        @Override
        public Socket createSocket(String host, int port) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Socket createSocket(String host, int port, java.net.InetAddress local, int localPort) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Socket createSocket(java.net.InetAddress host, int port) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Socket createSocket(java.net.InetAddress host, int port, java.net.InetAddress local, int localPort) {
            throw new UnsupportedOperationException();
        }
    }
}
