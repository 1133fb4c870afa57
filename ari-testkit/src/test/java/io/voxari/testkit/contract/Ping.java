package io.voxari.testkit.contract;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Pings over a WebSocket of its own, which the clients of the other tests do not let one do. */
final class Ping {
    private static final String HANDSHAKE = """
            GET %s HTTP/1.1
            Host: asterisk
            Upgrade: websocket
            Connection: Upgrade
            Sec-WebSocket-Version: 13
            Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==

            """;
    private static final int PING = 0x89;
    private static final int PONG = 0x8A;
    private static final int MASKED = 0x80;
    private static final int LONG = 126;

    private Ping() {}

    /** {@return what came back} */
    static String over(URI asterisk, String path, String payload) {
        try (Socket socket = new Socket(InetAddress.getByName(asterisk.getHost()), asterisk.getPort())) {
            socket.setSoTimeout((int) Line.PATIENCE.toMillis());
            socket.getOutputStream().write(bytes(HANDSHAKE.formatted(path).replace("\n", "\r\n")));
            DataInputStream in = new DataInputStream(socket.getInputStream());
            readHeaders(in);
            // With a mask of zeros the payload is as it is.
            byte[] frame = new byte[6 + payload.length()];
            frame[0] = (byte) PING;
            frame[1] = (byte) (MASKED | payload.length());
            System.arraycopy(bytes(payload), 0, frame, 6, payload.length());
            socket.getOutputStream().write(frame);
            return pong(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static void readHeaders(DataInputStream in) throws IOException {
        StringBuilder headers = new StringBuilder();
        while (headers.indexOf("\r\n\r\n") < 0) {
            headers.append((char) in.readUnsignedByte());
        }
    }

    private static String pong(DataInputStream in) throws IOException {
        while (true) {
            int opcode = in.readUnsignedByte();
            int length = in.readUnsignedByte();
            byte[] payload = in.readNBytes(length == LONG ? in.readUnsignedShort() : length);
            if (opcode == PONG) {
                return new String(payload, StandardCharsets.US_ASCII);
            }
        }
    }
}
