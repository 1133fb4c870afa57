package io.voxari.testkit.internal;

import io.voxari.testkit.internal.MemoryNetwork.Ends;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.channels.spi.SelectorProvider;
import java.util.Set;

/** An accepted connection of a {@link MemoryNetwork} for a selector. Thread-safe. */
final class MemoryChannel extends SocketChannel implements MemorySelector.Ready {
    private final MemoryNetwork network;
    private final Ends ends;

    MemoryChannel(SelectorProvider provider, MemoryNetwork network, Ends ends) {
        super(provider);
        this.network = network;
        this.ends = ends;
    }

    @Override
    public int readyOps() {
        return SelectionKey.OP_WRITE | (ends.in().isReadable() ? SelectionKey.OP_READ : 0);
    }

    @Override
    public void attach(MemorySelector.Key key) {
        ends.in().onReadable(key::happened);
    }

    private void checkOpen() throws ClosedChannelException {
        if (!isOpen()) {
            throw new ClosedChannelException();
        }
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        checkOpen();
        return ends.in().readNow(target);
    }

    @Override
    public long read(ByteBuffer[] targets, int offset, int length) throws IOException {
        long all = 0;
        for (int i = offset; i < offset + length; i++) {
            all += Math.max(0, read(targets[i]));
        }
        return all;
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        checkOpen();
        byte[] bytes = new byte[source.remaining()];
        source.get(bytes);
        ends.out().write(bytes, 0, bytes.length);
        return bytes.length;
    }

    @Override
    public long write(ByteBuffer[] sources, int offset, int length) throws IOException {
        long all = 0;
        for (int i = offset; i < offset + length; i++) {
            all += write(sources[i]);
        }
        return all;
    }

    @Override
    public SocketChannel shutdownInput() {
        ends.in().close();
        return this;
    }

    @Override
    public SocketChannel shutdownOutput() {
        ends.out().end();
        return this;
    }

    @Override
    protected void implCloseSelectableChannel() {
        ends.out().end();
        ends.in().close();
    }

    @Override
    protected void implConfigureBlocking(boolean block) {}

    @Override
    public Socket socket() {
        try {
            return new MemorySocket(network, ends);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Override
    public boolean isConnected() {
        return true;
    }

    @Override
    public boolean isConnectionPending() {
        return false;
    }

    @Override
    public boolean connect(SocketAddress remote) {
        throw new java.nio.channels.AlreadyConnectedException();
    }

    @Override
    public boolean finishConnect() {
        return true;
    }

    @Override
    public SocketAddress getRemoteAddress() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), ends.remotePort());
    }

    @Override
    public SocketAddress getLocalAddress() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), ends.localPort());
    }

    @Override
    public SocketChannel bind(SocketAddress local) {
        return this;
    }

    @Override
    public <T> SocketChannel setOption(SocketOption<T> name, T value) {
        return this;
    }

    @Override
    public <T> T getOption(SocketOption<T> name) {
        throw new UnsupportedOperationException("the option " + name);
    }

    @Override
    public Set<SocketOption<?>> supportedOptions() {
        return Set.of();
    }
}
