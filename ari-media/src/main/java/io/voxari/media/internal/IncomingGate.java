package io.voxari.media.internal;

import io.voxari.media.MediaClose;
import io.voxari.media.MediaListener;
import io.voxari.media.MediaRefusal;
import io.voxari.media.MediaStart;
import io.voxari.media.PlayoutOptions;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Who may come in: the way of one connection from Asterisk through {@link HandshakeVerdict} and {@link Admissions}. */
final class IncomingGate implements Gate {
    private final RealMediaServer server;
    private final MediaContext context;
    private final InetAddress address;

    private @Nullable HandshakeCollector collector;
    private @Nullable String channelId;
    /** The start that waits for its channel's name, and what is called when that is told. */
    private @Nullable MediaStart parkedStart;

    private @Nullable Runnable parkedRetry;

    IncomingGate(RealMediaServer server, MediaContext context, InetAddress address) {
        this.server = server;
        this.context = context;
        this.address = address;
    }

    InetAddress address() {
        return address;
    }

    @Override
    public void ready(MediaConnection connection) {
        collector = new HandshakeCollector(context.limits().maxHandshakeBytes());
    }

    @Override
    public void handshake(MediaConnection connection, ByteBuffer bytes) {
        HandshakeCollector head = collector;
        if (head == null) {
            return;
        }
        switch (head.take(bytes)) {
            case MORE -> {}
            case TOO_LARGE -> refuse(connection, HandshakeVerdict.TOO_LARGE);
            case WHOLE -> judge(connection, head, bytes);
        }
    }

    private void judge(MediaConnection connection, HandshakeCollector head, ByteBuffer rest) {
        HandshakeRequest request = HandshakeRequest.parse(head.bytes(), head.length());
        HandshakeVerdict verdict = server.judge(request);
        if (request == null || verdict.refusal() != null) {
            refuse(connection, verdict);
            return;
        }
        WebSocketEngine engine =
                WebSocketEngine.server(connection, context.limits().maxMessageBytes());
        if (!engine.accept(request.forEngine())) {
            refuse(connection, HandshakeVerdict.BAD);
            return;
        }
        collector = null;
        connection.upgraded(engine, rest);
    }

    private void refuse(MediaConnection connection, HandshakeVerdict verdict) {
        if (verdict.refusal() == null) {
            throw new IllegalArgumentException("not a refusal: " + verdict);
        }
        collector = null;
        refused(verdict.refusal());
        connection.refuse(verdict.response());
    }

    @Override
    public void handshakeTimedOut(MediaConnection connection) {
        if (connection.isHandshaking()) {
            refuse(connection, HandshakeVerdict.TIMEOUT);
        } else {
            // No TLS yet: there is nothing that the other side would understand.
            refused(MediaRefusal.HANDSHAKE_TIMEOUT);
            connection.finish(new MediaClose(MediaClose.Kind.PROTOCOL, 1006, "no TLS in time"));
        }
    }

    @Override
    public void start(MediaConnection connection, MediaStart start) {
        RealMediaExpectation expectation = server.admissions().claim(start);
        if (expectation != null) {
            begin(connection, start, expectation.listener, expectation.options, expectation);
            return;
        }
        MediaListener listener = server.admitUnexpected(start);
        if (listener != null) {
            begin(connection, start, listener, PlayoutOptions.DEFAULT.withOpenAtStart(true), null);
            return;
        }
        Runnable retry = () -> connection.retry(() -> {
            if (parkedStart != null) {
                parkedStart = null;
                start(connection, start);
            }
        });
        if (start.channelId() == null && server.admissions().park(start.channel(), retry)) {
            parkedStart = start;
            parkedRetry = retry;
            connection.park();
        } else {
            connection.refuse(MediaRefusal.UNKNOWN_CHANNEL, 4403, "channel not expected");
        }
    }

    private void begin(
            MediaConnection connection,
            MediaStart start,
            MediaListener listener,
            PlayoutOptions options,
            @Nullable RealMediaExpectation expectation) {
        channelId = expectation == null ? null : expectation.channelId;
        server.sessionStarted();
        RealMediaSession session = connection.begin(start, listener, options);
        if (expectation != null) {
            expectation.session.complete(session);
        }
        connection.deliverEarly();
    }

    @Override
    public void refused(MediaRefusal refusal) {
        server.refused(refusal, address);
    }

    @Override
    public void ended(MediaConnection connection, MediaClose close, boolean hadSession) {
        if (connection.failure() instanceof SSLException && !hadSession) {
            refused(MediaRefusal.TLS_FAILED);
        }
        if (parkedStart != null && parkedRetry != null) {
            server.admissions().unpark(parkedStart.channel(), parkedRetry);
        }
        server.connectionEnded(connection, address, hadSession);
        if (channelId != null) {
            server.admissions().ended(channelId);
        }
    }
}
