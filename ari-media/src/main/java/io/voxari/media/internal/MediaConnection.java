package io.voxari.media.internal;

import io.voxari.media.MediaClose;
import io.voxari.media.MediaEvent;
import io.voxari.media.MediaException;
import io.voxari.media.MediaListener;
import io.voxari.media.MediaRefusal;
import io.voxari.media.MediaStart;
import io.voxari.media.PlayoutOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import org.java_websocket.WebSocket;
import org.java_websocket.WebSocketAdapter;
import org.java_websocket.WebSocketImpl;
import org.java_websocket.exceptions.InvalidDataException;
import org.java_websocket.framing.Framedata;
import org.java_websocket.framing.PingFrame;
import org.java_websocket.handshake.Handshakedata;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One TCP connection from its first byte to its last. Java-WebSocket is the protocol engine: it answers the handshake,
 * cuts and unmasks frames, joins fragments, answers pings and closes. Reading, writing, time and limits are ours.
 *
 * <p>Everything runs on the loop's thread, but for the sending side ({@link MediaWire}), which has a lock of its own.
 */
final class MediaConnection extends WebSocketAdapter implements MediaWire {
    private static final Logger LOG = LoggerFactory.getLogger(MediaConnection.class);

    private static final byte[] HEAD_END = {'\r', '\n', '\r', '\n'};
    /** What the other side gets to read our CLOSE and to hang up. */
    private static final long LINGER_NANOS = 1_000_000_000L;
    /** Audio that precedes MEDIA_START, on Asterisk 20.16 and 22.6. */
    private static final int MAX_EARLY_BYTES = 65_536;

    private enum State {
        /** Collecting the request. */
        HANDSHAKE,
        /** Upgraded; nobody knows yet whose it is. */
        WAITING,
        /** A session. */
        OPEN,
        /** Our last words are on their way; what comes in is thrown away. */
        CLOSING,
        CLOSED
    }

    private final RealMediaServer server;
    private final IoLoop loop;
    private final SocketChannel channel;
    private final InetAddress address;
    private final WebSocketImpl engine;
    private @Nullable SelectionKey key;

    private State state = State.HANDSHAKE;
    private long deadlineNanos;
    private byte[] head = new byte[512];
    private int headLength;
    private @Nullable RealMediaSession session;
    private @Nullable String channelId;
    private @Nullable MediaStart parkedStart;
    private @Nullable MediaClose close;
    private final ArrayDeque<ByteBuffer> early = new ArrayDeque<>();
    private int earlyBytes;
    private long lastHeardNanos;
    private long lastPingNanos;
    private long secondNanos;
    private int messagesThisSecond;

    private final Object writeLock = new Object();
    /** Guarded by the write lock, as all below. What the socket did not take; whole buffers in order. */
    private final ArrayDeque<ByteBuffer> unsent = new ArrayDeque<>();

    private int unsentBytes;
    private ByteBuffer frame = ByteBuffer.allocate(512);
    private boolean sendable;

    MediaConnection(RealMediaServer server, IoLoop loop, SocketChannel channel, InetAddress address) {
        this.server = server;
        this.loop = loop;
        this.channel = channel;
        this.address = address;
        engine = new WebSocketImpl(this, List.of(new MediaDraft(server.limits().maxMessageBytes())));
        lastHeardNanos = server.clock().nanos();
        lastPingNanos = lastHeardNanos;
        secondNanos = lastHeardNanos;
        deadlineNanos = lastHeardNanos + server.limits().handshakeTimeout().toNanos();
    }

    void registered(SelectionKey newKey) {
        key = newKey;
    }

    InetAddress address() {
        return address;
    }

    // Reading.

    /** Reads what is there. The buffer is the loop's, on the heap because the engine reads its array. */
    void onReadable(ByteBuffer buffer) {
        int count;
        try {
            buffer.clear();
            count = channel.read(buffer);
        } catch (IOException e) {
            finish(new MediaClose(MediaClose.Kind.LOST, 1006, "connection lost: " + e.getMessage()));
            return;
        }
        if (count < 0) {
            finish(new MediaClose(MediaClose.Kind.LOST, 1006, "connection ended without a closing handshake"));
            return;
        }
        lastHeardNanos = server.clock().nanos();
        buffer.flip();
        if (!buffer.hasRemaining()) {
            return;
        }
        switch (state) {
            case HANDSHAKE -> onHandshakeBytes(buffer);
            case WAITING, OPEN -> onFrameBytes(buffer);
            case CLOSING, CLOSED -> {}
        }
    }

