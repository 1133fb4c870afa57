package io.voxari.ari;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What comes byte by byte from one that got as far as the handshake, while another is served. */
class AriServerHostileTest {
    private final Recorder recorder = new Recorder();
    private AriServer server;
    private AriClient ari;
    private Socket good;

    /** Whether the first had to come again. */
    private boolean isBack;

    @BeforeEach
    void connect() throws Exception {
        server = AriServer.builder().handshakeWithin(Duration.ofMinutes(1)).build();
        ari = AriClient.builder()
                .server(server, "/pbx1")
                .application("app")
                .pingInterval(Duration.ofSeconds(60))
                .listener(recorder)
                .build();
        server.start();
        CompletableFuture<ConnectionState> open = ari.connectAsync();
        good = upgraded(server);
        send(good, text(0x81, event("ApplicationRegistered")));
        open.get(10, TimeUnit.SECONDS);
    }

    /** Whoever else came: the first is still served, and was never disturbed. */
    @AfterEach
    void othersAreUndisturbed() throws Exception {
        try (Socket first = good;
                AriClient client = ari;
                AriServer listening = server) {
            assertThat(listening.statistics().connections()).isPositive();
            send(first, text(0x81, event("StillServed")));
            await().until(() -> recorder.types().contains("StillServed"));
            assertThat(client.state().gap() != null).isEqualTo(isBack);
        }
    }

