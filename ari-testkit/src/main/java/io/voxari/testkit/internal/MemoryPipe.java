package io.voxari.testkit.internal;

import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * One direction of a connection in memory. It holds as much as is written; the {@link World} counts it as under way until its
 * reader waits for more. Thread-safe.
 */
final class MemoryPipe {
    private final World world;
    private byte[] bytes = new byte[1024];
    private int first;
    private int length;
    private boolean ended;
    private boolean reset;
    /** The reader has gone. */
    private boolean deaf;
    /** Counted as under way. */
    private boolean counted;
    /** How many threads wait for more. */
    private int waiting;
    /** Told instead of counting here: whoever reads is a selector. */
    private @Nullable Runnable onReadable;

    MemoryPipe(World world) {
        this.world = world;
    }

    synchronized void onReadable(Runnable listener) {
        onReadable = listener;
        if (counted) {
            counted = false;
            listener.run();
            world.end();
        } else if (isReadable()) {
            listener.run();
        }
    }

    synchronized boolean isReadable() {
        return length > 0 || ended || reset;
    }

    synchronized void write(byte[] source, int offset, int count) throws IOException {
        if (ended || deaf || reset) {
            throw new SocketException("Broken pipe");
        }
        room(count);
        for (int done = 0; done < count; ) {
            int at = (first + length) % bytes.length;
            int part = Math.min(count - done, bytes.length - at);
            System.arraycopy(source, offset + done, bytes, at, part);
            length += part;
            done += part;
        }
        happened();
    }

    private void room(int count) {
        if (length + count > bytes.length) {
            byte[] larger = new byte[Math.max(bytes.length * 2, length + count)];
            int part = Math.min(length, bytes.length - first);
            System.arraycopy(bytes, first, larger, 0, part);
            System.arraycopy(bytes, 0, larger, part, length - part);
            bytes = larger;
            first = 0;
        }
    }

    private void happened() {
        Runnable listener = onReadable;
        if (listener != null) {
            listener.run();
        } else if (!counted && !deaf && (length > 0 || waiting > 0)) {
            // The end of one that lies in a pool is for nobody to see.
            counted = true;
            world.begin();
        }
        notifyAll();
    }

    /** The writer has said all. */
    synchronized void end() {
        if (!ended) {
            ended = true;
            happened();
        }
    }

    /** Whoever reads sees a connection that broke. */
    synchronized void reset() {
        reset = true;
        length = 0;
        happened();
    }

    /** Nobody reads any more. */
    synchronized void close() {
        deaf = true;
        length = 0;
        bytes = new byte[0];
        ended = true;
        dealtWith();
        notifyAll();
    }

    /** Whoever reads is done with what has come, though he does not come back for more. */
    synchronized void dealtWith() {
        if (counted) {
            counted = false;
            world.end();
        }
    }

    /** Waits for bytes; -1 at the end. */
    synchronized int read(byte[] target, int offset, int count, int timeoutMillis) throws IOException {
        boolean isCounted = CountedThreads.isCounted();
        if (!isReadable()) {
            dealtWith();
            if (isCounted) {
                world.end();
            }
            try {
                await(timeoutMillis);
            } finally {
                if (isCounted) {
                    world.begin();
                }
            }
        }
        int taken = take(target, offset, count);
        if (isCounted && length == 0) {
            // From here on it is the thread that is counted.
            dealtWith();
        }
        return taken;
    }

    private void await(int timeoutMillis) throws IOException {
        long deadline = System.nanoTime() + timeoutMillis * 1_000_000L;
        waiting++;
        try {
            while (!isReadable()) {
                long left = deadline - System.nanoTime();
                if (timeoutMillis > 0 && left <= 0) {
                    throw new SocketTimeoutException("Read timed out");
                }
                wait(timeoutMillis == 0 ? 0 : left / 1_000_000 + 1);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new java.io.InterruptedIOException();
        } finally {
            waiting--;
        }
    }

    private int take(byte[] target, int offset, int count) throws IOException {
        if (reset) {
            throw new SocketException("Connection reset");
        }
        if (deaf) {
            throw new SocketException("Socket closed");
        }
        if (length == 0) {
            return ended ? -1 : 0;
        }
        int taken = Math.min(count, length);
        int part = Math.min(taken, bytes.length - first);
        System.arraycopy(bytes, first, target, offset, part);
        System.arraycopy(bytes, 0, target, offset + part, taken - part);
        first = (first + taken) % bytes.length;
        length -= taken;
        return taken;
    }

    /** Takes what is there without waiting. */
    synchronized int readNow(ByteBuffer target) throws IOException {
        byte[] part = new byte[Math.min(target.remaining(), length)];
        int taken = take(part, 0, part.length);
        if (taken > 0) {
            target.put(part, 0, taken);
        }
        return taken;
    }

    synchronized int available() {
        return length;
    }
}
