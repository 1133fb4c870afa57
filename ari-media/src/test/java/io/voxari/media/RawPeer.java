package io.voxari.media;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** The other end, byte by byte: says what Asterisk says, or what it never would. Blocking, with a time limit. */
final class RawPeer implements AutoCloseable {
    static final int TEXT = 1;
    static final int BINARY = 2;
    static final int CLOSE = 8;
    static final int PING = 9;
    static final int PONG = 10;

    /** One frame received. */
    static final class Frame {
        private final int opcode;
        private final boolean fin;
        private final byte[] payload;

        Frame(int opcode, boolean fin, byte[] payload) {
            this.opcode = opcode;
            this.fin = fin;
            this.payload = payload;
        }

        int opcode() {
            return opcode;
        }

        boolean fin() {
            return fin;
        }

        byte[] payload() {
            return payload;
        }

        String text() {
            return new String(payload, StandardCharsets.UTF_8);
        }

        int closeCode() {
            return ByteBuffer.wrap(payload).getShort(0) & 0xFFFF;
        }
    }

    private final Socket socket;
    private final DataInputStream in;

    RawPeer(int port) throws IOException {
        this(new Socket(InetAddress.getLoopbackAddress(), port));
    }

    RawPeer(Socket socket) throws IOException {
        this.socket = socket;
        socket.setSoTimeout(5_000);
        socket.setTcpNoDelay(true);
        in = new DataInputStream(socket.getInputStream());
    }

    /** A peer through the handshake, as Asterisk does it. */
    static RawPeer upgraded(int port) throws IOException {
        RawPeer peer = new RawPeer(port);
        peer.send(request("/media", "media", ""));
        String response = peer.readHead();
        if (!response.startsWith("HTTP/1.1 101 ")) {
            throw new IOException("not upgraded: " + response);
        }
        return peer;
    }

    /** The request that Asterisk 22 sends. */
    static String request(String path, String protocol, String extraHeaders) {
        return "GET " + path + " HTTP/1.1\r\n"
                + "Sec-WebSocket-Version: 13\r\n"
                + "Upgrade: websocket\r\n"
                + "Connection: Upgrade\r\n"
                + "Host: 127.0.0.1\r\n"
                + extraHeaders
                + (protocol.isEmpty() ? "" : "Sec-WebSocket-Protocol: " + protocol + "\r\n")
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
    }

    static String basic(String user, String password) {
        return "Authorization: Basic "
                + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8)) + "\r\n";
    }

    static String startJson(String channelId) {
        return "{\"event\":\"MEDIA_START\",\"connection_id\":\"voxari\",\"channel\":\"WebSocket/voxari/0x7f00\","
                + "\"channel_id\":\"" + channelId + "\",\"format\":\"ulaw\",\"optimal_frame_size\":160,\"ptime\":20,"
                + "\"channel_variables\":{\"MEDIA_WEBSOCKET_OPTIMAL_FRAME_SIZE\":\"160\"}}";
    }

    void send(String ascii) throws IOException {
        send(ascii.getBytes(StandardCharsets.US_ASCII));
    }

    void send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    void text(String message) throws IOException {
        frame(0x80 | TEXT, message.getBytes(StandardCharsets.UTF_8));
    }

    void binary(byte[] payload) throws IOException {
        frame(0x80 | BINARY, payload);
    }

    /** A masked frame with this first byte. */
    void frame(int first, byte[] payload) throws IOException {
        send(encode(first, payload));
    }

    static byte[] encode(int first, byte[] payload) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(first);
        if (payload.length <= 125) {
            out.write(0x80 | payload.length);
        } else if (payload.length <= 65_535) {
            out.write(0x80 | 126);
            out.write(payload.length >> 8);
            out.write(payload.length);
        } else {
            out.write(0x80 | 127);
            for (int shift = 56; shift >= 0; shift -= 8) {
                out.write((int) ((long) payload.length >> shift));
            }
        }
        byte[] mask = {0x12, 0x34, 0x56, 0x78};
        out.writeBytes(mask);
        for (int i = 0; i < payload.length; i++) {
            out.write(payload[i] ^ mask[i % 4]);
        }
        return out.toByteArray();
    }

    /** The head of an HTTP answer. */
    String readHead() throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException("end after: " + head);
            }
            head.append((char) next);
        }
        return head.toString();
    }

    /** The next frame; an unmasked one, as a server must send it. */
    Frame read() throws IOException {
        int first = in.readUnsignedByte();
        int second = in.readUnsignedByte();
        if ((second & 0x80) != 0) {
            throw new IOException("a server's frame is masked");
        }
        int length = second == 126 ? in.readUnsignedShort() : second == 127 ? (int) in.readLong() : second;
        byte[] payload = in.readNBytes(length);
        return new Frame(first & 0x0F, (first & 0x80) != 0, payload);
    }

    /** Whether the stream ended; reads and drops what is before the end. */
    boolean ended() throws IOException {
        try {
            while (in.read() >= 0) {
                // Drop it.
            }
            return true;
        } catch (java.net.SocketException e) {
            return true;
        }
    }

    /** Ends the stream in form. */
    void hangUp() throws IOException {
        socket.shutdownOutput();
    }

    /** Ends with a reset instead of an end of stream. */
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    Socket socket() {
        return socket;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