    private static Socket upgraded(AriServer by) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(8_192);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), by.port()));
        socket.setSoTimeout(10_000);
        String request = String.join(
                "\r\n",
                "GET /pbx1 HTTP/1.1",
                "Host: x",
                "Upgrade: websocket",
                "Connection: Upgrade",
                "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==",
                "Sec-WebSocket-Version: 13",
                "Sec-WebSocket-Protocol: ari",
                "",
                "");
        send(socket, request.getBytes(StandardCharsets.US_ASCII));
        BufferedReader in =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
        assertThat(in.readLine()).startsWith("HTTP/1.1 101 ");
        for (String line = in.readLine(); line != null && !line.isEmpty(); ) {
            line = in.readLine();
        }
        return socket;
    }

    private static String event(String type) {
        return "{\"type\":\"" + type + "\",\"application\":\"app\",\"asterisk_id\":\"a1\"}";
    }

    /** As a client sends it, masked with zeros. */
    private static byte[] text(int first, String payload) {
        byte[] utf8 = payload.getBytes(StandardCharsets.UTF_8);
        ByteBuffer frame = ByteBuffer.allocate(14 + utf8.length).put((byte) first);
        if (utf8.length < 126) {
            frame.put((byte) (0x80 | utf8.length));
        } else if (utf8.length < 1 << 16) {
            frame.put((byte) 0xFE).putShort((short) utf8.length);
        } else {
            frame.put((byte) 0xFF).putLong(utf8.length);
        }
        frame.putInt(0).put(utf8).flip();
        byte[] bytes = new byte[frame.remaining()];
        frame.get(bytes);
        return bytes;
    }

    private static void send(Socket socket, byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    /** The code of the CLOSE frame that comes, which must be the first that does; read to its end. */
    private static int closeCode(Socket socket) throws IOException {
        DataInputStream in = new DataInputStream(socket.getInputStream());
        assertThat(in.readUnsignedByte()).as("a CLOSE frame").isEqualTo(0x88);
        int length = in.readUnsignedByte();
        assertThat(length).isGreaterThanOrEqualTo(2);
        int code = in.readUnsignedShort();
        in.skipNBytes(length - 2L);
        return code;
    }

    /** A first message, as bytes from the wire, and the code that it is closed with. */
    private record Wrong(String what, String hex, int code) {}

    private static final List<Wrong> WRONG = List.of(
            new Wrong("a reserved kind of frame", "838000000000", 1002),
            new Wrong("a reserved bit", "C18000000000", 1002),
            new Wrong("a long ping", "89FE00C800000000", 1002),
            new Wrong("a ping in parts", "098000000000", 1002),
            new Wrong("a continuation of nothing", "808000000000", 1002),
            new Wrong("a message inside of another", "018100000000788181000000007B", 1002),
            new Wrong("no UTF-8", "818200000000FFFE", 1007),
            new Wrong("no UTF-8, in parts", "018100000000C380810000000028", 1007),
            new Wrong("no mask", "81027B7D", 1002),
            new Wrong("no mask after one that has", "8A80000000008100", 1002),
            new Wrong("more than one that nobody knows may say", "81FF000000000004000100000000", 1009),
            new Wrong("more than is held", "81FF000000000200000000000000", 1009),
            new Wrong("more than there is", "81FF7FFFFFFFFFFFFFFF00000000", 1009),
            new Wrong("a message of nobody", "8182000000007B7D", 1002),
            new Wrong("no JSON", "81820000000021213F", 1002));

    @Test
    void whatIsWrongIsClosedWithACodeAndCounted() throws Exception {
        for (Wrong wrong : WRONG) {
            long before = server.statistics().refused();
            try (Socket hostile = upgraded(server)) {
                send(hostile, HexFormat.of().parseHex(wrong.hex));
                assertThat(closeCode(hostile)).as(wrong.what).isEqualTo(wrong.code);
                assertThat(hostile.getInputStream().read())
                        .as("the end, not a reset: %s", wrong.what)
                        .isEqualTo(-1);
            }
            await().untilAsserted(() ->
                    assertThat(server.statistics().connections()).as(wrong.what).isEqualTo(1));
            assertThat(server.statistics().refused()).as(wrong.what).isEqualTo(before + 1);
        }
    }

    @Test
    void firstMessageMayBeAsLongAsAnEventIs() throws Exception {
        String other = event("Large").replace("app\"", "other\",\"more\":\"" + "x".repeat(260_000) + "\"");
        try (Socket stranger = upgraded(server)) {
            send(stranger, text(0x81, other));
            assertThat(closeCode(stranger)).as("read, and not served").isEqualTo(1008);
        }
        await().until(() -> server.statistics().refused() == 1);
    }

    @Test
    void firstMessageInPartsWithoutEndIsClosedBeforeItFillsTheMemory() throws Exception {
        try (Socket hostile = upgraded(server)) {
            send(hostile, text(0x01, "{"));
            for (int parts = 0; parts < 3; parts++) {
                send(hostile, text(0x00, "x".repeat(100_000)));
            }
            assertThat(closeCode(hostile)).isEqualTo(1009);
        }
        await().until(() -> server.statistics().refused() == 1);
    }

    @Test
    void whoBreaksTheProtocolAfterItWasServedIsClosedToo() throws Exception {
        send(good, HexFormat.of().parseHex("838000000000"));
        isClosedAndComesBack(1002);
    }

    @Test
    void messageInPartsWithoutEndIsClosedBeforeItFillsTheMemory() throws Exception {
        byte[] part = text(0x00, "x".repeat(1 << 20));
        send(good, text(0x01, "{"));
        for (int megabytes = 0; megabytes < 16; megabytes++) {
            send(good, part);
        }
        isClosedAndComesBack(1009);
    }

    private void isClosedAndComesBack(int code) throws Exception {
        assertThat(good.getInputStream().readNBytes(2)).as("a ping").containsExactly(0x89, 0);
        assertThat(closeCode(good)).isEqualTo(code);
        good.close();
        await().until(() -> ari.state().phase() == ConnectionState.Phase.CONNECTING);
        assertThat(ari.state().cause()).hasMessageContaining("closed with code " + code);
        assertThat(server.statistics().refused()).isEqualTo(1);
        good = upgraded(server);
        send(good, text(0x81, event("ApplicationRegistered")));
        await().until(() -> ari.state().isOpen());
        isBack = true;
    }

    @Test
    void whoSendsByteByByteIsCutOffInTime() throws Exception {
        try (AriServer hasty =
                AriServer.builder().handshakeWithin(Duration.ofMillis(300)).build()) {
            hasty.start();
            try (Socket slow = new Socket(InetAddress.getLoopbackAddress(), hasty.port())) {
                slow.setSoTimeout(5);
                assertThat(bytesUntilCut(slow)).as("bytes it could send").isPositive();
            }
            await().until(() -> hasty.statistics().refused() == 1);
        }
    }

    @Test
    void whoDoesNotReadIsCutWhenItBreaksTheProtocol() throws Exception {
        byte[] ping = text(0x89, "x".repeat(125));
        ByteArrayOutputStream pings = new ByteArrayOutputStream();
        for (int i = 0; i < 1_000; i++) {
            pings.write(ping);
        }
        try (Socket hostile = upgraded(server)) {
            for (int i = 0; i < 45; i++) { // Pongs of 5.7 MB: more than waits for one that does not read.
                send(hostile, pings.toByteArray());
            }
            send(hostile, HexFormat.of().parseHex("838000000000"));
            await().atMost(Duration.ofSeconds(40))
                    .untilAsserted(
                            () -> assertThat(server.statistics().connections()).isEqualTo(1));
        }
        assertThat(server.statistics().refused()).isEqualTo(1);
    }

    /** A header without end, a byte each time that nothing was heard. */
    private static int bytesUntilCut(Socket slow) {
        byte[] request = "GET /pbx1 HTTP/1.1\r\nX: ".getBytes(StandardCharsets.US_ASCII);
        int sent = 0;
        try {
            InputStream in = slow.getInputStream();
            while (true) {
                slow.getOutputStream().write(sent < request.length ? request[sent] : 'x');
                sent++;
                try {
                    if (in.read() < 0) {
                        return sent;
                    }
                } catch (java.net.SocketTimeoutException nothing) {
                    assertThat(sent).as("cut by the clock, not by the size").isLessThan(8_192);
                }
            }
        } catch (IOException cut) {
            return sent;
        }
    }

    @Test
    void longAndFragmentedEventsArrive() throws Exception {
        ByteArrayOutputStream frames = new ByteArrayOutputStream();
        String large = "{\"type\":\"Large\",\"application\":\"app\",\"more\":\"" + "x".repeat(70_000) + "\"}";
        frames.write(text(0x81, large));
        frames.write(text(0x01, "{\"type\":"));
        frames.write(text(0x89, "?"));
        frames.write(text(0x00, "\"InParts\","));
        frames.write(text(0x80, "\"application\":\"app\"}"));
        send(good, frames.toByteArray());

        recorder.awaitEvents("ApplicationRegistered", "Large", "InParts");
        assertThat(good.getInputStream().readNBytes(5))
                .as("a ping of its own, and a pong")
                .containsExactly(0x89, 0, 0x8A, 1, '?');
    }

    @Test
    void binaryAndUnreadableMessagesAreCounted() throws Exception {
        send(good, text(0x82, "{}"));
        send(good, text(0x81, "!"));
        send(good, text(0x81, "{\"type\":"));
        send(good, text(0x81, event("Next")));

        recorder.awaitEvents("ApplicationRegistered", "Next");
        assertThat(ari.statistics().unreadable()).isEqualTo(3);
    }
}
