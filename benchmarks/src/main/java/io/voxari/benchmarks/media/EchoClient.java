package io.voxari.benchmarks.media;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.function.LongConsumer;

/** One Asterisk media channel: frames of 160 bytes that carry the time they were due. Only the load thread. */
final class EchoClient {
    private static final int PAYLOAD_BYTES = 160;
    private static final int MASK = 0x5A17C3E8;
    private static final String REQUEST = String.join(
            "\r\n",
            "GET /media HTTP/1.1",
            "Host: 127.0.0.1",
            "Upgrade: websocket",
            "Connection: Upgrade",
            "Sec-WebSocket-Version: 13",
            "Sec-WebSocket-Protocol: media",
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
            "",
            "");

    private final SocketChannel channel;
    private final ByteBuffer out = ByteBuffer.allocateDirect(PAYLOAD_BYTES + 8);
    private final ByteBuffer in = ByteBuffer.allocateDirect(4_096);

    EchoClient(int port, int number) throws IOException {
        channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.write(ByteBuffer.wrap(REQUEST.getBytes(StandardCharsets.US_ASCII)));
        StringBuilder head = new StringBuilder();
        ByteBuffer one = ByteBuffer.allocate(1);
        while (head.indexOf("\r\n\r\n") < 0) {
            if (channel.read(one.clear()) < 0) {
                throw new IOException("refused: " + head);
            }
            head.append((char) one.get(0));
        }
        byte[] start = ("{\"event\":\"MEDIA_START\",\"connection_id\":\"load\",\"channel\":\"WebSocket/load/0x" + number
                        + "\",\"channel_id\":\"load-" + number
                        + "\",\"format\":\"ulaw\",\"optimal_frame_size\":160,\"ptime\":20}")
                .getBytes(StandardCharsets.US_ASCII);
        ByteBuffer frame = ByteBuffer.allocate(start.length + 8);
        header(frame, 0x81, start.length);
        for (int i = 0; i < start.length; i++) {
            frame.put((byte) (start[i] ^ MASK >>> (24 - 8 * (i % 4))));
        }
        channel.write(frame.flip());
        channel.configureBlocking(false);
    }

    SocketChannel channel() {
        return channel;
    }

    private static void header(ByteBuffer frame, int first, int length) {
        frame.put((byte) first);
        if (length > 125) {
            frame.put((byte) (0x80 | 126)).putShort((short) length);
        } else {
            frame.put((byte) (0x80 | length));
        }
        frame.putInt(MASK);
    }

    /** The delay counts from when the frame was due: what this process is late counts against every server alike. */
    void send(long dueNanos) throws IOException {
        out.clear();
        header(out, 0x82, PAYLOAD_BYTES);
        long mask = (long) MASK << 32 | MASK & 0xFFFF_FFFFL;
        out.putLong(dueNanos ^ mask).position(PAYLOAD_BYTES + 8).flip();
        channel.write(out);
        if (out.hasRemaining()) {
            throw new IOException("the server does not read");
        }
    }

    /** Reads what is there and gives the delay of each frame in nanoseconds. */
    void read(LongConsumer delays) throws IOException {
        if (channel.read(in) < 0) {
            throw new IOException("the server closed the connection");
        }
        long now = System.nanoTime();
        in.flip();
        while (in.remaining() >= 4) {
            int at = in.position();
            int length = in.get(at + 1) & 0x7F;
            int header = length == 126 ? 4 : 2;
            length = length == 126 ? in.getShort(at + 2) & 0xFFFF : length;
            if (in.remaining() < header + length) {
                break;
            }
            if ((in.get(at) & 0xF) == 2) {
                for (int frame = 0; frame < length; frame += PAYLOAD_BYTES) {
                    delays.accept(now - in.getLong(at + header + frame));
                }
            }
            in.position(at + header + length);
        }
        in.compact();
    }
}
