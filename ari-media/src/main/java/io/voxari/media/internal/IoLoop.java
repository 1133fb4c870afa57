package io.voxari.media.internal;

import io.voxari.media.MediaClose;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.UnresolvedAddressException;
import java.nio.channels.UnsupportedAddressTypeException;
import java.nio.channels.spi.SelectorProvider;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One selector and its thread: reads, writes what could not be written at once, runs tasks and looks at deadlines. Never
 * blocks but in the selector.
 */
final class IoLoop implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(IoLoop.class);

    private static final long SWEEP_NANOS = 50_000_000L;
    private static final long GATHER_NANOS = 500_000L;
    private static final int READ_BYTES = 65_536;
    private static final int MAX_ACCEPTS = 64;

    /** Whoever takes connections that come in; on the loop's thread. */
    interface Acceptor {
        void accepted(SocketChannel channel) throws IOException;
    }

    private final Selector selector;
    private final Thread thread;
    private final NanoClock clock;
    private final @Nullable ScheduledExecutorService ticker;
    private final Runnable onSweep;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final LoopTimers timers = new LoopTimers();
    private final ByteBuffer readBuffer = ByteBuffer.allocate(READ_BYTES);
    private @Nullable Acceptor acceptFor;
    private volatile boolean closing;
    /** Only the loop's thread: when the acceptor may be asked again after it failed. */
    private boolean acceptPaused;
    /** Only the loop's thread: when it woke up last, before it served anybody. */
    private long wokenNanos;
    /** Only the loop's thread: whether that is known for the selection that goes on. */
    private boolean woken;
    /** Only the loop's thread: which timer the ticker was asked to wake the selector for last. */
    private long tickNanos = Long.MAX_VALUE;

    private @Nullable Future<?> tick;

    /**
     * @param ticker wakes the loop for each sweep, in the clock's time; null where that is the system's, and the selector
     *     wakes by itself
     */
    IoLoop(
            String name,
            SelectorProvider provider,
            NanoClock clock,
            @Nullable ScheduledExecutorService ticker,
            Runnable onSweep)
            throws IOException {
        this.clock = clock;
        this.onSweep = onSweep;
        this.ticker = ticker;
        selector = provider.openSelector();
        thread = new Thread(this::run, name);
        thread.setDaemon(true);
    }

    /** Before the start: this loop accepts connections for the server. */
    void accept(ServerSocketChannel acceptor, Acceptor by) throws IOException {
        acceptFor = by;
        acceptor.configureBlocking(false);
        acceptor.register(selector, SelectionKey.OP_ACCEPT);
    }

    /** Only for the loop's thread. */
    LoopTimers timers() {
        return timers;
    }

    void start() {
        thread.start();
    }

    /** Runs it on the loop's thread, soon. */
    void execute(Runnable task) {
        tasks.add(task);
        if (Thread.currentThread() != thread) {
            selector.wakeup();
        }
    }

    boolean isCurrent() {
        return Thread.currentThread() == thread;
    }

    /** Has a connection read though its socket may have nothing new. Any thread. */
    void read(MediaConnection connection) {
        execute(() -> connection.onReadable(readBuffer));
    }

    /** Connects, and registers the connection when that is done. Any thread. */
    void connect(SocketChannel channel, SocketAddress address, MediaConnection connection) {
        execute(() -> {
            try {
                SelectionKey key = channel.register(selector, SelectionKey.OP_CONNECT, connection);
                if (channel.connect(address)) {
                    connected(key, connection);
                }
            } catch (IOException | UnresolvedAddressException | UnsupportedAddressTypeException e) {
                connection.failed(e instanceof IOException io ? io : new IOException(e.toString(), e));
            }
        });
    }

    private static void connected(SelectionKey key, MediaConnection connection) {
        key.interestOps(SelectionKey.OP_READ);
        connection.registered(key);
    }

    void register(SocketChannel channel, MediaConnection connection) {
        execute(() -> {
            try {
                connection.registered(channel.register(selector, SelectionKey.OP_READ, connection));
            } catch (ClosedChannelException e) {
                connection.finish(new MediaClose(MediaClose.Kind.LOST, 1006, "connection closed before it began"));
            }
        });
    }

    /** Any thread. */
    void wantWrite(@Nullable SelectionKey key) {
        try {
            if (key != null
                    && (key.interestOpsOr(SelectionKey.OP_WRITE) & SelectionKey.OP_WRITE) == 0
                    && Thread.currentThread() != thread) {
                selector.wakeup();
            }
        } catch (CancelledKeyException e) {
            LOG.trace("The connection is gone already", e);
        }
    }

    private void run() {
        long sweepNanos = clock.nanos() + SWEEP_NANOS;
        Future<?> ticks = ticker == null
                ? null
                : ticker.scheduleAtFixedRate(selector::wakeup, SWEEP_NANOS, SWEEP_NANOS, TimeUnit.NANOSECONDS);
        try {
            while (!closing) {
                long next = timers.nextDueNanos();
                tickAt(next);
                long wait = TimeUnit.NANOSECONDS.toMillis(Math.min(sweepNanos, next) - clock.nanos()) + 1;
                gather();
                woken = false;
                selector.select(this::onKey, ticker == null ? Math.max(1, wait) : 0);
                woke();
                runTasks();
                long now = clock.nanos();
                // After reading: what has come is not missing, however late this thread is.
                timers.run(now);
                if (now - sweepNanos >= 0) {
                    sweepNanos = now + SWEEP_NANOS;
                    sweep(now);
                }
            }
        } catch (IOException e) {
            LOG.error("The media selector failed; its connections are lost", e);
        } finally {
            if (ticks != null) {
                ticks.cancel(false);
            }
            shutDown();
        }
    }

    /**
     * Under load, waking up costs more than what there is to do then. Frames of many calls that come within half a
     * millisecond are served together; a few calls are rarely so close together, and are served at once. Where serving
     * alone took half of that time, enough has come meanwhile: to wait on top of it only makes all of them late.
     */
    private void gather() {
        long served = clock.nanos() - wokenNanos;
        if (ticker == null && served < GATHER_NANOS / 2 && tasks.isEmpty()) {
            LockSupport.parkNanos(GATHER_NANOS - served);
        }
    }

    /** The selector serves before it returns, so the first that it serves tells when it woke. */
    private void woke() {
        if (!woken) {
            woken = true;
            wokenNanos = clock.nanos();
        }
    }

    /** Where time is given from outside, the selector cannot wait for it by itself. */
    private void tickAt(long dueNanos) {
        if (ticker == null || dueNanos == tickNanos) {
            return;
        }
        tickNanos = dueNanos;
        if (tick != null) {
            tick.cancel(false);
            tick = null;
        }
        if (dueNanos != Long.MAX_VALUE) {
            try {
                tick = ticker.schedule(selector::wakeup, Math.max(0, dueNanos - clock.nanos()), TimeUnit.NANOSECONDS);
            } catch (RejectedExecutionException e) {
                LOG.debug("The scheduler is shut down: timed audio stops", e);
            }
        }
    }

    private void runTasks() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            try {
                task.run();
            } catch (Throwable e) {
                LOG.error("A task of the media loop failed", e);
            }
        }
    }

    private void onKey(SelectionKey key) {
        woke();
        if (key.attachment() instanceof MediaConnection connection) {
            try {
                if (key.isConnectable()) {
                    onConnectable(key, connection);
                    return;
                }
                if (key.isReadable()) {
                    connection.onReadable(readBuffer);
                }
                if (key.isValid() && key.isWritable()) {
                    connection.onWritable(readBuffer);
                }
            } catch (Throwable e) {
                LOG.error("A media connection failed and is closed", e);
                connection.finish(new MediaClose(MediaClose.Kind.LOST, 1006, "internal error"));
            }
        } else {
            onAcceptable(key);
        }
    }

    private static void onConnectable(SelectionKey key, MediaConnection connection) {
        try {
            if (key.channel() instanceof SocketChannel channel && channel.finishConnect()) {
                connected(key, connection);
            }
        } catch (IOException e) {
            connection.failed(e);
        }
    }

    private void onAcceptable(SelectionKey key) {
        Acceptor by = acceptFor;
        if (by == null || !(key.channel() instanceof ServerSocketChannel acceptor)) {
            return;
        }
        try {
            // A crowd at the door must not keep those inside waiting.
            for (int i = 0; i < MAX_ACCEPTS; i++) {
                SocketChannel channel = acceptor.accept();
                if (channel == null) {
                    return;
                }
                by.accepted(channel);
            }
        } catch (ClosedChannelException e) {
            LOG.trace("The listening socket was closed", e);
        } catch (IOException e) {
            // Out of descriptors, mostly: asking again at once would only burn the processor.
            LOG.error("Accepting media connections failed; trying again soon", e);
            pauseAccepting(key);
        }
    }

    private void pauseAccepting(SelectionKey key) {
        try {
            key.interestOps(0);
            acceptPaused = true;
        } catch (CancelledKeyException e) {
            LOG.trace("The listening socket was closed", e);
        }
    }

    private void sweep(long nowNanos) {
        for (SelectionKey key : selector.keys()) {
            if (key.attachment() instanceof MediaConnection connection) {
                try {
                    connection.sweep(nowNanos);
                } catch (Throwable e) {
                    LOG.error("A media connection failed and is closed", e);
                    connection.finish(new MediaClose(MediaClose.Kind.LOST, 1006, "internal error"));
                }
            } else if (acceptPaused) {
                resumeAccepting(key);
            }
        }
        onSweep.run();
    }

    private void resumeAccepting(SelectionKey key) {
        acceptPaused = false;
        try {
            key.interestOps(SelectionKey.OP_ACCEPT);
        } catch (CancelledKeyException e) {
            LOG.trace("The listening socket was closed", e);
        }
    }

    private void shutDown() {
        runTasks();
        for (SelectionKey key : selector.keys()) {
            if (key.attachment() instanceof MediaConnection connection) {
                connection.finish(new MediaClose(MediaClose.Kind.SERVER_CLOSED, 1001, "server closed"));
            }
        }
        try {
            selector.close();
        } catch (IOException e) {
            LOG.debug("Closing the selector failed", e);
        }
    }

    /** Ends the thread; connections still there are cut off. */
    @Override
    public void close() {
        closing = true;
        selector.wakeup();
        if (Thread.currentThread() == thread) {
            return;
        }
        if (!thread.isAlive()) {
            try {
                selector.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return;
        }
        try {
            thread.join(TimeUnit.SECONDS.toMillis(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
