package io.voxari.media.internal;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The connections of one end, and what is taken down with the last of them. Thread-safe. */
final class ConnectionSet {
    private static final Logger LOG = LoggerFactory.getLogger(ConnectionSet.class);

    private static final long GRACE_SECONDS = 2;

    /** Guarded by this. */
    private final Set<MediaConnection> open = new HashSet<>();

    private final CountDownLatch empty = new CountDownLatch(1);
    /** Guarded by this. */
    private boolean closing;

    /** False when closing. */
    synchronized boolean add(MediaConnection connection) {
        return !closing && open.add(connection);
    }

    synchronized boolean remove(MediaConnection connection) {
        boolean removed = open.remove(connection);
        if (closing && open.isEmpty()) {
            empty.countDown();
        }
        return removed;
    }

    synchronized int size() {
        return open.size();
    }

    /**
     * Closes all in form, and then their threads. Waits for that, but not on one of those threads: they would wait for
     * themselves.
     */
    void close(List<IoLoop> loops, Pacer pacer, Helpers helpers) {
        List<MediaConnection> left;
        synchronized (this) {
            if (closing) {
                return;
            }
            closing = true;
            left = List.copyOf(open);
            if (left.isEmpty()) {
                empty.countDown();
            }
        }
        left.forEach(MediaConnection::closeBecauseServerCloses);
        if (pacer.isCurrent() || loops.stream().anyMatch(IoLoop::isCurrent)) {
            Thread closer = new Thread(() -> end(loops, pacer, helpers), "voxari-media-closer");
            closer.setDaemon(true);
            closer.start();
        } else {
            end(loops, pacer, helpers);
        }
    }

    private void end(List<IoLoop> loops, Pacer pacer, Helpers helpers) {
        try {
            if (!empty.await(GRACE_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("Some media connections did not end in time and are cut off");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        helpers.close();
        loops.forEach(IoLoop::close);
        pacer.close();
    }
}
