package io.voxari.media.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;

/**
 * Bytes through TLS. Each {@link #write} of a message makes records of its own: Asterisk polls the socket and does not
 * know what its TLS library has decrypted already. One lock, under which only the socket is touched.
 */
final class TlsLink implements ByteLink {
    /** The connection it works for. */
    interface Owner {
        /** The socket is full: call {@link #flush} when it takes more. */
        void wantWrite();

        /** Runs it on another thread, as it takes long, and has the link read again afterwards. */
        void delegate(Runnable task);
    }

    private final SocketChannel channel;
    private final SSLEngine engine;
    private final Owner owner;
    /** All guarded by this. Encrypted, to be read from position to limit, as the next. */
    private final ByteBuffer netIn;

    private final ByteBuffer netOut;
    private boolean ready;
    private boolean tasking;
    private boolean more;

    TlsLink(SocketChannel channel, SSLEngine engine, Owner owner) {
        this.channel = channel;
        this.engine = engine;
        this.owner = owner;
        int packet = engine.getSession().getPacketBufferSize();
        netIn = ByteBuffer.allocate(packet).flip();
        netOut = ByteBuffer.allocate(packet).flip();
    }

    @Override
    public synchronized void begin() throws IOException {
        engine.beginHandshake();
        if (engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP) {
            wrapHandshake();
        }
    }

    @Override
    public synchronized boolean isReady() {
        return ready;
    }

    @Override
    public synchronized int read(ByteBuffer target) throws IOException {
        try {
            return readRecords(target);
        } catch (SSLException e) {
            // The other side may be told why.
            if (engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP) {
                wrapHandshake();
            }
            throw e;
        }
    }

    private int readRecords(ByteBuffer target) throws IOException {
        int start = target.position();
        more = false;
        while (true) {
            if (tasking) {
                // What comes meanwhile is taken, or the selector would not rest.
                fill();
                return target.position() - start;
            }
            HandshakeStatus status = engine.getHandshakeStatus();
            if (status == HandshakeStatus.NEED_TASK) {
                delegate();
                return target.position() - start;
            }
            if (status == HandshakeStatus.NEED_WRAP) {
                if (!wrapHandshake()) {
                    return target.position() - start;
                }
                continue;
            }
            SSLEngineResult result = engine.unwrap(netIn, target);
            note(result);
            switch (result.getStatus()) {
                case OK -> {}
                case BUFFER_OVERFLOW -> {
                    more = true;
                    return target.position() - start;
                }
                case BUFFER_UNDERFLOW -> {
                    int count = fill();
                    if (count <= 0) {
                        return target.position() > start ? target.position() - start : count;
                    }
                }
                case CLOSED -> {
                    more = target.position() > start;
                    return more ? target.position() - start : -1;
                }
            }
        }
    }

    private int fill() throws IOException {
        netIn.compact();
        try {
            return channel.read(netIn);
        } finally {
            netIn.flip();
        }
    }

    private void delegate() throws SSLException {
        if (ready) {
            // TLS 1.3 has no renegotiation, and its messages after the handshake have no tasks.
            throw new SSLException("renegotiation is refused");
        }
        Runnable task = engine.getDelegatedTask();
        if (task != null) {
            tasking = true;
            owner.delegate(() -> {
                for (Runnable next = task; next != null; next = engine.getDelegatedTask()) {
                    next.run();
                }
                synchronized (this) {
                    tasking = false;
                }
            });
        }
    }

    /** Writes what the handshake has to say. False when the socket is full. */
    private boolean wrapHandshake() throws IOException {
        while (engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP) {
            if (!drain()) {
                return false;
            }
            SSLEngineResult result = wrap(ByteBuffer.allocate(0));
            if (result.getStatus() != SSLEngineResult.Status.OK || result.bytesProduced() == 0) {
                break;
            }
        }
        return drain();
    }

    private SSLEngineResult wrap(ByteBuffer source) throws IOException {
        netOut.clear();
        try {
            SSLEngineResult result = engine.wrap(source, netOut);
            note(result);
            return result;
        } finally {
            netOut.flip();
        }
    }

    private void note(SSLEngineResult result) {
        if (result.getHandshakeStatus() == HandshakeStatus.FINISHED) {
            ready = true;
        }
    }

    private boolean drain() throws IOException {
        if (netOut.hasRemaining()) {
            channel.write(netOut);
        }
        if (netOut.hasRemaining()) {
            owner.wantWrite();
            return false;
        }
        return true;
    }

    @Override
    public synchronized boolean hasMore() {
        return more;
    }

    @Override
    public synchronized void write(ByteBuffer source) throws IOException {
        while (source.hasRemaining() && ready && drain()) {
            SSLEngineResult result = wrap(source);
            if (result.getStatus() != SSLEngineResult.Status.OK || result.bytesConsumed() == 0) {
                throw new SSLException(
                        "nothing can be sent: " + result.getStatus() + ", " + result.getHandshakeStatus());
            }
        }
        drain();
    }

    @Override
    public synchronized boolean flush() throws IOException {
        return drain();
    }

    @Override
    public synchronized void shutdownOutput() throws IOException {
        if (!channel.isOpen() || !drain()) {
            return;
        }
        if (!engine.isOutboundDone()) {
            engine.closeOutbound();
            wrapHandshake();
        }
        if (drain()) {
            channel.shutdownOutput();
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
