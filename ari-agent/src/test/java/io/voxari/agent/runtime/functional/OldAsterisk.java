package io.voxari.agent.runtime.functional;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Stands before a real Asterisk, and makes it say that it is another version; all else passes unchanged, both ways. */
final class OldAsterisk implements AutoCloseable {
    private final ServerSocket server;
    private final URI target;
    private final String real;
    private final String said;

    /**
     * @param real what the real one says
     * @param said what is said instead; as long, so that no length changes
     */
    OldAsterisk(URI target, String real, String said) {
        if (real.length() != said.length()) {
            throw new IllegalArgumentException(said + " is not as long as " + real);
        }
        this.target = target;
        this.real = real;
        this.said = said;
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        daemon(() -> {
            while (true) {
                Socket here = server.accept();
                Socket there = new Socket(target.getHost(), target.getPort());
                daemon(() -> pass(here, there, false));
                daemon(() -> pass(there, here, true));
            }
        });
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    private void pass(Socket from, Socket to, boolean changing) throws IOException {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] bytes = new byte[65_536];
            for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
                String text = new String(bytes, 0, read, StandardCharsets.ISO_8859_1);
                out.write((changing ? text.replace(real, said) : text).getBytes(StandardCharsets.ISO_8859_1));
            }
        }
    }

    private static void daemon(Task task) {
        Thread thread = new Thread(
                () -> {
                    try {
                        task.run();
                    } catch (IOException closed) {
                        // One side has let go, or the test is over.
                        return;
                    }
                },
                "old-asterisk");
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

    @Override
    public String toString() {
        return "OldAsterisk[" + said + " before " + target + "]";
    }

    private interface Task {
        void run() throws IOException;
    }
}
