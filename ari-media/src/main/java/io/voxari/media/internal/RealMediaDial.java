package io.voxari.media.internal;

import io.voxari.media.MediaClose;
import io.voxari.media.MediaDial;
import io.voxari.media.MediaException;
import io.voxari.media.MediaListener;
import io.voxari.media.MediaRefusal;
import io.voxari.media.MediaSession;
import io.voxari.media.MediaStart;
import io.voxari.media.PlayoutOptions;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * How we get in: the way of one connection from the name of the host to {@code MEDIA_START}. What a {@link Gate} is told
 * comes on the loop's thread; the rest is for any.
 */
final class RealMediaDial implements MediaDial, Gate {
    private final RealMediaConnector connector;
    private final MediaConnectorConfig config;
    private final String connectionId;
    private final MediaListener listener;
    private final PlayoutOptions options;
    private final long deadlineNanos;
    private final CompletableFuture<MediaSession> session = new CompletableFuture<>();

    private final AtomicBoolean failed = new AtomicBoolean();
    private final HandshakeCollector answer;
    private @Nullable WebSocketEngine engine;
    /** What we found wrong, before it is known that the connection is over. */
    private @Nullable String complaint;

    private volatile @Nullable MediaConnection connection;
    /** Addresses of the host, of which those before {@code next} were tried. */
    private volatile InetAddress[] addresses = {};

    private final AtomicInteger next = new AtomicInteger();

    RealMediaDial(
            RealMediaConnector connector,
            MediaConnectorConfig config,
            String connectionId,
            MediaListener listener,
            PlayoutOptions options,
            long deadlineNanos) {
        this.connector = connector;
        this.config = config;
        this.connectionId = connectionId;
        this.listener = listener;
        this.options = options;
        this.deadlineNanos = deadlineNanos;
        answer = new HandshakeCollector(config.limits.maxHandshakeBytes());
    }

    @Override
    public CompletionStage<MediaSession> session() {
        return session.minimalCompletionStage();
    }

    @Override
    public void cancel() {
        giveUp("cancelled");
    }

    /** Any thread. Does nothing once the session began. */
    void giveUp(String why) {
        if (fail(why, null)) {
            MediaConnection made = connection;
            if (made != null) {
                made.close(MediaClose.Kind.LOCAL, 1000, why);
            }
        }
    }

    /** Whether nobody waits any more: it succeeded, failed or was cancelled. */
    boolean isDecided() {
        return session.isDone();
    }

    /** On a helper's thread: names take their time. */
    void resolve() {
        try {
            addresses = InetAddress.getAllByName(config.host);
        } catch (IOException e) {
            fail("the host name " + config.host + " is not known", e);
            return;
        }
        dialNext();
    }

    private void dialNext() {
        if (isDecided()) {
            return;
        }
        InetAddress address = addresses[next.getAndIncrement()];
        try {
            connection = connector.open(this, address);
        } catch (IOException e) {
            fail("no socket for it", e);
            return;
        }
        MediaConnection made = connection;
        // Cancelled while it was made. It may also have succeeded meanwhile, which is no reason to close it.
        if (session.isCompletedExceptionally() && made != null) {
            made.close(MediaClose.Kind.LOCAL, 1000, "cancelled");
        }
    }

    /** From the loop's sweep: what is not a connection yet has no sweep of its own. */
    void checkTime(long nowNanos) {
        if (connection == null && nowNanos - deadlineNanos >= 0) {
            giveUp("the host name " + config.host + " was not looked up in time");
        }
    }

    @Override
    public void ready(MediaConnection made) {
        WebSocketEngine begun = WebSocketEngine.client(made, config.limits.maxMessageBytes());
        engine = begun;
        byte[] request = begun.request(config.path(connectionId), config.hostHeader());
        if (config.authorization().isEmpty()) {
            made.sendRaw(ByteBuffer.wrap(request));
            return;
        }
        // The engine logs what it is given, and a password is none of its business.
        byte[] header = ("Authorization: " + config.authorization() + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1);
        made.sendRaw(ByteBuffer.allocate(request.length - 2 + header.length)
                .put(request, 0, request.length - 2)
                .put(header)
                .flip());
    }

    @Override
    public void handshake(MediaConnection made, ByteBuffer bytes) {
        HandshakeCollector.Progress progress = answer.take(bytes);
        if (progress == HandshakeCollector.Progress.MORE) {
            return;
        }
        HandshakeAnswer head = HandshakeAnswer.parse(answer.bytes(), answer.length());
        WebSocketEngine begun = engine;
        if (head.status() != HandshakeAnswer.SWITCHING_PROTOCOLS) {
            abandon(made, "refused with " + head.meaning());
        } else if (progress == HandshakeCollector.Progress.TOO_LARGE) {
            abandon(made, "the answer has more than " + config.limits.maxHandshakeBytes() + " bytes");
        } else if (begun == null || !begun.accept(java.util.Arrays.copyOf(answer.bytes(), answer.length()))) {
            abandon(made, "the answer is a 101 and does not fit the request: wrong key or subprotocol");
        } else {
            made.upgraded(begun, bytes);
        }
    }

    private void abandon(MediaConnection made, String why) {
        complaint = why;
        made.finish(new MediaClose(MediaClose.Kind.PROTOCOL, 1006, why));
    }

    @Override
    public void start(MediaConnection made, MediaStart start) {
        if (!start.connectionId().equals(connectionId)) {
            complaint = "what answered is another channel: " + start.channel();
            made.refuse(MediaRefusal.UNKNOWN_CHANNEL, 4403, "channel not expected");
        } else if (!isDecided()) {
            connector.sessionStarted();
            RealMediaSession begun = made.begin(start, listener, options);
            if (!session.complete(begun)) {
                // Cancelled while its listener was told.
                begun.close();
            }
            made.deliverEarly();
        }
    }

    @Override
    public void handshakeTimedOut(MediaConnection made) {
        abandon(
                made,
                (made.isHandshaking() ? "Asterisk did not answer" : "the connection did not come about") + " within "
                        + config.limits.handshakeTimeout().toMillis() + " ms");
    }

    @Override
    public void refused(MediaRefusal refusal) {
        if (complaint == null) {
            complaint = refusal.name();
        }
    }

    @Override
    public void ended(MediaConnection made, MediaClose close, boolean hadSession) {
        connector.connectionEnded(made, hadSession);
        if (hadSession) {
            return;
        }
        IOException cause = made.failure();
        if (cause instanceof ConnectException && next.get() < addresses.length) {
            dialNext();
        } else {
            fail(complaint == null ? close.reason() : complaint, cause);
        }
    }

    /** False if it is decided already. */
    private boolean fail(String why, @Nullable Throwable cause) {
        if (isDecided() || !failed.compareAndSet(false, true)) {
            return false;
        }
        // Counted before it is told, so that whoever is told finds it counted.
        connector.failed();
        return session.completeExceptionally(
                new MediaException("no media connection to " + address() + ": " + why, cause));
    }

    private String address() {
        return config.address();
    }
}
