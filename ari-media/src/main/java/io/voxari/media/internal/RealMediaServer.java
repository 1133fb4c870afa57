package io.voxari.media.internal;

import io.voxari.media.MediaExpectation;
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
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.net.ssl.SSLEngine;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The server: accepts, counts, and gives each connection to a loop. */
public final class RealMediaServer implements MediaServer, IoLoop.Acceptor {
    private static final Logger LOG = LoggerFactory.getLogger(RealMediaServer.class);

    private static final int BACKLOG = 512;
    /** Enough for seconds of telephone audio; a peer that stops reading is noticed, and little grows stale. */
    private static final int SEND_BUFFER_BYTES = 65_536;

    private final MediaServerConfig config;
    private final NanoClock clock;
    private final Admissions admissions;
    private final Pacer pacer;
    private final Helpers helpers = new Helpers("voxari-media-helper");
    private final ConnectionSet connections = new ConnectionSet();
    private final Object lock = new Object();
    /** Guarded by the lock, as all below. */
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
                channel.bind(address(), BACKLOG);
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

    private InetSocketAddress address() throws UnknownHostException {
        InetSocketAddress address = new InetSocketAddress(config.host, config.port);
        if (address.isUnresolved()) {
            throw new UnknownHostException("no host of that name is known");
        }
        return address;
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
        return URI.create((config.tls == null ? "ws://" : "wss://") + host + ':' + port() + config.path);
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
        List<IoLoop> running;
        synchronized (lock) {
            if (closed) {
                return;
            }
            closed = true;
            closeAcceptor();
            running = loops;
        }
        admissions.close();
        connections.close(running, pacer, helpers);
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
    @Override
    public void accepted(SocketChannel channel) throws IOException {
        InetAddress address = channel.socket().getInetAddress();
        if (address == null) {
            channel.close();
            return;
        }
        HandshakeVerdict refusal = null;
        IoLoop loop;
        synchronized (lock) {
            accepted++;
            loop = loops.get(nextLoop++ % loops.size());
            if (closed || connections.size() >= config.limits.maxConnections()) {
                refusal = HandshakeVerdict.BUSY;
            } else if (perAddress.getOrDefault(address, 0) >= config.limits.maxConnectionsPerAddress()) {
                refusal = HandshakeVerdict.BUSY_ADDRESS;
            } else {
                perAddress.merge(address, 1, Integer::sum);
            }
        }
        try {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.setOption(StandardSocketOptions.SO_SNDBUF, SEND_BUFFER_BYTES);
        } catch (IOException e) {
            LOG.debug("Media connection from {} ended as it began", address, e);
            if (refusal == null) {
                forget(address);
            }
            channel.close();
            return;
        }
        if (refusal != null && refusal.refusal() != null) {
            refused(refusal.refusal(), address);
            if (config.tls == null) {
                channel.write(ByteBuffer.wrap(refusal.response()));
            }
            channel.close();
            return;
        }
        begin(loop, channel, address);
    }

    private void begin(IoLoop loop, SocketChannel channel, InetAddress address) throws IOException {
        SSLEngine tls = null;
        if (config.tls != null) {
            tls = config.tls.createSSLEngine();
            tls.setUseClientMode(false);
        }
        MediaContext context = new MediaContext(config.limits, clock, pacer, helpers);
        MediaConnection connection = new MediaConnection(
                context, loop, channel, tls, null, address.getHostAddress(), new IncomingGate(this, context, address));
        if (connections.add(connection)) {
            loop.register(channel, connection);
        } else {
            forget(address);
            channel.close();
        }
    }

    private void forget(InetAddress address) {
        synchronized (lock) {
            perAddress.merge(address, -1, (a, b) -> a + b == 0 ? null : a + b);
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

    void connectionEnded(MediaConnection connection, InetAddress address, boolean hadSession) {
        if (!connections.remove(connection)) {
            return;
        }
        forget(address);
        if (hadSession) {
            synchronized (lock) {
                sessions--;
            }
        }
    }

    Admissions admissions() {
        return admissions;
    }
}
