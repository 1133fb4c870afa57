package io.voxari.ari.internal;

import java.io.IOException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/** One attempt of a request on a connection without TLS. Thread-safe. */
final class PlainWire implements HttpExchange.Wire {
    private final HttpExchange exchange;
    private final PlainConnections connections;
    private final Executor io;
    private final byte[] request;

    // Guarded by this.
    private @Nullable PlainConnection inUse;
    private boolean cancelled;

    PlainWire(HttpExchange exchange, PlainConnections connections, Executor io, byte[] request) {
        this.exchange = exchange;
        this.connections = connections;
        this.io = io;
        this.request = request;
    }

    @Override
    public void elsewhere() {
        try {
            io.execute(this::here);
        } catch (RejectedExecutionException e) {
            exchange.failed(new IOException("the client was closed", e));
        } catch (Throwable e) { // No thread for it, say.
            exchange.failed(new IOException(e.toString(), e));
        }
    }

    @Override
    public void here() {
        Answer answer;
        try {
            answer = answer();
        } catch (IOException e) {
            exchange.failed(e);
            return;
        } catch (Throwable e) { // No memory for it, say: whoever waits would wait for ever.
            exchange.failed(new IOException(e.toString(), e));
            return;
        }
        exchange.end(answer);
    }

    private Answer answer() throws IOException {
        // What was pooled may be dead; the second attempt is on one that is not.
        PlainConnection pooled = exchange.isRepeated() ? null : connections.pooled();
        PlainConnection connection = pooled == null ? connections.created() : pooled;
        boolean good = false;
        try {
            use(connection);
            if (pooled == null) {
                exchange.connecting();
                connections.connect(connection);
            }
            exchange.sending();
            Answer answer = connection.exchange(request);
            good = connection.isPersistent();
            return answer;
        } catch (IOException e) {
            if (pooled != null && !wasCancelled() && !Thread.currentThread().isInterrupted()) {
                connections.forgetIdle();
            }
            throw e;
        } finally {
            // Before anybody hears of the answer: what follows may send more.
            if (leave() && good) {
                connections.release(connection);
            } else {
                connections.discard(connection);
            }
        }
    }

    private synchronized void use(PlainConnection connection) throws IOException {
        if (cancelled) {
            throw new IOException("cancelled");
        }
        inUse = connection;
    }

    private synchronized boolean wasCancelled() {
        return cancelled;
    }

    /** False if the connection was or is being closed. */
    private synchronized boolean leave() {
        inUse = null;
        return !cancelled;
    }

    @Override
    public synchronized void cancel() {
        cancelled = true;
        if (inUse != null) {
            inUse.close();
        }
    }
}
