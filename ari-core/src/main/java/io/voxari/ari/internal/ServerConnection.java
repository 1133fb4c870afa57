package io.voxari.ari.internal;

import io.voxari.ari.AriConnectionException;
import io.voxari.ari.AriEvent;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection that Asterisk made, from its first byte to its last. A thread of its own reads; {@link ConnectionWriter}
 * writes. Thread-safe.
 */
final class ServerConnection implements EventSocket, FrameEngine.Owner, ConnectionWriter.Owner, Runnable {
    /** What the other side gets to answer our CLOSE. */
    static final Duration LINGER = Duration.ofSeconds(1);

    private static final Logger LOG = LoggerFactory.getLogger(ServerConnection.class);

    private final ServerEngine server;
    private final Socket tcp;
    private final FrameEngine engine = new FrameEngine(this);
    private final ConnectionWriter writer;
    private final AtomicBoolean gone = new AtomicBoolean();
    private final AtomicBoolean refused = new AtomicBoolean();
    private final Timers.Timer handshakeLimit;

    private volatile @Nullable Mount mount;

    private volatile @Nullable Listener listener;
    private volatile boolean silenced;

    /** Whether we began to close it. */
    private volatile boolean dismissed;

    private volatile @Nullable String closing;
    private volatile long heardNanos;
    private volatile Timers.@Nullable Timer timer;

    ServerConnection(ServerEngine server, Socket tcp, Duration handshakeWithin) {
        this.server = server;
        this.tcp = tcp;
        this.writer = new ConnectionWriter(server.threads(), this);
        this.handshakeLimit = server.timers().after(handshakeWithin, () -> {
            refused("no whole handshake within " + handshakeWithin);
            cut();
        });
    }

    // Reading.

    @Override
    public void run() {
        String why = "it ended without a closing handshake";
        try {
            tcp.setTcpNoDelay(true);
            SSLContext tls = server.tls();
            Welcome welcome = new Welcome(server, tcp, this::refused);
            Socket socket = tls == null ? tcp : welcome.secured(tls);
            writer.begin(socket.getOutputStream());
            InputStream in = socket.getInputStream();
            mount = welcome.answer(in, socket.getOutputStream(), engine);
            if (mount != null) {
                read(in);
            }
        } catch (IOException e) {
            why = e.toString();
        } catch (Throwable e) {
            LOG.error("A connection of Asterisk failed and is closed", e);
            why = e.toString();
        } finally {
            over(why);
        }
    }

