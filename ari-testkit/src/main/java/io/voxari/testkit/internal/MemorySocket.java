package io.voxari.testkit.internal;

import io.voxari.testkit.internal.MemoryNetwork.Ends;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketImpl;
import org.jspecify.annotations.Nullable;

/** A socket of a {@link MemoryNetwork}, as much of one as HTTP needs. Thread-safe. */
@SuppressWarnings("UnsynchronizedOverridesSynchronized") // Each field is volatile and set on its own.
final class MemorySocket extends Socket implements Line.End {
    private final Line line = new Line();
    private final MemoryNetwork network;
    private volatile @Nullable Ends ends;
    private volatile boolean closed;
    private volatile int timeoutMillis;

    @SuppressWarnings("NullAway") // The JDK has null for a socket without an implementation of its own.
    MemorySocket(MemoryNetwork network, @Nullable Ends ends) throws SocketException {
        super((SocketImpl) null);
        this.network = network;
        this.ends = ends;
    }

    @Override
    public Line line() {
        return line;
    }

    private Ends ends() throws SocketException {
        Ends present = ends;
        if (closed || present == null) {
            throw new SocketException(closed ? "Socket closed" : "Socket is not connected");
        }
        return present;
    }

    @Override
    public void connect(SocketAddress endpoint) throws IOException {
        connect(endpoint, 0);
    }

    @Override
    public void connect(SocketAddress endpoint, int timeout) throws IOException {
        ends = network.connect(((InetSocketAddress) endpoint).getPort());
    }

    @Override
    public InputStream getInputStream() throws IOException {
        MemoryPipe in = ends().in();
        return line.in(new InputStream() {
            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
            }

            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                return length == 0 ? 0 : in.read(target, offset, length, timeoutMillis);
            }

            @Override
            public int available() {
                return in.available();
            }

            @Override
            public void close() {
                MemorySocket.this.close();
            }
        });
    }

    /** From now on what comes is taken by the world's thread. */
    void pump(Ground.Bytes bytes) {
        Ends present = ends;
        if (present != null) {
            new MemoryPump(network.world, present.in(), bytes).start();
        }
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
        Ends present = ends();
        return line.out(new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                write(new byte[] {(byte) b}, 0, 1);
            }

            @Override
            public void write(byte[] source, int offset, int length) throws IOException {
                try {
                    present.out().write(source, offset, length);
                } catch (IOException broken) {
                    // Whoever cannot answer reads no more either.
                    present.in().dealtWith();
                    throw broken;
                }
            }

            @Override
            public void close() {
                MemorySocket.this.close();
            }
        });
    }

    @Override
    public void close() {
        closed = true;
        Ends present = ends;
        if (present != null) {
            present.out().end();
            present.in().close();
        }
    }

    /** Breaks it, so that both sides see a reset. */
    void reset() {
        Ends present = ends;
        if (present != null) {
            present.out().reset();
            close();
        }
    }

    @Override
    public void shutdownOutput() throws IOException {
        ends().out().end();
    }

    @Override
    public void shutdownInput() throws IOException {
        ends().in().close();
    }

    @Override
    public boolean isConnected() {
        return ends != null;
    }

    @Override
    public boolean isBound() {
        return ends != null;
    }

    @Override
    public boolean isClosed() {
        return closed;
    }

    @Override
    public boolean isInputShutdown() {
        return closed;
    }

    @Override
    public boolean isOutputShutdown() {
        return closed;
    }

    @Override
    public void setSoTimeout(int millis) {
        timeoutMillis = millis;
    }

    @Override
    public int getSoTimeout() {
        return timeoutMillis;
    }

    @Override
    public void setTcpNoDelay(boolean on) {}

    @Override
    public void setKeepAlive(boolean on) {}

    @Override
    public void setSoLinger(boolean on, int linger) {}

    @Override
    public InetAddress getInetAddress() {
        return InetAddress.getLoopbackAddress();
    }

    @Override
    public InetAddress getLocalAddress() {
        return InetAddress.getLoopbackAddress();
    }

    @Override
    public int getPort() {
        Ends present = ends;
        return present == null ? 0 : present.remotePort();
    }

    @Override
    public int getLocalPort() {
        Ends present = ends;
        return present == null ? -1 : present.localPort();
    }

    @Override
    public SocketAddress getRemoteSocketAddress() {
        return new InetSocketAddress(getInetAddress(), getPort());
    }

    @Override
    public SocketAddress getLocalSocketAddress() {
        return new InetSocketAddress(getLocalAddress(), Math.max(0, getLocalPort()));
    }

    @Override
    public String toString() {
        return "MemorySocket[" + getLocalPort() + " to " + getPort() + "]";
    }
}