    private void onHandshakeBytes(ByteBuffer buffer) {
        int count = Math.min(buffer.remaining(), server.limits().maxHandshakeBytes() + 1 - headLength);
        if (headLength + count > head.length) {
            head = Arrays.copyOf(head, Math.max(head.length * 2, headLength + count));
        }
        buffer.get(head, headLength, count);
        int searchFrom = Math.max(0, headLength - 3);
        headLength += count;
        int end = endOfHead(searchFrom);
        if (end < 0) {
            if (headLength > server.limits().maxHandshakeBytes()) {
                refuse(HandshakeVerdict.TOO_LARGE);
            }
            return;
        }
        HandshakeRequest request = HandshakeRequest.parse(head, end);
        HandshakeVerdict verdict = server.judge(request);
        if (request == null || verdict.refusal() != null) {
            refuse(verdict);
            return;
        }
        byte[] rest = Arrays.copyOfRange(head, end, headLength);
        engine.decode(ByteBuffer.wrap(request.forEngine()));
        head = new byte[0];
        if (!engine.isOpen()) {
            refuse(HandshakeVerdict.BAD);
            return;
        }
        state = State.WAITING;
        deadlineNanos =
                server.clock().nanos() + server.limits().mediaStartTimeout().toNanos();
        synchronized (writeLock) {
            sendable = true;
        }
        if (rest.length > 0) {
            onFrameBytes(ByteBuffer.wrap(rest));
        }
        if (buffer.hasRemaining()) {
            onFrameBytes(buffer);
        }
    }

    private int endOfHead(int from) {
        for (int i = from; i + HEAD_END.length <= headLength; i++) {
            if (Arrays.equals(head, i, i + HEAD_END.length, HEAD_END, 0, HEAD_END.length)) {
                return i + HEAD_END.length;
            }
        }
        return -1;
    }

    private void onFrameBytes(ByteBuffer buffer) {
        try {
            for (Framedata each : engine.getDraft().translateFrame(buffer)) {
                if (state == State.CLOSING || state == State.CLOSED) {
                    return;
                }
                countMessage();
                engine.getDraft().processFrame(engine, each);
            }
        } catch (InvalidDataException e) {
            closeBy(MediaClose.Kind.PROTOCOL, e.getCloseCode(), "unreadable frame");
        }
    }

    private void countMessage() {
        if (lastHeardNanos - secondNanos >= 1_000_000_000L) {
            secondNanos = lastHeardNanos;
            messagesThisSecond = 0;
        }
        if (++messagesThisSecond > server.limits().maxMessagesPerSecond()) {
            closeBy(MediaClose.Kind.PROTOCOL, 1008, "too many messages in a second");
        }
    }

    @Override
    public void onWebsocketMessage(WebSocket conn, ByteBuffer audio) {
        if (state == State.OPEN && session != null) {
            session.onAudio(audio);
        } else if (state == State.WAITING && earlyBytes + audio.remaining() <= MAX_EARLY_BYTES) {
            early.add(audio);
            earlyBytes += audio.remaining();
        }
    }

    @Override
    public void onWebsocketMessage(WebSocket conn, String text) {
        if (state == State.OPEN && session != null) {
            session.onText(text);
        } else if (state == State.WAITING && parkedStart == null) {
            MediaEvent event = MediaEventReader.read(text);
            if (event instanceof MediaStart start) {
                onStart(start);
            } else {
                refuse(MediaRefusal.BAD_MEDIA_START, 1002, "expected MEDIA_START");
            }
        }
    }

    // Admission.

    private void onStart(MediaStart start) {
        RealMediaExpectation expectation = server.admissions().claim(start);
        if (expectation != null) {
            begin(start, expectation.listener, expectation.options, expectation);
            return;
        }
        MediaListener listener = server.admitUnexpected(start);
        if (listener != null) {
            begin(start, listener, PlayoutOptions.DEFAULT.withOpenAtStart(true), null);
        } else if (start.channelId() == null
                && server.admissions().park(start.channel(), () -> loop.execute(this::unpark))) {
            parkedStart = start;
        } else {
            refuse(MediaRefusal.UNKNOWN_CHANNEL, 1008, "channel not expected");
        }
    }

    /** The name of the channel was told meanwhile. */
    private void unpark() {
        MediaStart start = parkedStart;
        if (start != null && state == State.WAITING) {
            parkedStart = null;
            onStart(start);
        }
    }

