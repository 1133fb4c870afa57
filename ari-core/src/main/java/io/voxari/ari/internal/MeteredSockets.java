package io.voxari.ari.internal;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.SocketFactory;

/**
 * Makes the socket of one event connection, and breaks it when too much comes without a message being complete: OkHttp
 * puts messages of any size together in memory. It also knows when something came last. Thread-safe.
 */
final class MeteredSockets extends SocketFactory {
    /** Many times the largest event of Asterisk, and little enough to hold. */
    static final long MOST_MESSAGE_BYTES = 16L << 20;

    private final AtomicLong sinceMessage = new AtomicLong();
    private volatile long readNanos = RealTimers.systemNanos();

    /** A message is complete; called by the thread that reads. */
    void onMessage() {
        sinceMessage.set(0);
    }

    /** How long ago something was read. */
    long silentNanos() {
        return RealTimers.systemNanos() - readNanos;
    }

    private void count(long bytes) throws IOException {
        readNanos = RealTimers.systemNanos();
        if (sinceMessage.addAndGet(bytes) > MOST_MESSAGE_BYTES) {
            throw new IOException("More than " + MOST_MESSAGE_BYTES + " bytes came that make no message");
        }
    }

    @Override
    public Socket createSocket() {
        return new Socket() {
            @Override
            public InputStream getInputStream() throws IOException {
                return new FilterInputStream(super.getInputStream()) {
                    @Override
                    public int read() throws IOException {
                        int value = super.read();
                        if (value >= 0) {
                            count(1);
                        }
                        return value;
                    }

                    @Override
                    public int read(byte[] into, int offset, int length) throws IOException {
                        int read = super.read(into, offset, length);
                        if (read > 0) {
                            count(read);
                        }
                        return read;
                    }
                };
            }
        };
    }

    // OkHttp connects its sockets itself.

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        throw new IOException("Not used by OkHttp");
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort) throws IOException {
        return createSocket(host, port);
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return createSocket(host.getHostAddress(), port);
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) throws IOException {
        return createSocket(host, port);
    }
}
