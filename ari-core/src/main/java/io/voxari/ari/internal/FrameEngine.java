package io.voxari.ari.internal;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import org.java_websocket.WebSocket;
import org.java_websocket.WebSocketAdapter;
import org.java_websocket.WebSocketImpl;
import org.java_websocket.drafts.Draft;
import org.java_websocket.drafts.Draft_6455;
import org.java_websocket.enums.Opcode;
import org.java_websocket.exceptions.InvalidDataException;
import org.java_websocket.exceptions.InvalidHandshakeException;
import org.java_websocket.exceptions.LimitExceededException;
import org.java_websocket.framing.Framedata;
import org.java_websocket.framing.PingFrame;
import org.java_websocket.handshake.ClientHandshake;
import org.java_websocket.handshake.HandshakeBuilder;
import org.java_websocket.handshake.HandshakeImpl1Server;
import org.java_websocket.handshake.Handshakedata;
import org.java_websocket.handshake.ServerHandshakeBuilder;
import org.java_websocket.protocols.Protocol;
import org.jspecify.annotations.Nullable;

/**
 * Java-WebSocket as protocol engine of one connection that Asterisk made: it answers the handshake and pings, cuts frames,
 * joins fragments, checks UTF-8 and close codes, and closes. It is given bytes and gives bytes. {@link #take} is for the
 * thread that reads; the rest is thread-safe.
 */
final class FrameEngine extends WebSocketAdapter {
    /** Many times the largest event of Asterisk, and little enough to hold. */
    static final int MOST_MESSAGE_BYTES = 16 << 20;

    /**
     * What is held for one that has not said who it is. Asterisk takes no request of more than 64 kB, so no event holds more
     * that somebody gave it; escapes make it longer.
     */
    static final int MOST_FIRST_BYTES = 256 << 10;

    /** What a part of a message takes besides its bytes, about. */
    private static final int PART_BYTES = 100;

    /** How the engine's CLOSE begins; nothing else of it does. */
    private static final byte CLOSE = (byte) 0x88;

    private final Owner owner;
    private final WebSocketImpl engine;

    /** Only the thread that reads. */
    private final FrameHeads heads = new FrameHeads();

    /** The connection it works for. */
    interface Owner {
        /** Whether it has said who it is, so that longer messages are taken. */
        boolean isKnown();

        void onText(String text);

        void onBinary();

        /** Something came that shows the other side to be alive. */
        void onPong();

        /** The other side, or the engine for what the other side did, closes. */
        void onClosing(int code, boolean remote);

        /** Sends bytes as they are; {@code last} is CLOSE. */
        void sendBytes(ByteBuffer bytes, boolean last);
    }

    FrameEngine(Owner owner) {
        this.owner = owner;
        this.engine = new WebSocketImpl(this, List.of(new AriDraft(this)));
    }

    /** Answers a request; false if it will not have it. */
    boolean accept(RequestHead head) {
        engine.decode(ByteBuffer.wrap(head.forEngine()));
        return engine.isOpen();
    }

    /** Frame by frame: after the first message, more is allowed. */
    void take(ByteBuffer bytes) {
        try {
            while (bytes.hasRemaining() && engine.isOpen()) {
                int end = bytes.position() + heads.next(bytes, mostBytes());
                engine.decode(bytes.duplicate().limit(end).slice());
                bytes.position(end);
            }
        } catch (InvalidDataException e) {
            wrong(e);
        }
    }

    private int mostBytes() {
        return owner.isKnown() ? MOST_MESSAGE_BYTES : MOST_FIRST_BYTES;
    }

    boolean isOpen() {
        return engine.isOpen();
    }

    void ping() {
        if (engine.isOpen()) {
            engine.sendFrame(new PingFrame());
        }
    }

    /** A frame for a text; what a server sends is not masked. */
    static ByteBuffer text(byte[] utf8) {
        ByteBuffer frame = ByteBuffer.allocate(utf8.length + 10).put((byte) 0x81);
        if (utf8.length <= 125) {
            frame.put((byte) utf8.length);
        } else if (utf8.length <= 0xFFFF) {
            frame.put((byte) 126).putShort((short) utf8.length);
        } else {
            frame.put((byte) 127).putLong(utf8.length);
        }
        return frame.put(utf8).flip();
    }

    void close(int code, String reason) {
        engine.close(code, reason);
    }