    private void begin(
            MediaStart start,
            MediaListener listener,
            PlayoutOptions options,
            @Nullable RealMediaExpectation expectation) {
        if (start.format().isPassthrough()) {
            refuse(MediaRefusal.BAD_MEDIA_START, 1003, "format without frames");
            if (expectation != null) {
                server.admissions().ended(expectation.channelId);
                expectation.session.completeExceptionally(new MediaException("media channel " + expectation.channelId
                        + " has format " + start.format().name() + ", which Asterisk passes through packet by packet:"
                        + " such a channel cannot be flushed and is not served"));
            }
            return;
        }
        RealMediaSession begun = new RealMediaSession(start, options, listener, this, server.clock(), server.pacer());
        session = begun;
        channelId = expectation == null ? null : expectation.channelId;
        state = State.OPEN;
        server.sessionStarted();
        begun.started();
        if (expectation != null) {
            expectation.session.complete(begun);
        }
        for (ByteBuffer audio = early.poll(); audio != null; audio = early.poll()) {
            begun.onEarlyAudio(audio);
        }
    }

    private void refuse(HandshakeVerdict verdict) {
        if (verdict.refusal() == null) {
            throw new IllegalArgumentException("not a refusal: " + verdict);
        }
        server.refused(verdict.refusal(), address);
        head = new byte[0];
        synchronized (writeLock) {
            send(ByteBuffer.wrap(verdict.response()));
        }
        linger(new MediaClose(MediaClose.Kind.PROTOCOL, 1006, "handshake refused"));
    }

    private void refuse(MediaRefusal refusal, int code, String reason) {
        server.refused(refusal, address);
        closeBy(MediaClose.Kind.PROTOCOL, code, reason);
    }

    // Closing.

    @Override
    public void close(MediaClose.Kind kind, int code, String reason) {
        loop.execute(() -> closeBy(kind, code, reason));
    }

    /** Sends CLOSE and waits a moment for the other side to go. */
    private void closeBy(MediaClose.Kind kind, int code, String reason) {
        if (state == State.HANDSHAKE) {
            finish(new MediaClose(kind, code, reason));
        } else if (state == State.WAITING || state == State.OPEN) {
            MediaClose ours = new MediaClose(kind, code, reason);
            linger(ours);
            engine.close(code, reason);
            endOutput();
        }
    }

    private void linger(MediaClose ours) {
        close = ours;
        state = State.CLOSING;
        deadlineNanos = server.clock().nanos() + LINGER_NANOS;
        endOutput();
    }

    /** When all is sent, says so: an outright close could destroy our last words on their way. */
    private void endOutput() {
        synchronized (writeLock) {
            if (unsent.isEmpty() && (engine.isFlushAndClose() || !sendable) && channel.isOpen()) {
                try {
                    channel.shutdownOutput();
                } catch (IOException e) {
                    LOG.debug("Media connection from {}: end of output failed", address, e);
                }
            }
        }
    }

    @Override
    public void onWebsocketClosing(WebSocket ws, int code, @Nullable String reason, boolean remote) {
        if (state == State.WAITING || state == State.OPEN) {
            linger(new MediaClose(MediaClose.Kind.ASTERISK, code, reason == null ? "" : reason));
        }
    }

    /** The TCP connection is over, whatever led to it. The first reason that was known stays. */
    void finish(MediaClose reason) {
        if (state == State.CLOSED) {
            return;
        }
        MediaClose last = close == null ? reason : close;
        state = State.CLOSED;
        synchronized (writeLock) {
            sendable = false;
            unsent.clear();
            unsentBytes = 0;
        }
        SelectionKey registered = key;
        if (registered != null) {
            registered.cancel();
        }
        try {
            channel.close();
        } catch (IOException e) {
            LOG.debug("Media connection from {}: closing failed", address, e);
        }
        if (parkedStart != null) {
            server.admissions().unpark(parkedStart.channel());
        }
        early.clear();
        server.connectionEnded(this, session != null);
        if (channelId != null) {
            server.admissions().ended(channelId);
        }
        if (session != null) {
            session.closed(last);
        }
    }

    // Time.

    void sweep(long nowNanos) {
        switch (state) {
            case HANDSHAKE -> {
                if (nowNanos - deadlineNanos >= 0) {
                    refuse(HandshakeVerdict.TIMEOUT);
                }
            }
            case WAITING -> {
                if (nowNanos - deadlineNanos >= 0) {
                    refuse(MediaRefusal.NO_MEDIA_START, 1008, "no MEDIA_START of an expected channel in time");
                }
            }
            case OPEN -> keepAlive(nowNanos);
            case CLOSING -> {
                if (nowNanos - deadlineNanos >= 0) {
                    finish(new MediaClose(MediaClose.Kind.LOST, 1006, "no end of the connection in time"));
                }
            }
            case CLOSED -> {}
        }
    }

