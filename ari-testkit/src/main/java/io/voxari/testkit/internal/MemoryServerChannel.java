package io.voxari.testkit.internal;

import io.voxari.testkit.internal.MemoryNetwork.Ends;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.spi.SelectorProvider;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** Listens in a {@link MemoryNetwork} for a selector. Thread-safe. */
final class MemoryServerChannel extends ServerSocketChannel implements MemorySelector.Ready, MemoryNetwork.Door {
    private final MemoryNetwork network;
    private final ConcurrentLinkedQueue<Ends> waiting = new ConcurrentLinkedQueue<>();
    private volatile MemorySelector.@Nullable Key key;
    private volatile int port = -1;

    MemoryServerChannel(SelectorProvider provider, MemoryNetwork network) {
        super(provider);
        this.network = network;
    }

    @Override
    public ServerSocketChannel bind(@Nullable SocketAddress local, int backlog) throws IOException {
        port = network.listen(local instanceof InetSocketAddress address ? address.getPort() : 0, this);
        return this;
    }

    @Override
    public void knock(Ends ends) {
        waiting.add(ends);
        MemorySelector.Key present = key;
        if (present != null) {
            present.happened();
        }
    }

    @Override
    public int readyOps() {
        return waiting.isEmpty() ? 0 : SelectionKey.OP_ACCEPT;
    }

    @Override
    public void attach(MemorySelector.Key newKey) {
        key = newKey;
    }

    @Override
    public @Nullable SocketChannel accept() throws IOException {
        if (!isOpen()) {
            throw new java.nio.channels.ClosedChannelException();
        }
        Ends ends = waiting.poll();
        return ends == null ? null : new MemoryChannel(provider(), network, ends);
    }

    @Override
    protected void implCloseSelectableChannel() {
        network.close(port, this);
    }

    @Override
    protected void implConfigureBlocking(boolean block) {}

    @Override
    public ServerSocket socket() {
        try {
            return new MemoryServerSocket(network) {
                @Override
                public int getLocalPort() {
                    return port;
                }
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public SocketAddress getLocalAddress() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), Math.max(0, port));
    }

    @Override
    public <T> ServerSocketChannel setOption(SocketOption<T> name, T value) {
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
