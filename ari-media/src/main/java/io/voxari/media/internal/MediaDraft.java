package io.voxari.media.internal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import org.java_websocket.drafts.Draft;
import org.java_websocket.drafts.Draft_6455;
import org.java_websocket.exceptions.InvalidHandshakeException;
import org.java_websocket.handshake.ClientHandshake;
import org.java_websocket.handshake.HandshakeBuilder;
import org.java_websocket.handshake.HandshakeImpl1Server;
import org.java_websocket.handshake.ServerHandshakeBuilder;
import org.java_websocket.protocols.Protocol;

/**
 * RFC 6455 as Asterisk wants it: no extension, subprotocol {@code media}, frames up to a size, and an answer with the
 * header values {@code websocket} and {@code Upgrade} exactly, whatever else the request's {@code Connection} listed.
 */
final class MediaDraft extends Draft_6455 {
    /** RFC 6455, section 1.3. */
    private static final String ACCEPT = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    MediaDraft(int maxMessageBytes) {
        super(List.of(), List.of(new Protocol(MediaProtocol.SUBPROTOCOL)), maxMessageBytes);
    }

    @Override
    public HandshakeBuilder postProcessHandshakeResponseAsServer(
            ClientHandshake request, ServerHandshakeBuilder response) throws InvalidHandshakeException {
        HandshakeImpl1Server lean = new HandshakeImpl1Server();
        lean.setHttpStatusMessage("Switching Protocols");
        lean.put("Upgrade", "websocket");
        lean.put("Connection", "Upgrade");
        lean.put("Sec-WebSocket-Accept", accept(request));
        lean.put("Sec-WebSocket-Protocol", MediaProtocol.SUBPROTOCOL);
        return lean;
    }

    /** The library makes it only together with the date, in a format that it builds anew each time. */
    private static String accept(ClientHandshake request) throws InvalidHandshakeException {
        String key = request.getFieldValue("Sec-WebSocket-Key").trim();
        if (key.isEmpty()) {
            throw new InvalidHandshakeException("missing Sec-WebSocket-Key");
        }
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-1").digest((key + ACCEPT).getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }

    @Override
    public Draft copyInstance() {
        return new MediaDraft(getMaxFrameSize());
    }
}
