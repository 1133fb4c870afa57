package io.voxari.ari.internal;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import javax.net.SocketFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One connection over which requests are answered one by one. Used by one thread at a time; closed by any. */
final class PlainConnection implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(PlainConnection.class);

    private @Nullable ResponseReader responses;
    private @Nullable OutputStream out;

    /** When it was put back; guarded by {@link PlainConnections}. */
    long idleSinceNanos;

    // Guarded by this.
    private @Nullable Socket socket;
    private boolean closed;

    /** Connects, to the first of the host's addresses that takes it. */
    void connect(SocketFactory sockets, String host, int port, Duration within) throws IOException {
        IOException refusal = null;
        for (InetAddress address : InetAddress.getAllByName(host)) {
            Socket next = sockets.createSocket();
            try {
                use(next);
                next.connect(new InetSocketAddress(address, port), (int) within.toMillis());
                responses = new ResponseReader(next.getInputStream(), HttpExchange.MOST_BODY_BYTES);
                out = next.getOutputStream();
                return;
            } catch (IOException e) {
                close(next);
                if (refusal == null) {
                    refusal = e;
                } else {
                    refusal.addSuppressed(e);
                }
            }
        }
        throw refusal == null ? new IOException("No address of " + host) : refusal;
    }

    private synchronized void use(Socket next) throws SocketException {
        if (closed) {
            throw new SocketException("Closed");
        }
        socket = next;
    }

    /** Sends a request and waits for the answer. */
    Answer exchange(byte[] request) throws IOException {
        if (out == null || responses == null) {
            throw new SocketException("Not connected");
        }
        out.write(request);
        out.flush();
        return responses.read();
    }

    /** Whether another request may follow the one that was answered. */
    boolean isPersistent() {
        return responses != null && responses.isPersistent();
    }

    /** Whether nothing has come since the last answer, as it should be. */
    boolean isSilent() {
        try {
            return responses != null && !responses.hasMore();
        } catch (IOException e) {
            LOG.debug("A connection that was put back is closed", e);
            return false;
        }
    }

    /** Ends whatever is done on it. */
    @Override
    public void close() {
        Socket last;
        synchronized (this) {
            closed = true;
            last = socket;
        }
        if (last != null) {
            close(last);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            LOG.debug("A connection could not be closed", e);
        }
    }
}
