package io.voxari.media;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;

/** Asterisk's web server, byte by byte, for one connection at a time. Blocking, with a time limit. */
final class RawAsterisk implements AutoCloseable {
    private final ServerSocket server;
    private Socket socket = new Socket();
    private DataInputStream in = new DataInputStream(java.io.InputStream.nullInputStream());

    RawAsterisk() throws IOException {
        this(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
    }

    RawAsterisk(ServerSocket server) throws IOException {
        this.server = server;
        server.setSoTimeout(5_000);
    }

    URI uri() {
        return URI.create("ws://127.0.0.1:" + server.getLocalPort());
    }

    /** Takes the next connection and gives the head of its request. */
    String accept() throws IOException {
        socket = server.accept();
        socket.setSoTimeout(5_000);
        socket.setTcpNoDelay(true);
        in = new DataInputStream(socket.getInputStream());
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.readUnsignedByte());
        }
        return head.toString();
    }

    /** Takes the next connection and upgrades it; gives its request. */
    String upgrade() throws IOException {
        String request = accept();
        send(answer(request));
        return request;
    }

    static String answer(String request) {
        return "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: "
                + accept(header(request, "Sec-WebSocket-Key")) + "\r\nSec-WebSocket-Protocol: media\r\n\r\n";
    }

    static String header(String head, String name) {
        for (String line : head.split("\r\n", -1)) {
            if (line.startsWith(name + ": ")) {
                return line.substring(name.length() + 2);
            }
        }
        return "";
    }

    private static String accept(String key) {
        try {
            byte[] text = (key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes(StandardCharsets.US_ASCII);
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-1").digest(text));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    void send(String ascii) throws IOException {
        bytes(ascii.getBytes(StandardCharsets.US_ASCII));
    }

    void bytes(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    void text(String message) throws IOException {
        frame(0x80 | RawPeer.TEXT, message.getBytes(StandardCharsets.UTF_8));
    }

    /** An unmasked frame. */
    void frame(int first, byte[] payload) throws IOException {
        byte[] header = payload.length <= 125
                ? new byte[] {(byte) first, (byte) payload.length}
                : new byte[] {(byte) first, 126, (byte) (payload.length >> 8), (byte) payload.length};
        byte[] all = java.util.Arrays.copyOf(header, header.length + payload.length);
        System.arraycopy(payload, 0, all, header.length, payload.length);
        bytes(all);
    }

    /** The next frame; a masked one, as a client must send it. */
    RawPeer.Frame read() throws IOException {
        int first = in.readUnsignedByte();
        int second = in.readUnsignedByte();
        if ((second & 0x80) == 0) {
            throw new IOException("a client's frame is not masked");
        }
        int length = second & 0x7F;
        length = length == 126 ? in.readUnsignedShort() : length;
        byte[] mask = in.readNBytes(4);
        byte[] payload = in.readNBytes(length);
        for (int i = 0; i < length; i++) {
            payload[i] ^= mask[i % 4];
        }
        return new RawPeer.Frame(first & 0x0F, (first & 0x80) != 0, payload);
    }

    /** Whether the stream ended; reads and drops what is before the end. */
    boolean ended() {
        try {
            while (in.read() >= 0) {
                // Drop it.
            }
            return true;
        } catch (IOException e) {
            return e instanceof java.net.SocketException;
        }
    }

    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
        server.close();
    }
}
