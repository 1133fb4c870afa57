package io.voxari.media.internal;

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
    MediaDraft(int maxMessageBytes) {
        super(List.of(), List.of(new Protocol(MediaProtocol.SUBPROTOCOL)), maxMessageBytes);
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
        lean.put("Sec-WebSocket-Protocol", MediaProtocol.SUBPROTOCOL);
        return lean;
    }

    @Override
    public Draft copyInstance() {
        return new MediaDraft(getMaxFrameSize());
    }
}
