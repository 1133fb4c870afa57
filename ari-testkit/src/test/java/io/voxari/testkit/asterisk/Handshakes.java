package io.voxari.testkit.asterisk;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Accepts WebSocket handshakes and remembers their requests. On a thread of its own: Asterisk's dialling thread holds the
 * channel's lock until it has its answer, and the ARI request that made the channel may wait for that lock.
 */
final class Handshakes implements AutoCloseable {
    private final ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    private final LinkedBlockingQueue<String> requests = new LinkedBlockingQueue<>();
    private final Queue<Socket> open = new ConcurrentLinkedQueue<>();

    Handshakes() throws IOException {
        Thread thread = new Thread(this::accept, "voxari-handshakes");
        thread.setDaemon(true);
        thread.start();
    }

    URI uri(String path) {
        return URI.create("ws://127.0.0.1:" + server.getLocalPort() + path);
    }

    /** {@return the next request, once it comes} */
    String next() throws InterruptedException {
        String request = requests.poll(10, TimeUnit.SECONDS);
        if (request == null) {
            throw new AssertionError("nobody dialled " + server);
        }
        return request;
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                open.add(socket);
                StringBuilder request = new StringBuilder();
                InputStream in = socket.getInputStream();
                while (request.indexOf("\r\n\r\n") < 0) {
                    int next = in.read();
                    if (next < 0) {
                        break;
                    }
                    request.append((char) next);
                }
                socket.getOutputStream().write(answer(request.toString()));
                requests.add(request.toString());
            } catch (IOException | GeneralSecurityException e) {
                if (!server.isClosed()) {
                    requests.add("failed: " + e);
                }
            }
        }
    }

    private static byte[] answer(String request) throws GeneralSecurityException {
        String name = "Sec-WebSocket-Key: ";
        String key = request.lines()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(name.length()))
                .findFirst()
                .orElse("");
        byte[] hash = MessageDigest.getInstance("SHA-1")
                .digest((key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes(StandardCharsets.US_ASCII));
        return String.join(
                        "\r\n",
                        "HTTP/1.1 101 Switching Protocols",
                        "Upgrade: websocket",
                        "Connection: Upgrade",
                        "Sec-WebSocket-Protocol: media",
                        "Sec-WebSocket-Accept: " + Base64.getEncoder().encodeToString(hash),
                        "",
                        "")
                .getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public void close() {
        try {
            server.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