    private void keepAlive(long nowNanos) {
        long interval = server.limits().pingInterval().toNanos();
        if (nowNanos - lastHeardNanos >= 3 * interval) {
            closeBy(MediaClose.Kind.SILENT, 1001, "nothing heard, not even an answer to a ping");
        } else if (nowNanos - lastPingNanos >= interval) {
            lastPingNanos = nowNanos;
            engine.sendFrame(new PingFrame());
        }
    }

    /** Any thread. */
    void closeBecauseServerCloses() {
        close(MediaClose.Kind.SERVER_CLOSED, 1001, "server closed");
    }

    // Writing.

    @Override
    public void text(String message) {
        byte[] utf8 = message.getBytes(StandardCharsets.UTF_8);
        synchronized (writeLock) {
            if (sendable) {
                header(0x81, utf8.length);
                frame.put(utf8).flip();
                send(frame);
            }
        }
    }

    @Override
    public void audio(ByteRing source, int bytes) {
        synchronized (writeLock) {
            header(0x82, bytes);
            source.take(frame, bytes);
            if (sendable) {
                send(frame.flip());
            }
        }
    }

    /** A header of an unmasked frame that is a whole message, in a buffer that has room for the payload. */
    private void header(int firstByte, int length) {
        if (frame.capacity() < length + 4) {
            frame = ByteBuffer.allocate(length + 4);
        }
        frame.clear().put((byte) firstByte);
        if (length <= 125) {
            frame.put((byte) length);
        } else {
            frame.put((byte) 126).putShort((short) length);
        }
    }

    /** What the engine says by itself: the 101, pongs, pings and CLOSE. */
    @Override
    public void onWriteDemand(WebSocket conn) {
        synchronized (writeLock) {
            for (ByteBuffer buffer = engine.outQueue.poll(); buffer != null; buffer = engine.outQueue.poll()) {
                send(buffer);
            }
            if (engine.isFlushAndClose()) {
                sendable = false;
            }
        }
    }

    /** Writes now what the socket takes and keeps the rest. Under the write lock. */
    private void send(ByteBuffer buffer) {
        try {
            if (unsent.isEmpty()) {
                channel.write(buffer);
            }
        } catch (IOException e) {
            sendable = false;
            loop.execute(() -> finish(
                    new MediaClose(MediaClose.Kind.LOST, 1006, "connection lost while sending: " + e.getMessage())));
            return;
        }
        if (!buffer.hasRemaining()) {
            return;
        }
        unsentBytes += buffer.remaining();
        if (unsentBytes > server.limits().maxQueuedBytes()) {
            sendable = false;
            loop.execute(() -> finish(new MediaClose(
                    MediaClose.Kind.NOT_READING,
                    1006,
                    "Asterisk does not read: " + unsentBytes + " bytes wait, "
                            + server.limits().maxQueuedBytes() + " may")));
            return;
        }
        ByteBuffer rest = ByteBuffer.allocate(buffer.remaining());
        rest.put(buffer).flip();
        unsent.add(rest);
        loop.wantWrite(key);
    }

    void onWritable() {
        IOException failure = flush();
        if (failure != null) {
            // Outside the write lock: the session's lock comes before it, never after.
            finish(new MediaClose(
                    MediaClose.Kind.LOST, 1006, "connection lost while sending: " + failure.getMessage()));
        } else if (state == State.CLOSING) {
            endOutput();
        }
    }

    private @Nullable IOException flush() {
        synchronized (writeLock) {
            try {
                while (!unsent.isEmpty()) {
                    ByteBuffer buffer = unsent.element();
                    unsentBytes -= channel.write(buffer);
                    if (buffer.hasRemaining()) {
                        return null;
                    }
                    unsent.remove();
                }
            } catch (IOException e) {
                sendable = false;
                return e;
            }
            if (key != null && key.isValid()) {
                key.interestOpsAnd(~SelectionKey.OP_WRITE);
            }
            return null;
        }
    }

    // What else the engine tells.

    @Override
    public void onWebsocketOpen(WebSocket conn, Handshakedata d) {}

    @Override
    public void onWebsocketClose(WebSocket ws, int code, String reason, boolean remote) {}

    @Override
    public void onWebsocketCloseInitiated(WebSocket ws, int code, String reason) {}

    @Override
    public void onWebsocketError(WebSocket conn, Exception e) {
        // The engine logs and goes on; a connection in a state that nobody meant is better ended.
        LOG.error("Media connection from {}: internal error", address, e);
        closeBy(MediaClose.Kind.LOST, 1011, "internal error");
    }

    @Override
    public @Nullable InetSocketAddress getLocalSocketAddress(WebSocket conn) {
        return null;
    }

    @Override
    public @Nullable InetSocketAddress getRemoteSocketAddress(WebSocket conn) {
        return null;
    }
}
