package io.voxari.media.internal;

import io.voxari.media.MediaExpectation;
import io.voxari.media.MediaLimits;
import io.voxari.media.MediaListener;
import io.voxari.media.MediaRefusal;
import io.voxari.media.MediaServer;
import io.voxari.media.MediaServerStats;
import io.voxari.media.MediaStart;
import io.voxari.media.PlayoutOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The server: accepts, counts, and gives each connection to a loop. */
public final class RealMediaServer implements MediaServer {
    private static final Logger LOG = LoggerFactory.getLogger(RealMediaServer.class);

    private static final int BACKLOG = 512;
    /** Enough for seconds of telephone audio; a peer that stops reading is noticed, and little grows stale. */
    private static final int SEND_BUFFER_BYTES = 65_536;

    private final MediaServerConfig config;
    private final NanoClock clock;
    private final Admissions admissions;
    private final Pacer pacer;
    private final Object lock = new Object();
    /** Guarded by the lock, as all below. */
    private final Set<MediaConnection> connections = new HashSet<>();

    private final Map<InetAddress, Integer> perAddress = new HashMap<>();
    private final Map<MediaRefusal, Long> refusals = new EnumMap<>(MediaRefusal.class);
    private long accepted;
    private long sessionsStarted;
    private int sessions;
    private boolean started;
    private boolean closed;
    private List<IoLoop> loops = List.of();
    private @Nullable ServerSocketChannel acceptor;
    private int port;
    private int nextLoop;
    private @Nullable CountDownLatch empty;

    /**
     * Makes a server that does not listen yet.
     *
     * @param config its settings
     */
    public RealMediaServer(MediaServerConfig config) {
        this.config = config;
        this.clock = config.clock;
        this.admissions = new Admissions(clock);
        this.pacer = config.pacer();
    }

    @Override
    public void start() {
        MediaEventReader.warmUp();
        synchronized (lock) {
            if (started || closed) {
                throw new IllegalStateException("the media server was " + (closed ? "closed" : "started") + " before");
            }
            List<IoLoop> opened = new ArrayList<>();
            try {
                ServerSocketChannel channel = config.provider.openServerSocketChannel();
                acceptor = channel;
                channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
                channel.bind(new InetSocketAddress(config.host, config.port), BACKLOG);
                port = channel.socket().getLocalPort();
                for (int i = 0; i < config.ioThreads; i++) {
                    Runnable onSweep = i == 0 ? admissions::expire : () -> {};
                    opened.add(new IoLoop("voxari-media-io-" + i, config.provider, clock, config.scheduler, onSweep));
                }
                opened.get(0).accept(channel, this);
            } catch (IOException e) {
                opened.forEach(IoLoop::close);
                closeAcceptor();
                throw new UncheckedIOException(
                        "cannot listen on " + config.host + ":" + config.port + ": " + e.getMessage(), e);
            }
            loops = List.copyOf(opened);
            started = true;
            loops.forEach(IoLoop::start);
            pacer.start();
        }
        LOG.info("Media server listens at {}", uri());
    }

    @Override
    public int port() {
        synchronized (lock) {
            if (!started) {
                throw new IllegalStateException("the media server is not started");
            }
            return port;
        }
    }

    @Override
    public URI uri() {
        String host = config.host.indexOf(':') >= 0 ? '[' + config.host + ']' : config.host;
        return URI.create("ws://" + host + ':' + port() + config.path);
    }

    @Override
    public MediaExpectation expect(String channelId, MediaListener listener, Duration timeout, PlayoutOptions options) {
        Objects.requireNonNull(listener, "listener");
        Objects.requireNonNull(options, "options");
        if (channelId.isEmpty()) {
            throw new IllegalArgumentException("channelId is empty");
        }
        return admissions.expect(channelId, listener, timeout, options);
    }

    @Override
    public MediaServerStats stats() {
        synchronized (lock) {
            return new MediaServerStats(
                    connections.size(), sessions, accepted, sessionsStarted, admissions.size(), refusals);
        }
    }

