package io.voxari.benchmarks.ari;

import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * A server in a process of its own that speaks as much ARI as the comparison needs, and fast, so that it is not what is
 * measured: one channel that can be asked for over HTTP and over the event WebSocket, and bursts of events. Prints its
 * port; ends when its input does.
 */
final class StandIn {
    private StandIn() {}

    public static void main(String[] args) throws IOException {
        try (ServerSocket server = new ServerSocket(0, 100, InetAddress.getLoopbackAddress())) {
            new PrintStream(System.out, true, StandardCharsets.UTF_8).println(Contest.ANSWER + server.getLocalPort());
            Thread accepting = new Thread(() -> accept(server), "accept");
            accepting.setDaemon(true);
            accepting.start();
            while (System.in.read() >= 0) {
                // Nothing is said here; the end of it is the end.
            }
        }
    }

    private static void accept(ServerSocket server) {
        try {
            while (true) {
                Socket socket = server.accept();
                socket.setTcpNoDelay(true);
                Thread serving = new Thread(() -> serve(socket), "serve");
                serving.setDaemon(true);
                serving.start();
            }
        } catch (IOException closed) {
            // The end.
        }
    }

    private static void serve(Socket socket) {
        try (socket) {
            new StandInConnection(socket).serve();
        } catch (IOException gone) {
            // The client left; another one comes.
        }
    }
}
