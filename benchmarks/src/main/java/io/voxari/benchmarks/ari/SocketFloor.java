package io.voxari.benchmarks.ari;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.function.BiConsumer;

/**
 * No contestant, but what none can be below: the same bytes written to a blocking socket, and its answer awaited; and events
 * of which only the lengths are looked at.
 */
final class SocketFloor implements Contestant {
    private static final byte[] REQUEST = String.join(
                    "\r\n",
                    "GET /ari/channels/1712345678.12 HTTP/1.1",
                    "Authorization: Basic YmVuY2g6c2VjcmV0",
                    "Host: 127.0.0.1",
                    "Connection: Keep-Alive",
                    "Accept-Encoding: gzip",
                    "User-Agent: floor",
                    "",
                    "")
            .getBytes(StandardCharsets.US_ASCII);

    private static final String UPGRADE = String.join(
            "\r\n",
            "GET /ari/events?app=%s HTTP/1.1",
            "Upgrade: websocket",
            "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==",
            "",
            "");

    private final byte[] answer = new byte[4096];
    private Socket socket;
    private Socket events;

    @Override
    public void connect(int port, String application, BiConsumer<String, String> onEvent, Runnable onFirst)
            throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        events = new Socket(InetAddress.getLoopbackAddress(), port);
        events.getOutputStream().write(UPGRADE.formatted(application).getBytes(StandardCharsets.US_ASCII));
        DataInputStream in = new DataInputStream(new BufferedInputStream(events.getInputStream(), 1 << 16));
        Thread reading = new Thread(() -> read(in, onEvent, onFirst), "read");
        reading.setDaemon(true);
        reading.start();
    }

    private static void read(DataInputStream in, BiConsumer<String, String> onEvent, Runnable onFirst) {
        try {
            for (int last = 0; last != '\r'; ) { // An empty line ends the handshake.
                last = in.readUnsignedByte();
                while (in.readUnsignedByte() != '\n') {
                    // The rest of the line.
                }
            }
            onFirst.run();
            while (in.read() >= 0) {
                int length = in.readUnsignedByte();
                in.skipNBytes(length == 126 ? in.readUnsignedShort() : length);
                onEvent.accept("", "");
            }
        } catch (IOException closed) {
            // The end.
        }
    }

    /** The stand-in writes an answer at once, so that one read has it. */
    @Override
    public String channelName() throws IOException {
        socket.getOutputStream().write(REQUEST);
        InputStream in = socket.getInputStream();
        int read = in.read(answer);
        if (read < 0) {
            throw new EOFException();
        }
        return new String(answer, 0, read, StandardCharsets.ISO_8859_1);
    }

    @Override
    public Object decode(String json) {
        throw new UnsupportedOperationException("It knows no events");
    }

    @Override
    public void close() throws IOException {
        socket.close();
        events.close();
    }
}
