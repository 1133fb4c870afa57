package io.voxari.testkit.contract;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;

/** A line between TCP parties that can be slow, or fail without a sign: what is sent is taken, and does not arrive. */
final class FailingLine implements AutoCloseable {
    private final ServerSocket server;
    private final int target;
    private final List<Connection> connections = new CopyOnWriteArrayList<>();

    private static final class Connection {
        private final List<Socket> ends = new ArrayList<>();
        private volatile boolean dead;
        private volatile boolean isWebSocket;
        private volatile long delayNanos;

        private void pass(Socket from, Socket to) {
            byte[] buffer = new byte[8_192];
            try (from;
                    to) {
                InputStream in = from.getInputStream();
                for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                    String said = new String(buffer, 0, count, StandardCharsets.ISO_8859_1);
                    isWebSocket |= said.contains("Upgrade: websocket");
                    linger();
                    if (!dead) {
                        to.getOutputStream().write(buffer, 0, count);
                    }
                }
            } catch (IOException over) {
                // Either side has let go.
                return;
            }
        }

        private void linger() {
            long due = System.nanoTime() + delayNanos;
            for (long left = delayNanos; left > 0; left = due - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
        }
    }

    private FailingLine(int target) {
        this.target = target;
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static FailingLine to(URI address) {
        FailingLine line = new FailingLine(address.getPort());
        line.daemon(line::accept);
        return line;
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    /** The connections that there are. */
    void fail() {
        connections.forEach(connection -> connection.dead = true);
    }

    /** What is said from now on on the WebSockets that there are comes later. */
    void delayWebSockets(Duration time) {
        connections.stream()
                .filter(connection -> connection.isWebSocket)
                .forEach(connection -> connection.delayNanos = time.toNanos());
    }

    private void accept() {
        try {
            while (true) {
                connect(server.accept());
            }
        } catch (IOException closed) {
            // The test is over.
            return;
        }
    }

    private void connect(Socket near) throws IOException {
        try {
            Socket far = new Socket(InetAddress.getLoopbackAddress(), target);
            Connection connection = new Connection();
            connection.ends.addAll(List.of(near, far));
            connections.add(connection);
            daemon(() -> connection.pass(near, far));
            daemon(() -> connection.pass(far, near));
        } catch (IOException refused) {
            near.close();
        }
    }

    private void daemon(Runnable task) {
        Thread thread = new Thread(task, "voxari-failing-line-" + target);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            server.close();
            for (Connection connection : connections) {
                for (Socket end : connection.ends) {
                    end.close();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