    @Override
    public void onWebsocketMessage(WebSocket conn, String text) {
        owner.onText(text);
    }

    @Override
    public void onWebsocketMessage(WebSocket conn, ByteBuffer blob) {
        owner.onBinary();
    }

    @Override
    public void onWebsocketPong(WebSocket conn, Framedata f) {
        owner.onPong();
    }

    @Override
    public void onWebsocketPing(WebSocket conn, Framedata ping) {
        // None after our CLOSE, though the other side may still ask.
        if (engine.isOpen()) {
            super.onWebsocketPing(conn, ping);
        }
    }

    @Override
    public void onWriteDemand(WebSocket conn) {
        for (ByteBuffer buffer = engine.outQueue.poll(); buffer != null; buffer = engine.outQueue.poll()) {
            // By what it is: the engine says that it closes only after it has given its CLOSE.
            owner.sendBytes(buffer, buffer.get(buffer.position()) == CLOSE);
        }
    }

    @Override
    public void onWebsocketClosing(WebSocket ws, int code, @Nullable String reason, boolean remote) {
        owner.onClosing(code, remote);
    }

    /** What came is wrong. A reason is given since the engine sends no 1007 without one. */
    private void wrong(InvalidDataException e) {
        engine.close(e.getCloseCode(), "not as agreed");
    }

    @Override
    public void onWebsocketError(WebSocket conn, Exception e) {
        engine.close(1002, "not as agreed");
    }

    @Override
    public void onWebsocketOpen(WebSocket conn, Handshakedata d) {}

    @Override
    public void onWebsocketClose(WebSocket ws, int code, String reason, boolean remote) {}

    @Override
    public void onWebsocketCloseInitiated(WebSocket ws, int code, String reason) {}

    @Override
    public @Nullable InetSocketAddress getLocalSocketAddress(WebSocket conn) {
        return null;
    }

    @Override
    public @Nullable InetSocketAddress getRemoteSocketAddress(WebSocket conn) {
        return null;
    }

    /** RFC 6455 as Asterisk wants it: no extension, and the header values {@code websocket} and {@code Upgrade} exactly. */
    private static final class AriDraft extends Draft_6455 {
        private final FrameEngine owner;

        /** What the parts of a message take so far. Only the thread that reads. */
        private long partsBytes;

        AriDraft(FrameEngine owner) {
            super(List.of(), List.of(new Protocol("ari")), MOST_MESSAGE_BYTES);
            this.owner = owner;
        }

        // What is wrong ends here: the engine would log each as an error, and a stranger could fill the log.
        @Override
        public List<Framedata> translateFrame(ByteBuffer bytes) {
            try {
                return super.translateFrame(bytes);
            } catch (InvalidDataException e) {
                owner.wrong(e);
                return List.of();
            }
        }

        @Override
        public void processFrame(WebSocketImpl engine, Framedata frame) {
            if (!engine.isOpen()) {
                return; // What came in one piece with something that was wrong.
            }
            try {
                limit(frame);
                super.processFrame(engine, frame);
            } catch (InvalidDataException e) {
                owner.wrong(e);
            }
        }

        /** The engine looks at the size of a message in parts only when it is whole. */
        private void limit(Framedata frame) throws LimitExceededException {
            Opcode kind = frame.getOpcode();
            if (kind != Opcode.TEXT && kind != Opcode.BINARY && kind != Opcode.CONTINUOUS) {
                return;
            }
            partsBytes = frame.isFin() ? 0 : partsBytes + frame.getPayloadData().remaining() + PART_BYTES;
            if (partsBytes > owner.mostBytes()) {
                throw new LimitExceededException(owner.mostBytes());
            }
        }

        @Override
        public HandshakeBuilder postProcessHandshakeResponseAsServer(
                ClientHandshake request, ServerHandshakeBuilder response) throws InvalidHandshakeException {
            HandshakeBuilder full = super.postProcessHandshakeResponseAsServer(request, response);
            HandshakeImpl1Server lean = new HandshakeImpl1Server();
            lean.setHttpStatusMessage("Switching Protocols");
            lean.put("Upgrade", "websocket");
            lean.put("Connection", "Upgrade");
            lean.put("Sec-WebSocket-Accept", full.getFieldValue("Sec-WebSocket-Accept"));
            lean.put("Sec-WebSocket-Protocol", "ari");
            return lean;
        }

        @Override
        public Draft copyInstance() {
            return new AriDraft(owner);
        }
    }
}
