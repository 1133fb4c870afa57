package io.voxari.media.internal;

import io.voxari.media.MediaClose;
import io.voxari.media.MediaEvent;
import io.voxari.media.MediaListener;
import io.voxari.media.MediaRefusal;
import io.voxari.media.MediaStart;
import io.voxari.media.PlayoutOptions;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Random;
import javax.net.ssl.SSLEngine;
import org.java_websocket.exceptions.InvalidDataException;
import org.java_websocket.framing.CloseFrame;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One TCP connection from its first byte to its last: what happens next and when it is over. Who may come in, or how we
 * get in, is the {@link Gate}'s. Bytes come through a {@link ByteLink}, are cut into frames by {@link FrameCutter}, the
 * protocol is spoken by {@link WebSocketEngine}, and {@link SocketSender} sends.
 *
 * <p>Everything runs on the loop's thread, but for {@link MediaWire}.
 */
final class MediaConnection
        implements MediaWire, FrameCutter.Sink, WebSocketEngine.Owner, SocketSender.Owner, TlsLink.Owner {
    private static final Logger LOG = LoggerFactory.getLogger(MediaConnection.class);

    /** What the other side gets to read our CLOSE and to hang up. */
    private static final long LINGER_NANOS = 1_000_000_000L;
    /** Audio that precedes MEDIA_START, on Asterisk 20.16 and 22.6. */
    private static final int MAX_EARLY_BYTES = 65_536;
    /** What keeping a message costs beside its bytes, about. */
    private static final int EARLY_OVERHEAD_BYTES = 64;

    private enum State {
        /** No byte of ours can flow yet: TCP or TLS is not there. */
        CONNECTING,
        /** The HTTP part. */
        HANDSHAKE,
        /** Upgraded; nobody knows yet whose it is. */
        WAITING,
        /** A session. */
        OPEN,
        /** Our last words are on their way; what comes in is thrown away. */
        CLOSING,
        CLOSED
    }

    private final MediaContext context;
    private final IoLoop loop;
    private final Gate gate;
    private final String peer;
    private final ByteLink link;
    private final SocketSender sender;
    private final FrameCutter cutter;
    /** Set by the loop before anything is sent; read by whoever sends. */
    private volatile @Nullable SelectionKey key;

    /** From the handshake on. */
    private @Nullable WebSocketEngine engine;

    private State state = State.CONNECTING;
    private long deadlineNanos;
    private @Nullable RealMediaSession session;
    private boolean parked;
    private @Nullable MediaClose close;
    private @Nullable IOException failure;
    private final ArrayDeque<ByteBuffer> early = new ArrayDeque<>();
    private int earlyBytes;
    private long lastHeardNanos;
    private long lastPingNanos;
    private int unansweredPings;
    private long secondNanos;
    private int messagesThisSecond;

    /**
     * Makes one that is not registered yet.
     *
     * @param tls the engine for TLS, null for none
     * @param masks where the masks of our frames come from if we are the client; null if the peer is
     * @param peer who it is, for the log
     */
    MediaConnection(
            MediaContext context,
            IoLoop loop,
            SocketChannel channel,
            @Nullable SSLEngine tls,
            @Nullable Random masks,
            String peer,
            Gate gate) {
        this.context = context;
        this.loop = loop;
        this.gate = gate;
        this.peer = peer;
        link = tls == null ? new PlainLink(channel) : new TlsLink(channel, tls, this);
        sender = new SocketSender(link, context.limits().maxQueuedBytes(), masks, this);
        cutter = new FrameCutter(context.limits().maxMessageBytes(), masks == null);
        lastHeardNanos = context.clock().nanos();
        lastPingNanos = lastHeardNanos;
        secondNanos = lastHeardNanos;
        deadlineNanos = lastHeardNanos + context.limits().handshakeTimeout().toNanos();
    }

    /** The TCP connection is there. */
    void registered(SelectionKey newKey) {
        key = newKey;
        try {
            link.begin();
        } catch (IOException e) {
            failed(e);
            return;
        }
        readyIfSo();
    }

    /** The TCP connection did not come about. */
    void failed(IOException e) {
        failure = e;
        finish(new MediaClose(MediaClose.Kind.LOST, 1006, "connection lost: " + e.getMessage()));
    }

    /** What went wrong with the socket or TLS, if anything did. */
    @Nullable IOException failure() {
        return failure;
    }

    private void readyIfSo() {
        if (state == State.CONNECTING && link.isReady()) {
            state = State.HANDSHAKE;
            gate.ready(this);
        }
    }

    // Reading.

    /** Reads what is there. The buffer is the loop's, on the heap because frames are unmasked in its array. */
    void onReadable(ByteBuffer buffer) {
        if (state == State.CLOSED) {
            return;
        }
        do {
            int count;
            try {
                buffer.clear();
                count = link.read(buffer);
            } catch (IOException e) {
                failed(e);
                return;
            }
            if (count < 0) {
                finish(new MediaClose(MediaClose.Kind.LOST, 1006, "connection ended without a closing handshake"));
                return;
            }
            lastHeardNanos = context.clock().nanos();
            unansweredPings = 0;
            readyIfSo();
            if (count > 0) {
                onBytes(buffer.flip());
            }
        } while (link.hasMore() && state != State.CLOSED);
    }

    private void onBytes(ByteBuffer buffer) {
        switch (state) {
            case HANDSHAKE -> gate.handshake(this, buffer);
            case WAITING, OPEN -> onFrameBytes(buffer);
            case CONNECTING, CLOSING, CLOSED -> {}
        }
    }

    /** The HTTP part is over; what came behind it follows. */
    void upgraded(WebSocketEngine begun, ByteBuffer rest) {
        engine = begun;
        state = State.WAITING;
        deadlineNanos =
                context.clock().nanos() + context.limits().mediaStartTimeout().toNanos();
        sender.open();
        onFrameBytes(rest);
    }

    private void onFrameBytes(ByteBuffer buffer) {
        try {
            cutter.cut(buffer, this);
        } catch (InvalidDataException e) {
            gate.refused(
                    e.getCloseCode() == CloseFrame.TOOBIG ? MediaRefusal.MESSAGE_TOO_LARGE : MediaRefusal.BAD_FRAME);
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
        if (++messagesThisSecond > context.limits().maxMessagesPerSecond()) {
            refuse(MediaRefusal.TOO_MANY_MESSAGES, 4429, "too many messages in a second");
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
        } else if (state == State.WAITING && !parked) {
            MediaEvent event = MediaEventReader.read(text);
            if (event instanceof MediaStart start) {
                gate.start(this, start);
            } else {
                refuse(MediaRefusal.BAD_MEDIA_START, 1002, "expected MEDIA_START");
            }
        }
    }

    // Admission.

    /** The start came and has to wait; further messages are dropped, and early audio is kept. */
    void park() {
        parked = true;
    }

    /** Runs it soon, if the connection still waits for its session. Any thread. */
    void retry(Runnable attempt) {
        loop.execute(() -> {
            if (state == State.WAITING) {
                attempt.run();
            }
        });
    }

    RealMediaSession begin(MediaStart start, MediaListener listener, PlayoutOptions options) {
        RealMediaSession begun =
                new RealMediaSession(start, options, listener, this, context.clock(), context.pacer(), loop.timers());
        session = begun;
        state = State.OPEN;
        begun.started();
        return begun;
    }

    /** The session is known to whoever waits for it: what came early follows. */
    void deliverEarly() {
        RealMediaSession begun = session;
        for (ByteBuffer audio = early.poll(); audio != null && begun != null; audio = early.poll()) {
            begun.onEarlyAudio(audio);
        }
    }

    /** Answers a handshake that is refused, and ends the connection. */
    void refuse(byte[] response) {
        sender.raw(ByteBuffer.wrap(response));
        linger(new MediaClose(MediaClose.Kind.PROTOCOL, 1006, "handshake refused"));
    }

    void refuse(MediaRefusal refusal, int code, String reason) {
        gate.refused(refusal);
        closeBy(MediaClose.Kind.PROTOCOL, code, reason);
    }

    // Closing.

    @Override
    public void close(MediaClose.Kind kind, int code, String reason) {
        loop.execute(() -> closeBy(kind, code, reason));
    }

    /** Sends CLOSE and waits a moment for the other side to go. */
    private void closeBy(MediaClose.Kind kind, int code, String reason) {
        if (state == State.CONNECTING || state == State.HANDSHAKE) {
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
        deadlineNanos = context.clock().nanos() + LINGER_NANOS;
        endOutput();
    }

    private void endOutput() {
        IOException problem = sender.end();
        if (problem != null) {
            LOG.debug("Media connection of {}: end of output failed", peer, problem);
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
            link.close();
        } catch (IOException e) {
            LOG.debug("Media connection of {}: closing failed", peer, e);
        }
        early.clear();
        gate.ended(this, last, session != null);
        if (session != null) {
            session.closed(last);
        }
    }

    // Time.

    void sweep(long nowNanos) {
        switch (state) {
            case CONNECTING, HANDSHAKE -> {
                if (nowNanos - deadlineNanos >= 0) {
                    gate.handshakeTimedOut(this);
                }
            }
            case WAITING -> {
                if (nowNanos - deadlineNanos >= 0) {
                    refuse(MediaRefusal.NO_MEDIA_START, 4408, "no MEDIA_START of an expected channel in time");
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
        long interval = context.limits().pingInterval().toNanos();
        if (nowNanos - lastPingNanos < interval) {
            return;
        }
        // Pings are counted, as time alone may have passed while this process stood still.
        if (nowNanos - lastHeardNanos >= 3 * interval && unansweredPings >= 2) {
            closeBy(MediaClose.Kind.SILENT, 1001, "nothing heard, not even an answer to a ping");
        } else {
            lastPingNanos = nowNanos;
            unansweredPings++;
            if (engine != null) {
                engine.ping();
            }
        }
    }

    /** Whether the peer can be spoken to in HTTP. */
    boolean isHandshaking() {
        return state == State.HANDSHAKE;
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

    void onWritable(ByteBuffer buffer) {
        try {
            if (!sender.flush()) {
                return;
            }
        } catch (IOException e) {
            // Outside the sender's lock: the playout's lock comes before it, never after.
            finish(SocketSender.lost(e));
            return;
        }
        if (state == State.CONNECTING) {
            // A full socket held up the handshake of TLS.
            onReadable(buffer);
        }
        if (state == State.CLOSING) {
            endOutput();
        }
    }

    @Override
    public void delegate(Runnable task) {
        boolean taken = context.helpers().execute(() -> {
            task.run();
            loop.read(this);
        });
        if (!taken) {
            loop.execute(() ->
                    finish(new MediaClose(MediaClose.Kind.SERVER_CLOSED, 1001, "closed during the TLS handshake")));
        }
    }

    @Override
    public void onEngineFailed(Exception e) {
        // The engine logs and goes on; a connection in a state that nobody meant is better ended.
        LOG.error("Media connection of {}: internal error", peer, e);
        closeBy(MediaClose.Kind.LOST, 1011, "internal error");
    }
}
