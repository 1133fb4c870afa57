package io.voxari.media.internal;

import io.voxari.media.MediaClose;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * The sending side of a connection: writes at once what the socket takes, keeps the rest up to a bound, and never blocks.
 * Thread-safe: a lock of its own, under which nothing of anybody else is locked.
 */
final class SocketSender {
    /** The connection it sends for; called under the lock, from any thread. */
    interface Owner {
        /** The socket is full: call {@link #flush} when it takes more. */
        void wantWrite();

        void allWritten();

        void sendingFailed(MediaClose close);
    }

    private final ByteLink link;
    private final Owner owner;
    private final int maxQueuedBytes;
    /** Guarded by this, as all below. What the socket did not take, in order. */
    private final ArrayDeque<ByteBuffer> unsent = new ArrayDeque<>();

    private final FrameWriter frames;
    private int unsentBytes;
    /** Whether messages may go out: after the handshake, before CLOSE. */
    private boolean open;

    /** With {@code masks} for a client, without for a server. */
    SocketSender(ByteLink link, int maxQueuedBytes, @Nullable Random masks, Owner owner) {
        this.link = link;
        frames = new FrameWriter(masks);
        this.maxQueuedBytes = maxQueuedBytes;
        this.owner = owner;
    }

    synchronized void open() {
        open = true;
    }

    /** No message from here on: CLOSE is out, or the connection is over. */
    synchronized void shut() {
        open = false;
    }

    synchronized void discard() {
        open = false;
        unsent.clear();
        unsentBytes = 0;
    }

    synchronized void text(String message) {
        if (open) {
            byte[] utf8 = message.getBytes(StandardCharsets.UTF_8);
            frames.begin(FrameWriter.TEXT, utf8.length).put(utf8);
            write(frames.end());
        }
    }

    synchronized void audio(ByteRing source, int bytes) {
        source.take(frames.begin(FrameWriter.BINARY, bytes), bytes);
        if (open) {
            write(frames.end());
        }
    }

    synchronized void raw(ByteBuffer bytes) {
        write(bytes);
    }

    private void write(ByteBuffer buffer) {
        try {
            if (unsent.isEmpty()) {
                link.write(buffer);
            }
        } catch (IOException e) {
            open = false;
            owner.sendingFailed(lost(e));
            return;
        }
        if (!buffer.hasRemaining()) {
            return;
        }
        int waiting = unsentBytes + buffer.remaining();
        if (waiting > maxQueuedBytes) {
            open = false;
            owner.sendingFailed(new MediaClose(
                    MediaClose.Kind.NOT_READING,
                    1006,
                    "Asterisk does not read: " + waiting + " bytes wait, " + maxQueuedBytes + " may"));
            return;
        }
        unsentBytes = waiting;
        ByteBuffer rest = ByteBuffer.allocate(buffer.remaining());
        unsent.add(rest.put(buffer).flip());
        owner.wantWrite();
    }

    /** Writes what waits. True when nothing does any more. */
    synchronized boolean flush() throws IOException {
        for (ByteBuffer buffer = unsent.peek(); buffer != null; buffer = unsent.peek()) {
            int before = buffer.remaining();
            link.write(buffer);
            unsentBytes -= before - buffer.remaining();
            if (buffer.hasRemaining()) {
                return false;
            }
            unsent.remove();
        }
        if (!link.flush()) {
            return false;
        }
        // Under the lock: a write of another thread that waits again must not be forgotten.
        owner.allWritten();
        return true;
    }

    /** Ends the output in form once all is sent: an outright close could destroy our last words on their way. */
    synchronized @Nullable IOException end() {
        try {
            if (unsent.isEmpty() && !open) {
                link.shutdownOutput();
            }
            return null;
        } catch (IOException e) {
            return e;
        }
    }

    static MediaClose lost(IOException e) {
        return new MediaClose(MediaClose.Kind.LOST, 1006, "connection lost while sending: " + e.getMessage());
    }
}
