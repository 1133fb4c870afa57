package io.voxari.testkit.internal;

import io.voxari.testkit.internal.MemoryNetwork.Ends;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** Listens in a {@link MemoryNetwork}. A connection is under way until whoever accepted it asks for the next. Thread-safe. */
class MemoryServerSocket extends ServerSocket implements MemoryNetwork.Door {
    private final MemoryNetwork network;
    private final Object lock = new Object();
    /** Guarded by the lock, as all below. */
    private final ArrayDeque<Ends> waiting = new ArrayDeque<>();

    private boolean counted;
    private boolean closed;
    private int port = -1;

    MemoryServerSocket(MemoryNetwork network) throws IOException {
        // The JDK's own part of it is never bound, and so has nothing of the system's.
        this.network = network;
    }

    @Override
    public void bind(@Nullable SocketAddress endpoint) throws IOException {
        bind(endpoint, 0);
    }

    @Override
    public void bind(@Nullable SocketAddress endpoint, int backlog) throws IOException {
        int wanted = endpoint instanceof InetSocketAddress address ? address.getPort() : 0;
        int taken = network.listen(wanted, this);
        synchronized (lock) {
            port = taken;
        }
    }

    @Override
    public void knock(Ends ends) {
        synchronized (lock) {
            waiting.add(ends);
            if (!counted) {
                counted = true;
                network.world.begin();
            }
            lock.notifyAll();
        }
    }

    @Override
    public Socket accept() throws IOException {
        synchronized (lock) {
            while (waiting.isEmpty()) {
                dealtWith();
                if (closed) {
                    throw new SocketException("Socket closed");
                }
                try {
                    lock.wait();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new InterruptedIOException();
                }
            }
            return new MemorySocket(network, waiting.remove());
        }
    }

    private void dealtWith() {
        if (counted) {
            counted = false;
            network.world.end();
        }
    }

    @Override
    public void close() {
        network.close(getLocalPort(), this);
        synchronized (lock) {
            closed = true;
            waiting.clear();
            dealtWith();
            lock.notifyAll();
        }
    }

    @Override
    public void setReuseAddress(boolean on) {}

    @Override
    public void setSoTimeout(int timeout) {}

    @Override
    public boolean isBound() {
        return getLocalPort() > 0;
    }

    @Override
    public boolean isClosed() {
        synchronized (lock) {
            return closed;
        }
    }

    @Override
    public int getLocalPort() {
        synchronized (lock) {
            return port;
        }
    }

    @Override
    public InetAddress getInetAddress() {
        return InetAddress.getLoopbackAddress();
    }

    @Override
    public SocketAddress getLocalSocketAddress() {
        return new InetSocketAddress(getInetAddress(), Math.max(0, getLocalPort()));
    }

    @Override
    public String toString() {
        return "MemoryServerSocket[" + getLocalPort() + "]";
    }
}
