package io.voxari.agent.runtime;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Answers every ARI request with success, but for those that it is told to refuse, and writes them down. */
final class AriStub implements AutoCloseable {
    final List<String> requests = new CopyOnWriteArrayList<>();
    final List<String> bodies = new CopyOnWriteArrayList<>();
    private final List<String> refused = new CopyOnWriteArrayList<>();
    private final ServerSocket server;

    AriStub() {
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        daemon(() -> {
            while (true) {
                Socket socket = server.accept();
                daemon(() -> serve(socket));
            }
        });
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    /** From now on answers requests with 500 whose path has this in it. */
    void refuse(String part) {
        refused.add(part);
    }

    private void serve(Socket socket) throws IOException {
        try (socket) {
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
            for (String request = in.readLine(); request != null; request = in.readLine()) {
                int body = 0;
                for (String line = in.readLine(); !line.isEmpty(); line = in.readLine()) {
                    if (line.toLowerCase(java.util.Locale.ROOT).startsWith("content-length:")) {
                        body = Integer.parseInt(line.substring(15).trim());
                    }
                }
                StringBuilder sent = new StringBuilder();
                for (int i = 0; i < body; i++) {
                    sent.append((char) in.read());
                }
                bodies.add(sent.toString());
                String asked = request;
                requests.add(asked);
                String status = refused.stream().anyMatch(asked::contains) ? "500 No" : "200 OK";
                socket.getOutputStream()
                        .write(("HTTP/1.1 " + status + "\r\nContent-Length: 2\r\n\r\n{}")
                                .getBytes(StandardCharsets.ISO_8859_1));
            }
        }
    }

    private static void daemon(Task task) {
        Thread thread = new Thread(
                () -> {
                    try {
                        task.run();
                    } catch (IOException closed) {
                        // The test is over, or the client has let go.
                        return;
                    }
                },
                "ari-stub");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
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