    private void read(InputStream in) throws IOException {
        byte[] buffer = new byte[16_384];
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            heardNanos = server.timers().nanos();
            if (read > 0) {
                engine.take(ByteBuffer.wrap(buffer, 0, read));
            }
        }
    }

    @Override
    public boolean isKnown() {
        return listener != null;
    }

    @Override
    public void onText(String text) {
        Listener present = listener;
        Mount at = mount;
        if (present == null && at != null && closing == null) {
            present = introduced(at, text);
        }
        if (present != null && !silenced) {
            present.onText(text);
        }
    }

    /** Asterisk speaks first, of the application that it registered or events that waited. */
    private @Nullable Listener introduced(Mount at, String text) {
        AriEvent first = Wire.event(text);
        handshakeLimit.cancel();
        if (first == null || first.application().isEmpty()) {
            refused("its first message is of no application");
            bye(1002, "an ARI event expected");
            return null;
        }
        String asterisk = first.asteriskId();
        Mount.Claim claim = at.claim(this, first.application(), asterisk == null ? "" : asterisk);
        Listener found = claim.listener();
        Mount owner = claim.at();
        if (found == null || owner == null) {
            refused(claim.why());
            bye(1008, "not served here");
            return null;
        }
        mount = owner;
        Thread.currentThread().setName("voxari-ari-events-" + first.application());
        listener = found;
        if (gone.get()) {
            owner.ended(this); // Cut meanwhile, when nobody was there to be told.
            tell("it ended as it began");
            return null;
        }
        found.onOpen();
        return found;
    }

    @Override
    public void onBinary() {
        Listener present = listener;
        if (present != null && !silenced) {
            present.onUnreadable();
        }
    }

    @Override
    public void onPong() {
        heardNanos = server.timers().nanos();
    }

    @Override
    public void onClosing(int code, boolean remote) {
        if (closing == null) {
            closing = (remote ? "Asterisk closed it with code " : "it was closed with code ") + code;
            if (!remote && !dismissed) {
                refused("it sent what is no WebSocket (closed with code " + code + ")");
            }
            cutSoon();
        }
    }

    /** Whether it ended because Asterisk said so. */
    boolean isClosedByAsterisk() {
        String how = closing;
        return how != null && how.startsWith("Asterisk");
    }

    // Keeping alive.

    /** Pings from now on; a connection that is silent for twice the interval is cut. */
    void keepAlive(Duration interval) {
        heardNanos = server.timers().nanos();
        probe(interval);
    }

    private void probe(Duration interval) {
        if (gone.get()) {
            return;
        }
        if (server.timers().nanos() - heardNanos >= interval.multipliedBy(2).toNanos()) {
            closing = "nothing was heard for " + interval.multipliedBy(2);
            over(closing);
            return;
        }
        engine.ping();
        timer = server.timers().after(interval, () -> probe(interval));
    }

    // Writing.

    @Override
    public boolean send(String text) {
        ByteBuffer frame = FrameEngine.text(text.getBytes(StandardCharsets.UTF_8));
        return listener != null
                && !silenced
                && engine.isOpen()
                && writer.enqueue(frame, false, ConnectionWriter.MOST_QUEUED_BYTES);
    }

    @Override
    public long silentNanos() {
        return server.timers().nanos() - heardNanos;
    }

    @Override
    public void sendBytes(ByteBuffer bytes, boolean last) {
        // Pongs for one that does not read them: while it has not said who it is, no more is held than it may send.
        int most = isKnown() ? ConnectionWriter.MOST_QUEUED_BYTES : FrameEngine.MOST_FIRST_BYTES;
        if (!writer.enqueue(bytes, last, most)) {
            LOG.debug("{} bytes for a connection that is over or does not read", bytes.remaining());
        }
    }

    @Override
    public void onLastWritten() throws IOException {
        server.timers().after(LINGER, this::shut);
        if (server.tls() == null) {
            tcp.shutdownOutput();
        }
    }

    @Override
    public void onBroken(Exception why) {
        over(why.toString());
    }

    @Override
    public void onNoThread() {
        cut(); // The server is closed.
    }

    // The end.

    /** Counted once: it may be too late and wrong at the same time. */
    private void refused(String why) {
        if (refused.compareAndSet(false, true)) {
            server.refused(why, tcp);
        }
    }

    private void bye(int code, String reason) {
        dismissed = true;
        engine.close(code, reason);
        cutSoon();
    }

    /** In case that it does not read our CLOSE either. */
    private void cutSoon() {
        server.timers().after(LINGER.multipliedBy(2), this::cut);
    }

    /** Ends it for its listener's sake, which hears nothing more. */
    @Override
    public void close() {
        silenced = true;
        bye(1000, "");
        Mount at = mount;
        if (at != null) {
            at.ended(this);
        }
    }

    /** Ends it because another one took its place; the listener is told. */
    void replaced() {
        closing = "Asterisk connected anew";
        tell("Asterisk connected anew");
        silenced = true;
        bye(1000, "connected anew");
    }

    /** Ends it at once, with a reset. The thread that reads notices. */
    void cut() {
        try {
            tcp.setSoLinger(true, 0);
        } catch (IOException e) {
            LOG.trace("It is closed already", e);
        }
        shut();
    }

    private void shut() {
        try {
            tcp.close();
        } catch (IOException e) {
            LOG.debug("Closing a connection of Asterisk failed", e);
        }
    }

    private void over(String why) {
        if (!gone.compareAndSet(false, true)) {
            return;
        }
        handshakeLimit.cancel();
        writer.end();
        Timers.Timer present = timer;
        if (present != null) {
            present.cancel();
        }
        shut();
        server.ended(this);
        Mount at = mount;
        if (at != null && listener != null) {
            at.ended(this);
        }
        String how = closing;
        tell(how == null ? why : how);
    }

    private void tell(String why) {
        Listener present = listener;
        if (present != null && !silenced) {
            silenced = true;
            present.onEnd(
                    new AriConnectionException("The event connection that Asterisk made broke: " + why, true, null));
        }
    }
}
