package io.voxari.testkit.internal;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import okio.BufferedSink;
import okio.Okio;
import org.jspecify.annotations.Nullable;

/**
 * A WebSocket as Asterisk has one. As a client its request has those headers and no others, each message is one frame, and it
 * is as particular about the answer. Libraries are more forgiving than Asterisk is, and then the test of a media server would
 * pass that Asterisk refuses.
 *
 * <p>Whoever opened it has it {@linkplain #pump read}; any thread may write, which blocks when the far side does not read, as in
 * Asterisk.
 */
final class MediaSocket implements AutoCloseable {
    /** Header and payload. */
    static final int MOST_FRAME_BYTES = 65_535;

    private static final int CONNECT_MILLIS = 500;
    private static final int HANDSHAKE_MILLIS = 10_000;
    private static final int MOST_HEADER_BYTES = 8_192;
    private static final String MAGIC = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    private final Closeable socket;
    /** Where it was opened from here. */
    private final @Nullable Socket dialled;

    private final boolean isMasking;
    private final InputStream in;
    private final OutputStream out;

    /** What came. */
    // Frames are never compared, so the array in the record does no harm.
    @SuppressWarnings("ArrayRecordComponent")
    record Frame(int opcode, boolean isFinal, byte[] payload) {
        static final int CONTINUATION = 0;
        static final int TEXT = 1;
        static final int BINARY = 2;
        static final int CLOSE = 8;
        static final int PING = 9;
        static final int PONG = 10;

        String text() {
            return new String(payload, StandardCharsets.UTF_8);
        }
    }

    /** The far side sent a frame that is longer than Asterisk takes. */
    static final class TooLongException extends IOException {
        TooLongException(long bytes) {
            super("a frame of " + bytes + " bytes");
        }
    }

    private MediaSocket(Closeable socket, boolean isMasking, InputStream in, OutputStream out) {
        this.socket = socket;
        this.isMasking = isMasking;
        this.dialled = socket instanceof Socket tcp ? tcp : null;
        this.in = in;
        this.out = out;
    }

    /** The application has connected, and has been let in. */
    static MediaSocket accepted(okio.Socket socket) {
        BufferedSink sink = Okio.buffer(socket.getSink());
        InputStream in = Okio.buffer(socket.getSource()).inputStream();
        return new MediaSocket(socket::cancel, false, in, new FilterOutputStream(sink.outputStream()) {
            @Override
            public void write(byte[] bytes) throws IOException {
                sink.write(bytes).flush();
            }
        });
    }

    static MediaSocket connect(Socket socket, URI uri, Optional<String> credentials) throws IOException {
        try {
            int port = uri.getPort() < 0 ? 80 : uri.getPort();
            socket.setTcpNoDelay(true);
            socket.connect(new InetSocketAddress(uri.getHost(), port), CONNECT_MILLIS);
            socket.setSoTimeout(HANDSHAKE_MILLIS);
            MediaSocket opened = new MediaSocket(socket, true, socket.getInputStream(), socket.getOutputStream());
            opened.shakeHands(uri, port, credentials);
            socket.setSoTimeout(0);
            return opened;
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    private void shakeHands(URI uri, int port, Optional<String> credentials) throws IOException {
        byte[] nonce = new byte[16];
        ThreadLocalRandom.current().nextBytes(nonce);
        String key = Base64.getEncoder().encodeToString(nonce);
        String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        StringBuilder request = new StringBuilder("GET " + path);
        if (uri.getRawQuery() != null) {
            request.append('?').append(uri.getRawQuery());
        }
        request.append(" HTTP/1.1\r\nSec-WebSocket-Version: 13\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nHost: ")
                .append(uri.getHost())
                .append(':')
                .append(port)
                .append("\r\n");
        credentials.ifPresent(pair -> request.append("Authorization: Basic ")
                .append(Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)))
                .append("\r\n"));
        request.append("Sec-WebSocket-Protocol: media\r\nSec-WebSocket-Key: ")
                .append(key)
                .append("\r\n\r\n");
        out.write(request.toString().getBytes(StandardCharsets.ISO_8859_1));
        String[] head = readHead().split("\r\n", -1);
        if (!head[0].startsWith("HTTP/1.1 101")) {
            throw new IOException("the media server answers " + head[0]);
        }
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (int i = 1; i < head.length; i++) {
            int colon = head[i].indexOf(':');
            if (colon > 0) {
                headers.put(
                        head[i].substring(0, colon),
                        head[i].substring(colon + 1).trim());
            }
        }
        require(headers, "Upgrade", "websocket");
        require(headers, "Connection", "upgrade");
        require(headers, "Sec-WebSocket-Accept", accept(key));
        if (headers.containsKey("Sec-WebSocket-Extensions")) {
            throw new IOException("the media server answers with an extension, and Asterisk takes none");
        }
        String protocol = headers.getOrDefault("Sec-WebSocket-Protocol", "media");
        if (!"media".contains(protocol.toLowerCase(Locale.ROOT))) {
            throw new IOException("the media server chose another subprotocol: " + protocol);
        }
    }

    private static void require(Map<String, String> headers, String name, String value) throws IOException {
        if (!value.equalsIgnoreCase(headers.get(name))) {
            throw new IOException("the media server answers " + name + ": " + headers.get(name)
                    + ", and Asterisk takes nothing but " + value);
        }
    }

    static String accept(String key) {
        try {
            MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
            return Base64.getEncoder().encodeToString(sha1.digest((key + MAGIC).getBytes(StandardCharsets.ISO_8859_1)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private String readHead() throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        int last4 = 0;
        while (last4 != 0x0D0A0D0A) {
            int next = in.read();
            if (next < 0 || head.size() > MOST_HEADER_BYTES) {
                throw new IOException("the media server gives no answer to the handshake");
            }
            head.write(next);
            last4 = last4 << 8 | next;
        }
        return head.toString(StandardCharsets.ISO_8859_1);
    }

    /** Hands over what comes; returns when all has come, unless somebody else does that. */
    void pump(Ground ground, Ground.Bytes bytes) {
        if (dialled == null) {
            Ground.pump(in, bytes);
        } else {
            ground.pump(dialled, bytes);
        }
    }

    /** One message in one frame, masked if it is a client's. */
    synchronized void write(int opcode, byte[] payload) throws IOException {
        ByteArrayOutputStream frame = new ByteArrayOutputStream(payload.length + 8);
        int masked = isMasking ? 0x80 : 0;
        frame.write(0x80 | opcode);
        if (payload.length < 126) {
            frame.write(masked | payload.length);
        } else {
            frame.write(masked | 126);
            frame.write(payload.length >> 8);
            frame.write(payload.length & 0xFF);
        }
        int random = isMasking ? ThreadLocalRandom.current().nextInt() : 0;
        byte[] mask = {(byte) (random >> 24), (byte) (random >> 16), (byte) (random >> 8), (byte) random};
        if (isMasking) {
            frame.write(mask, 0, 4);
        }
        for (int i = 0; i < payload.length; i++) {
            frame.write(payload[i] ^ mask[i & 3]);
        }
        out.write(frame.toByteArray());
    }

    /** Says goodbye and closes the connection without waiting for an answer, as Asterisk does. */
    void close(int code) {
        try {
            write(Frame.CLOSE, new byte[] {(byte) (code >> 8), (byte) code});
        } catch (IOException e) {
            // It is gone already.
        }
        close();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            // Nothing of it is needed any more.
        }
    }
}
