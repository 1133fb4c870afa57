package io.voxari.testkit.internal;

import java.net.ProtocolFamily;
import java.nio.channels.DatagramChannel;
import java.nio.channels.Pipe;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.spi.AbstractSelector;
import java.nio.channels.spi.SelectorProvider;

/** Makes selectors and listening channels of a {@link MemoryNetwork}. Thread-safe. */
final class MemoryChannels extends SelectorProvider {
    private final MemoryNetwork network;

    MemoryChannels(MemoryNetwork network) {
        this.network = network;
    }

    @Override
    public AbstractSelector openSelector() {
        return new MemorySelector(this, network.world);
    }

    @Override
    public ServerSocketChannel openServerSocketChannel() {
        return new MemoryServerChannel(this, network);
    }

    @Override
    public SocketChannel openSocketChannel() {
        throw new UnsupportedOperationException("the network in memory has no channels that connect");
    }

    @Override
    public DatagramChannel openDatagramChannel() {
        throw new UnsupportedOperationException("the network in memory has no datagrams");
    }

    @Override
    public DatagramChannel openDatagramChannel(ProtocolFamily family) {
        return openDatagramChannel();
    }

    @Override
    public Pipe openPipe() {
        throw new UnsupportedOperationException("the network in memory has no pipes");
    }
}
