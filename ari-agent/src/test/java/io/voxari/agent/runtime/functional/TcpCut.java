package io.voxari.agent.runtime.functional;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A line between two TCP parties that a test can cut. */
final class TcpCut implements AutoCloseable {
    private final ServerSocket server;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final AtomicInteger connections = new AtomicInteger();
    private volatile boolean cut;
    private volatile int target;

    TcpCut() {
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** {@return where the line to that address begins} */
    URI to(URI address) {
        target = address.getPort();
        daemon(() -> {
            while (true) {
                connect(server.accept());
            }
        });
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    private void connect(Socket near) throws IOException {
        sockets.add(near);
        connections.incrementAndGet();
        if (cut) {
            near.close();
            return;
        }
        Socket far = new Socket(InetAddress.getLoopbackAddress(), target);
        sockets.add(far);
        daemon(() -> pass(near, far));
        daemon(() -> pass(far, near));
    }

    private static void pass(Socket from, Socket to) throws IOException {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        }
    }

    /** {@return how many connections there were so far} */
    int connections() {
        return connections.get();
    }

    /** Ends all connections, and new ones as they come. */
    void cut() {
        cut = true;
        cutOnce();
    }

    /** Ends the connections that there are. */
    void cutOnce() {
        sockets.forEach(TcpCut::end);
        sockets.clear();
    }

    void heal() {
        cut = false;
    }

    private static void end(Socket socket) {
        try {
            socket.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void daemon(Task task) {
        Thread thread = new Thread(
                () -> {
                    try {
                        task.run();
                    } catch (IOException over) {
                        // Either side has let go, or the line was cut.
                        return;
                    }
                },
                "tcp-cut");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        cut();
        try {
            server.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private interface Task {
        void run() throws IOException;
    }
}
