package io.voxari.media.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** Bytes as they are. */
final class PlainLink implements ByteLink {
    private final SocketChannel channel;

    PlainLink(SocketChannel channel) {
        this.channel = channel;
    }

    @Override
    public void begin() {}

    @Override
    public boolean isReady() {
        return true;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        return channel.read(target);
    }

    @Override
    public boolean hasMore() {
        // One read took what was there; more would show itself to the selector.
        return false;
    }

    @Override
    public void write(ByteBuffer source) throws IOException {
        channel.write(source);
    }

    @Override
    public boolean flush() {
        return true;
    }

    @Override
    public void shutdownOutput() throws IOException {
        if (channel.isOpen()) {
            channel.shutdownOutput();
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
