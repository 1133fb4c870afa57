package io.voxari.media.internal;

import io.voxari.media.MediaConnector;
import io.voxari.media.MediaConnectorStats;
import io.voxari.media.MediaDial;
import io.voxari.media.MediaListener;
import io.voxari.media.PlayoutOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.nio.channels.spi.SelectorProvider;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/** The connector: makes connections and gives each to a loop. */
public final class RealMediaConnector implements MediaConnector {
    private static final Pattern CONNECTION_ID = Pattern.compile("[A-Za-z0-9._-]{1,128}");
    /** As for the server: what a peer that stops reading gets before it is noticed. */
    private static final int SEND_BUFFER_BYTES = 65_536;

    private final MediaConnectorConfig config;
    private final MediaContext context;
    private final List<IoLoop> loops;
    private final SecureRandom masks = new SecureRandom();
    private final ConnectionSet connections = new ConnectionSet();
    private final Object lock = new Object();
    /** Guarded by the lock, as all below: those not decided yet. */
    private final Set<RealMediaDial> dials = new HashSet<>();

    private long dialled;
    private long sessionsStarted;
    private long failed;
    private int sessions;
    private int nextLoop;
    private boolean closed;

    /**
     * Makes one and starts its threads.
     *
     * @param config its settings
     */
    public RealMediaConnector(MediaConnectorConfig config) {
        this.config = config;
        MediaEventReader.warmUp();
        NanoClock clock = NanoClock.system();
        Pacer pacer = new ThreadPacer("voxari-media-dial-pacer", clock);
        context = new MediaContext(config.limits, clock, pacer, new Helpers("voxari-media-dial-helper"));
        List<IoLoop> opened = new ArrayList<>();
        try {
            for (int i = 0; i < config.ioThreads; i++) {
                Runnable onSweep = i == 0 ? this::sweep : () -> {};
                opened.add(new IoLoop("voxari-media-dial-io-" + i, SelectorProvider.provider(), clock, null, onSweep));
            }
        } catch (IOException e) {
            opened.forEach(IoLoop::close);
            throw new UncheckedIOException("no selector for media connections", e);
        }
        loops = List.copyOf(opened);
        loops.forEach(IoLoop::start);
        pacer.start();
    }

    @Override
    public MediaDial connect(String connectionId, MediaListener listener, PlayoutOptions options) {
        Objects.requireNonNull(listener, "listener");
        Objects.requireNonNull(options, "options");
        if (!CONNECTION_ID.matcher(connectionId).matches()) {
            // Not the value: it may be a real id with a blank behind it.
            throw new IllegalArgumentException("the connection id has " + connectionId.length()
                    + " characters, expected 1 to 128 of A-Z a-z 0-9 . _ -");
        }
        RealMediaDial dial = new RealMediaDial(
                this,
                config,
                connectionId,
                listener,
                options,
                context.clock().nanos() + config.limits.handshakeTimeout().toNanos());
        synchronized (lock) {
            if (closed) {
                throw new IllegalStateException("the media connector is closed");
            }
            if (dials.size() + sessions >= config.limits.maxConnections()) {
                throw new IllegalStateException(
                        "the media connector has " + config.limits.maxConnections() + " connections already");
            }
            dialled++;
            dials.add(dial);
        }
        dial.session().whenComplete((session, failure) -> decided(dial));
        if (!context.helpers().execute(dial::resolve)) {
            dial.giveUp("the media connector is closed");
        }
        return dial;
    }

    private void decided(RealMediaDial dial) {
        synchronized (lock) {
            dials.remove(dial);
        }
    }

    /** Any thread. */
    MediaConnection open(RealMediaDial dial, InetAddress address) throws IOException {
        SocketChannel channel = SocketChannel.open();
        try {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.setOption(StandardSocketOptions.SO_SNDBUF, SEND_BUFFER_BYTES);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        IoLoop loop;
        synchronized (lock) {
            loop = loops.get(nextLoop++ % loops.size());
        }
        MediaConnection connection =
                new MediaConnection(context, loop, channel, config.engine(), masks, config.address(), dial);
        if (!connections.add(connection)) {
            channel.close();
            throw new IOException("the media connector is closed");
        }
        loop.connect(channel, new InetSocketAddress(address, config.port), connection);
        return connection;
    }

    private void sweep() {
        List<RealMediaDial> waiting;
        synchronized (lock) {
            if (dials.isEmpty()) {
                return;
            }
            waiting = List.copyOf(dials);
        }
        long now = context.clock().nanos();
        waiting.forEach(dial -> dial.checkTime(now));
    }

    void sessionStarted() {
        synchronized (lock) {
            sessions++;
            sessionsStarted++;
        }
    }

    void failed() {
        synchronized (lock) {
            failed++;
        }
    }

    void connectionEnded(MediaConnection connection, boolean hadSession) {
        if (connections.remove(connection) && hadSession) {
            synchronized (lock) {
                sessions--;
            }
        }
    }

    @Override
    public MediaConnectorStats stats() {
        synchronized (lock) {
            return new MediaConnectorStats(connections.size(), sessions, dialled, sessionsStarted, failed);
        }
    }

    @Override
    public void close() {
        List<RealMediaDial> waiting;
        synchronized (lock) {
            if (closed) {
                return;
            }
            closed = true;
            waiting = List.copyOf(dials);
        }
        waiting.forEach(dial -> dial.giveUp("the media connector was closed"));
        connections.close(loops, context.pacer(), context.helpers());
    }
}
