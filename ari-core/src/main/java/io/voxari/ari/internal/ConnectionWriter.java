package io.voxari.ari.internal;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/** What is on its way to an Asterisk, written by a thread that is borrowed while there is something. Thread-safe. */
final class ConnectionWriter {
    /** As much as may wait for an Asterisk that does not read; requests beyond it are not sent. */
    static final int MOST_QUEUED_BYTES = 4 << 20;

    private final Executor threads;
    private final Owner owner;

    /** Guarded by itself, as all below. */
    private final ArrayDeque<ByteBuffer> queue = new ArrayDeque<>();

    private @Nullable OutputStream out;
    private int queuedBytes;
    private boolean writing;
    private boolean lastQueued;

    /** The connection it writes for; called without a lock. */
    interface Owner {
        /** The last bytes are written. */
        void onLastWritten() throws IOException;

        void onBroken(Exception why);

        /** Nobody writes any more: the server is closed, or there is no thread or memory for it. */
        void onNoThread();
    }

    ConnectionWriter(Executor threads, Owner owner) {
        this.threads = threads;
        this.owner = owner;
    }

    void begin(OutputStream to) {
        synchronized (queue) {
            out = to;
        }
    }

    /** Takes nothing any more. */
    void end() {
        synchronized (queue) {
            out = null;
            queue.clear();
            queuedBytes = 0;
        }
    }

    /**
     * Never blocks.
     *
     * @param most how many bytes may wait
     * @return false if the connection has not begun or is over, or too much waits
     */
    boolean enqueue(ByteBuffer bytes, boolean last, int most) {
        synchronized (queue) {
            if (out == null || lastQueued || queuedBytes + bytes.remaining() > most) {
                return false;
            }
            lastQueued = last;
            queuedBytes += bytes.remaining();
            queue.add(bytes);
            if (writing) {
                return true;
            }
            writing = true;
        }
        boolean lent = false;
        try {
            threads.execute(this::write);
            lent = true;
        } catch (RejectedExecutionException e) {
            return true;
        } finally {
            if (!lent) {
                owner.onNoThread(); // For want of a thread too, which is thrown on to who sends.
            }
        }
        return true;
    }

    private void write() {
        boolean ended = false;
        try {
            writeAll();
            ended = true;
        } catch (IOException | RuntimeException e) { // The latter of what makes TLS, say.
            ended = true;
            owner.onBroken(e);
        } finally {
            if (!ended) {
                owner.onNoThread(); // An Error goes on to the thread's handler; what waits is not left to wait.
            }
        }
    }

    private void writeAll() throws IOException {
        while (true) {
            ByteBuffer next;
            OutputStream to;
            synchronized (queue) {
                next = queue.poll();
                to = out;
                if (next == null || to == null) {
                    writing = false;
                    return;
                }
                queuedBytes -= next.remaining();
            }
            to.write(next.array(), next.arrayOffset() + next.position(), next.remaining());
            to.flush();
            if (isFinished()) {
                owner.onLastWritten();
            }
        }
    }

    private boolean isFinished() {
        synchronized (queue) {
            return lastQueued && queue.isEmpty();
        }
    }
}