    @Override
    public void close() {
        CountDownLatch gone = new CountDownLatch(1);
        List<MediaConnection> open;
        synchronized (lock) {
            if (closed) {
                return;
            }
            closed = true;
            closeAcceptor();
            open = List.copyOf(connections);
            empty = gone;
        }
        admissions.close();
        open.forEach(MediaConnection::closeBecauseServerCloses);
        try {
            if (!open.isEmpty() && !gone.await(2, TimeUnit.SECONDS)) {
                LOG.warn("Media server: some connections did not end in time and are cut off");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        loops.forEach(IoLoop::close);
        pacer.close();
    }

    private void closeAcceptor() {
        try {
            if (acceptor != null) {
                acceptor.close();
            }
        } catch (IOException e) {
            LOG.debug("Closing the listening socket failed", e);
        }
    }

    /** On the first loop's thread. */
    void accepted(SocketChannel channel) throws IOException {
        MediaConnection connection = null;
        HandshakeVerdict refusal = null;
        InetAddress address = channel.socket().getInetAddress();
        if (address == null) {
            channel.close();
            return;
        }
        IoLoop loop;
        synchronized (lock) {
            accepted++;
            loop = loops.get(nextLoop++ % loops.size());
            if (closed || connections.size() >= config.limits.maxConnections()) {
                refusal = HandshakeVerdict.BUSY;
            } else if (perAddress.getOrDefault(address, 0) >= config.limits.maxConnectionsPerAddress()) {
                refusal = HandshakeVerdict.BUSY_ADDRESS;
            } else {
                connection = new MediaConnection(this, loop, channel, address);
                connections.add(connection);
                perAddress.merge(address, 1, Integer::sum);
            }
        }
        try {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.setOption(StandardSocketOptions.SO_SNDBUF, SEND_BUFFER_BYTES);
            if (connection != null) {
                loop.register(channel, connection);
                return;
            }
        } catch (IOException e) {
            LOG.debug("Media connection from {} ended as it began", address, e);
            if (connection != null) {
                connectionEnded(connection, false);
            }
            channel.close();
            return;
        }
        if (refusal != null && refusal.refusal() != null) {
            refused(refusal.refusal(), address);
            channel.write(ByteBuffer.wrap(refusal.response()));
            channel.close();
        }
    }

    HandshakeVerdict judge(@Nullable HandshakeRequest request) {
        boolean anyone = config.unexpected != null || admissions.size() > 0;
        return HandshakeVerdict.judge(request, config.path, config.credentials, anyone);
    }

    @Nullable MediaListener admitUnexpected(MediaStart start) {
        if (config.unexpected == null) {
            return null;
        }
        try {
            return config.unexpected.apply(start);
        } catch (Throwable e) {
            LOG.error("Media channel {}: the admission of unexpected channels failed", start.channelId(), e);
            return null;
        }
    }

    void refused(MediaRefusal refusal, InetAddress address) {
        long count;
        synchronized (lock) {
            count = refusals.merge(refusal, 1L, Long::sum);
        }
        // A flood must not fill the log as well: each power of two.
        if (Long.bitCount(count) == 1) {
            LOG.warn("Media connection from {} refused: {} ({} so far)", address.getHostAddress(), refusal, count);
        }
    }

    void sessionStarted() {
        synchronized (lock) {
            sessions++;
            sessionsStarted++;
        }
    }

    void connectionEnded(MediaConnection connection, boolean hadSession) {
        synchronized (lock) {
            if (!connections.remove(connection)) {
                return;
            }
            perAddress.merge(connection.address(), -1, (a, b) -> a + b == 0 ? null : a + b);
            if (hadSession) {
                sessions--;
            }
            if (empty != null && connections.isEmpty()) {
                empty.countDown();
            }
        }
    }

    MediaLimits limits() {
        return config.limits;
    }

    NanoClock clock() {
        return clock;
    }

    Pacer pacer() {
        return pacer;
    }

    Admissions admissions() {
        return admissions;
    }
}
