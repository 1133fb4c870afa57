package io.voxari.ari;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The event WebSocket byte by byte: what MockWebServer would not send, and what must not be sent to Asterisk. */
class FramesTest {
    private static final int PING_FROM_CLIENT = 0x89;
    private static final int PONG_FROM_CLIENT = 0x8A;

    private final Recorder recorder = new Recorder();
    private ServerSocket listening;
    private AriClient ari;

    @BeforeEach
    void listen() throws IOException {
        listening = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        ari = AriClient.builder()
                .endpoint(URI.create("http://127.0.0.1:" + listening.getLocalPort()))
                .credentials("user", "geheim")
                .pingInterval(Duration.ofSeconds(60))
                .listener(recorder)
                .build();
    }

    @AfterEach
    void close() throws IOException {
        ari.close();
        listening.close();
    }

    private Socket upgraded() throws Exception {
        CompletableFuture<ConnectionState> open = ari.connectAsync();
        Socket socket = listening.accept();
        socket.setSoTimeout(10_000);
        BufferedReader in =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
        String key = "";
        for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
            key = line.startsWith("Sec-WebSocket-Key: ") ? line.substring(19) : key;
        }
        byte[] accept = MessageDigest.getInstance("SHA-1")
                .digest((key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes(StandardCharsets.US_ASCII));
        send(
                socket,
                ("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                                + "Sec-WebSocket-Accept: "
                                + Base64.getEncoder().encodeToString(accept) + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        open.get(10, TimeUnit.SECONDS);
        return socket;
    }

    private static void send(Socket socket, byte[] bytes) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(bytes);
        out.flush();
    }

    private static byte[] frame(int first, String payload) {
        byte[] utf8 = payload.getBytes(StandardCharsets.UTF_8);
        byte[] frame = new byte[utf8.length + 2];
        frame[0] = (byte) first;
        frame[1] = (byte) utf8.length;
        System.arraycopy(utf8, 0, frame, 2, utf8.length);
        return frame;
    }

    @Test
    void putsFragmentsTogetherAndAnswersThePingBetweenThem() throws Exception {
        try (Socket socket = upgraded()) {
            send(socket, frame(0x01, "{\"type\":"));
            send(socket, frame(0x89, ""));
            InputStream in = socket.getInputStream();
            assertThat(in.read()).isEqualTo(PONG_FROM_CLIENT);
            send(socket, frame(0x00, "\"In"));
            send(socket, frame(0x80, "Parts\"}"));
            recorder.awaitEvents("InParts");
        }
    }

    @Test
    void sendsPingsOfItsOwnAndNoPongUnasked() throws Exception {
        ari.close();
        ari = AriClient.builder()
                .endpoint(URI.create("http://127.0.0.1:" + listening.getLocalPort()))
                .credentials("user", "geheim")
                .pingInterval(Duration.ofSeconds(1)) // Each must be answered before the next, on a busy machine too.
                .build();
        try (Socket socket = upgraded()) {
            InputStream in = socket.getInputStream();
            for (int i = 0; i < 2; i++) {
                assertThat(in.read()).isEqualTo(PING_FROM_CLIENT);
                assertThat(in.read()).as("masked, empty").isEqualTo(0x80);
                assertThat(in.readNBytes(4)).hasSize(4);
                send(socket, frame(0x8A, ""));
            }
        }
    }

    @Test
    void messageWithoutEndBreaksTheConnectionBeforeItFillsTheMemory() throws Exception {
        try (Socket socket = upgraded()) {
            byte[] head = {(byte) 0x81, 127, 0, 0, 1, 0, 0, 0, 0, 0}; // One text frame of a terabyte.
            send(socket, head);
            byte[] part = new byte[1 << 20];
            assertThatExceptionOfType(IOException.class).isThrownBy(() -> {
                for (int megabytes = 0; megabytes < 200; megabytes++) {
                    send(socket, part);
                }
            });
            try (Socket again = listening.accept()) {
                assertThat(again.isConnected()).isTrue();
                assertThat(ari.state().cause()).hasMessageContaining("16777216 bytes");
            }
        }
    }

    @Test
    void invalidUtf8AndBinaryAreSurvived() throws Exception {
        try (Socket socket = upgraded()) {
            send(socket, new byte[] {(byte) 0x81, 2, (byte) 0xC3, (byte) 0x28});
            send(socket, new byte[] {(byte) 0x82, 2, 1, 2});
            send(socket, frame(0x81, "{\"type\":\"After\"}"));
            recorder.awaitEvents("After");
            assertThat(ari.statistics().unreadable()).isEqualTo(2);
        }
    }

    @Test
    void frameThatBreaksTheProtocolBreaksTheConnectionAndNoMore() throws Exception {
        try (Socket socket = upgraded()) {
            send(socket, new byte[] {(byte) 0xFF, (byte) 0xFF, 1, 2, 3});
            try (Socket again = listening.accept()) {
                assertThat(again.isConnected()).isTrue();
                assertThat(ari.state().isOpen()).isFalse();
            }
        }
    }
}
