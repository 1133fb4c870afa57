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
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import org.java_websocket.exceptions.InvalidDataException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One TCP connection from its first byte to its last: who may come in, what happens next, and when it is over. Bytes are
 * cut into frames by {@link FrameCutter}, the protocol is spoken by {@link WebSocketEngine}, and {@link SocketSender}
 * sends.
 *
 * <p>Everything runs on the loop's thread, but for {@link MediaWire}.
 */
final class MediaConnection implements MediaWire, FrameCutter.Sink, WebSocketEngine.Owner, SocketSender.Owner {
    private static final Logger LOG = LoggerFactory.getLogger(MediaConnection.class);

    /** What the other side gets to read our CLOSE and to hang up. */
    private static final long LINGER_NANOS = 1_000_000_000L;
    /** Audio that precedes MEDIA_START, on Asterisk 20.16 and 22.6. */
    private static final int MAX_EARLY_BYTES = 65_536;
    /** What keeping a message costs beside its bytes, about. */
    private static final int EARLY_OVERHEAD_BYTES = 64;

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
    private final SocketSender sender;
    private final FrameCutter cutter;
    /** Set by the loop before anything is sent; read by whoever sends. */
    private volatile @Nullable SelectionKey key;

    private @Nullable HandshakeCollector handshake;
    /** From the handshake on. */
    private @Nullable WebSocketEngine engine;

    private State state = State.HANDSHAKE;
    private long deadlineNanos;
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

    MediaConnection(RealMediaServer server, IoLoop loop, SocketChannel channel, InetAddress address) {
        this.server = server;
        this.loop = loop;
        this.channel = channel;
        this.address = address;
        sender = new SocketSender(channel, server.limits().maxQueuedBytes(), this);
        cutter = new FrameCutter(server.limits().maxMessageBytes());
        handshake = new HandshakeCollector(server.limits().maxHandshakeBytes());
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

    /** Reads what is there. The buffer is the loop's, on the heap because frames are unmasked in its array. */
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
        HandshakeCollector collector = handshake;
        if (collector == null) {
            return;
        }
        switch (collector.take(buffer)) {
            case MORE -> {}
            case TOO_LARGE -> refuse(HandshakeVerdict.TOO_LARGE);
            case WHOLE -> onHandshake(collector, buffer);
        }
    }

    private void onHandshake(HandshakeCollector head, ByteBuffer rest) {
        HandshakeRequest request = HandshakeRequest.parse(head.bytes(), head.length());
        HandshakeVerdict verdict = server.judge(request);
        if (request == null || verdict.refusal() != null) {
            refuse(verdict);
            return;
        }
        WebSocketEngine begun = new WebSocketEngine(this, server.limits().maxMessageBytes());
        engine = begun;
        if (!begun.accept(request.forEngine())) {
            refuse(HandshakeVerdict.BAD);
            return;
        }
        handshake = null;
        state = State.WAITING;
        deadlineNanos =
                server.clock().nanos() + server.limits().mediaStartTimeout().toNanos();
        sender.open();
        onFrameBytes(rest);
    }

    private void onFrameBytes(ByteBuffer buffer) {
        try {
            cutter.cut(buffer, this);
        } catch (InvalidDataException e) {
            closeBy(MediaClose.Kind.PROTOCOL, e.getCloseCode(), "unreadable frame");
        }
    }

    @Override
    public boolean binary(ByteBuffer payload) {
        countMessage();
        onBinary(payload);
        return isListening();
    }

    @Override
    public boolean other(ByteBuffer frame) throws InvalidDataException {
        countMessage();
        if (engine != null && isListening()) {
            engine.frame(frame);
        }
        return isListening();
    }

    private boolean isListening() {
        return state == State.WAITING || state == State.OPEN;
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
    public void onBinary(ByteBuffer audio) {
        if (state == State.OPEN && session != null) {
            session.onAudio(audio);
        } else if (state == State.WAITING && earlyBytes + audio.remaining() + EARLY_OVERHEAD_BYTES <= MAX_EARLY_BYTES) {
            ByteBuffer copy = ByteBuffer.allocate(audio.remaining());
            earlyBytes += audio.remaining() + EARLY_OVERHEAD_BYTES;
            early.add(copy.put(audio).flip());
        }
    }

    @Override
    public void onText(String text) {
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
        channelId = expectation == null ? null : expectation.channelId;
        RealMediaSession begun =
                new RealMediaSession(start, options, listener, this, server.clock(), server.pacer(), loop.timers());
        session = begun;
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
        handshake = null;
        sender.raw(ByteBuffer.wrap(verdict.response()));
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
            if (engine != null) {
                engine.close(code, reason);
            }
            endOutput();
        }
    }

    private void linger(MediaClose ours) {
        close = ours;
        state = State.CLOSING;
        deadlineNanos = server.clock().nanos() + LINGER_NANOS;
        endOutput();
    }

    private void endOutput() {
        IOException failure = sender.end();
        if (failure != null) {
            LOG.debug("Media connection from {}: end of output failed", address, failure);
        }
    }

    @Override
    public void onPeerCloses(int code, String reason) {
        if (state == State.WAITING || state == State.OPEN) {
            linger(new MediaClose(MediaClose.Kind.ASTERISK, code, reason));
        }
    }

    /** The TCP connection is over, whatever led to it. The first reason that was known stays. */
    void finish(MediaClose reason) {
        if (state == State.CLOSED) {
            return;
        }
        MediaClose last = close == null ? reason : close;
        state = State.CLOSED;
        sender.discard();
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
            if (engine != null) {
                engine.ping();
            }
        }
    }

    /** Any thread. */
    void closeBecauseServerCloses() {
        close(MediaClose.Kind.SERVER_CLOSED, 1001, "server closed");
    }

    // Writing.

    @Override
    public void text(String message) {
        sender.text(message);
    }

    @Override
    public void audio(ByteRing source, int bytes) {
        sender.audio(source, bytes);
    }

    @Override
    public void sendRaw(ByteBuffer bytes) {
        sender.raw(bytes);
    }

    @Override
    public void closeSaid() {
        sender.shut();
    }

    @Override
    public void wantWrite() {
        loop.wantWrite(key);
    }

    @Override
    public void allWritten() {
        SelectionKey registered = key;
        if (registered != null && registered.isValid()) {
            registered.interestOpsAnd(~SelectionKey.OP_WRITE);
        }
    }

    @Override
    public void sendingFailed(MediaClose failure) {
        loop.execute(() -> finish(failure));
    }

    void onWritable() {
        try {
            if (!sender.flush()) {
                return;
            }
        } catch (IOException e) {
            // Outside the sender's lock: the playout's lock comes before it, never after.
            finish(SocketSender.lost(e));
            return;
        }
        if (state == State.CLOSING) {
            endOutput();
        }
    }

    @Override
    public void onEngineFailed(Exception e) {
        // The engine logs and goes on; a connection in a state that nobody meant is better ended.
        LOG.error("Media connection from {}: internal error", address, e);
        closeBy(MediaClose.Kind.LOST, 1011, "internal error");
    }
}
