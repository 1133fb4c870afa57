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
    private static final int MOST_QUEUED_BYTES = 4 << 20;

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

        void onBroken(IOException why);

        /** No thread is lent any more. */
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

    /** False if the connection has not begun or is over, or too much waits. Never blocks. */
    boolean enqueue(ByteBuffer bytes, boolean last) {
        synchronized (queue) {
            if (out == null || lastQueued || queuedBytes + bytes.remaining() > MOST_QUEUED_BYTES) {
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
        try {
            threads.execute(this::write);
        } catch (RejectedExecutionException e) {
            owner.onNoThread();
        }
        return true;
    }

    private void write() {
        try {
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
        } catch (IOException e) {
            owner.onBroken(e);
        }
    }

    private boolean isFinished() {
        synchronized (queue) {
            return lastQueued && queue.isEmpty();
        }
    }
}
