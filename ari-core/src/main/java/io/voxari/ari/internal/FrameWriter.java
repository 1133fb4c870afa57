package io.voxari.ari.internal;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import okio.BufferedSink;

/**
 * Writes what a WebSocket client sends: whole frames with a mask, in the order in which they were given.
 *
 * <p>Whoever gives a frame writes it, so that no other thread must wake for it; but only as long as so little is on its way
 * that the system takes it without waiting. What is more is written by a thread of the executor. Thread-safe.
 */
final class FrameWriter {
    /** Less than any system holds for a connection whose other side has stopped reading. */
    private static final int DIRECT_BYTES = 8_000;

    private static final int MOST_QUEUED_BYTES = 4 << 20;

    private final BufferedSink sink;
    private final Executor executor;
    private final Consumer<IOException> failed;
    private final SecureRandom random = new SecureRandom();
    private final Queue<byte[]> queue = new ConcurrentLinkedQueue<>();
    private final AtomicLong queuedBytes = new AtomicLong();
    private final AtomicLong onTheirWay = new AtomicLong();

    /** Held by the one thread that writes. */
    private final ReentrantLock writing = new ReentrantLock();

    /**
     * @param failed is told once for each attempt to write that the connection did not survive
     */
    FrameWriter(BufferedSink sink, Executor executor, Consumer<IOException> failed) {
        this.sink = sink;
        this.executor = executor;
        this.failed = failed;
    }

    /** False if too much is waiting already. Never blocks. */
    boolean send(int opcode, byte[] payload) {
        long queued = queuedBytes.addAndGet(payload.length);
        if (queued > MOST_QUEUED_BYTES) {
            queuedBytes.addAndGet(-payload.length);
            return false;
        }
        byte[] frame = frame(opcode, payload);
        queue.add(frame);
        if (onTheirWay.addAndGet(frame.length) <= DIRECT_BYTES && queued == payload.length) {
            write();
            return true;
        }
        try {
            executor.execute(this::write);
        } catch (RejectedExecutionException closed) {
            failed.accept(new IOException("The client is closed", closed));
        }
        return true;
    }

    /** The other side is alive: what was written has arrived, or will. */
    void onHeard() {
        if (onTheirWay.get() != 0) {
            onTheirWay.set(0);
        }
    }

    // Whoever finds the lock taken leaves the frame to its holder, who looks again after letting go.
    private void write() {
        while (!queue.isEmpty() && writing.tryLock()) {
            try {
                for (byte[] frame = queue.poll(); frame != null; frame = queue.poll()) {
                    queuedBytes.addAndGet(-(frame.length - header(frame)));
                    sink.write(frame);
                }
                sink.flush();
            } catch (IOException e) {
                queue.clear();
                failed.accept(e); // The reader ends, and the connection with it.
                return;
            } finally {
                writing.unlock();
            }
        }
    }

    private static int header(byte[] frame) {
        int length = frame[1] & 127;
        return length < 126 ? 6 : length == 126 ? 8 : 14;
    }

    private byte[] frame(int opcode, byte[] payload) {
        int extra = payload.length < 126 ? 0 : payload.length < 1 << 16 ? 2 : 8;
        byte[] frame = new byte[6 + extra + payload.length];
        frame[0] = (byte) (0x80 | opcode);
        frame[1] = (byte) (0x80 | (extra == 0 ? payload.length : extra == 2 ? 126 : 127));
        for (int i = 0; i < extra; i++) {
            int shift = 8 * (extra - 1 - i);
            frame[2 + i] = (byte) (shift > 31 ? 0 : payload.length >>> shift);
        }
        int mask = random.nextInt();
        int at = 2 + extra;
        for (int i = 0; i < 4; i++) {
            frame[at++] = (byte) (mask >>> (24 - 8 * i));
        }
        for (int i = 0; i < payload.length; i++) {
            frame[at++] = (byte) (payload[i] ^ (mask >>> (24 - 8 * (i & 3))));
        }
        return frame;
    }
}
