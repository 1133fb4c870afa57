package io.voxari.ari;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A TCP connection to somewhere that can be cut, or die without a sign. Thread-safe. */
final class Cable implements AutoCloseable {
    private final int target;
    private final ServerSocket listening;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private volatile boolean silent;

    Cable(int target) throws IOException {
        this.target = target;
        this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start(this::accept);
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + listening.getLocalPort());
    }

    /** Resets all connections; new ones are carried. */
    void cut() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    /** From now on nothing gets through, and nobody is told. */
    void silence() {
        silent = true;
    }

    void mend() throws IOException {
        cut();
        silent = false;
    }

    private void accept() {
        try {
            while (true) {
                Socket here = listening.accept();
                here.setSoLinger(true, 0); // Closed, it says so with a reset.
                connect(here);
            }
        } catch (IOException closed) {
            silent = true;
        }
    }

    private void connect(Socket here) throws IOException {
        try {
            Socket there = new Socket(InetAddress.getLoopbackAddress(), target);
            there.setSoLinger(true, 0);
            sockets.addAll(List.of(here, there));
            start(() -> carry(here, there));
            start(() -> carry(there, here));
        } catch (IOException nobodyThere) {
            here.close();
        }
    }

    private void carry(Socket from, Socket to) {
        byte[] buffer = new byte[8192];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                if (!silent) {
                    out.write(buffer, 0, read);
                }
            }
        } catch (IOException cut) {
            sockets.removeAll(List.of(from, to));
        }
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task, "cable");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        listening.close();
        cut();
    }
}
