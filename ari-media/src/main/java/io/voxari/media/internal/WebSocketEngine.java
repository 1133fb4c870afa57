package io.voxari.media.internal;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import org.java_websocket.WebSocket;
import org.java_websocket.WebSocketAdapter;
import org.java_websocket.WebSocketImpl;
import org.java_websocket.exceptions.InvalidDataException;
import org.java_websocket.exceptions.InvalidHandshakeException;
import org.java_websocket.framing.Framedata;
import org.java_websocket.framing.PingFrame;
import org.java_websocket.handshake.HandshakeImpl1Client;
import org.java_websocket.handshake.Handshakedata;
import org.jspecify.annotations.Nullable;

/**
 * Java-WebSocket as protocol engine of one connection: it answers the handshake and pings, joins fragments, checks UTF-8
 * and close codes, and closes. It is given whole frames and reads or writes nothing itself. Only the loop's thread.
 */
final class WebSocketEngine extends WebSocketAdapter {
    /** The connection it works for. */
    interface Owner {
        void onBinary(ByteBuffer payload);

        void onText(String text);

        /** The peer asked to close, and has been answered. */
        void onPeerCloses(int code, String reason);

        void onEngineFailed(Exception e);

        /** Sends bytes as they are. */
        void sendRaw(ByteBuffer bytes);

        /** CLOSE was said: nothing may follow it. */
        void closeSaid();
    }

    private final Owner owner;
    private final WebSocketImpl engine;

    private boolean begun;

    private WebSocketEngine(Owner owner, MediaDraft draft, boolean client) {
        this.owner = owner;
        engine = client ? new WebSocketImpl(this, draft) : new WebSocketImpl(this, List.of(draft));
    }

    static WebSocketEngine server(Owner owner, int maxMessageBytes) {
        return new WebSocketEngine(owner, new MediaDraft(maxMessageBytes), false);
    }

    static WebSocketEngine client(Owner owner, int maxMessageBytes) {
        return new WebSocketEngine(owner, new MediaDraft(maxMessageBytes), true);
    }

    /** A client's request, up to and with its empty line; it is given back and not sent, as it may lack a header. */
    byte[] request(String path, String host) {
        HandshakeImpl1Client request = new HandshakeImpl1Client();
        request.setResourceDescriptor(path);
        request.put("Host", host);
        try {
            engine.startHandshake(request);
        } catch (InvalidHandshakeException e) {
            throw new IllegalStateException("the engine does not take its own request", e);
        }
        ByteBuffer head = engine.outQueue.remove();
        byte[] bytes = new byte[head.remaining()];
        head.get(bytes);
        begun = true;
        return bytes;
    }

    /** Judges the head of the other side's message: answers a request, believes an answer. False if it will not have it. */
    boolean accept(byte[] head) {
        begun = true;
        engine.decode(ByteBuffer.wrap(head));
        return engine.isOpen();
    }

    void frame(ByteBuffer whole) throws InvalidDataException {
        for (Framedata frame : engine.getDraft().translateFrame(whole)) {
            engine.getDraft().processFrame(engine, frame);
        }
    }

    void ping() {
        engine.sendFrame(new PingFrame());
    }

    void close(int code, String reason) {
        engine.close(code, reason);
    }

    @Override
    public void onWebsocketMessage(WebSocket conn, ByteBuffer audio) {
        owner.onBinary(audio);
    }

    @Override
    public void onWebsocketMessage(WebSocket conn, String text) {
        owner.onText(text);
    }

    @Override
    public void onWebsocketPing(WebSocket conn, Framedata ping) {
        // None after our CLOSE, though the peer may still ask.
        if (engine.isOpen()) {
            super.onWebsocketPing(conn, ping);
        }
    }

    @Override
    public void onWriteDemand(WebSocket conn) {
        if (!begun) {
            return;
        }
        for (ByteBuffer buffer = engine.outQueue.poll(); buffer != null; buffer = engine.outQueue.poll()) {
            owner.sendRaw(buffer);
        }
        if (engine.isFlushAndClose()) {
            owner.closeSaid();
        }
    }

    @Override
    public void onWebsocketClosing(WebSocket ws, int code, @Nullable String reason, boolean remote) {
        owner.onPeerCloses(code, reason == null ? "" : reason);
    }

    @Override
    public void onWebsocketError(WebSocket conn, Exception e) {
        owner.onEngineFailed(e);
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
}
