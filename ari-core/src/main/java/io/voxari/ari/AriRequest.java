package io.voxari.ari;

import io.voxari.ari.internal.Reply;
import io.voxari.ari.internal.RestCall;
import io.voxari.ari.internal.RestTransport;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One ARI operation, ready to be sent: it knows its parameters and what the answer will be.
 *
 * <p>{@link #send()} waits for the answer, {@link #sendAsync()} does not. Operations with optional parameters have a
 * subclass of their own with a setter for each, such as {@link Channels.ExternalMedia}. A request may be sent again; what
 * it creates then has the same id as the first time, and Asterisk answers 409 while that still exists.
 *
 * <p>Not thread-safe: build and send a request on one thread.
 *
 * @param <T> what Asterisk answers; {@link Void} when the answer is only that it was done
 */
public class AriRequest<T extends @Nullable Object> {
    private final RestTransport transport;
    private final Reply<T> reply;
    final RestCall call;

    AriRequest(RestTransport transport, RestCall call, Reply<T> reply) {
        this.transport = transport;
        this.call = call;
        this.reply = reply;
    }

    /** What is to be sent, as the request is now. */
    RestCall call() {
        return call;
    }

    /**
     * Sets how long this request may take, from sending to the last byte of the answer; at most 20 days. Without it the
     * client's own setting holds.
     *
     * @param deadline more than zero
     * @return this request
     * @throws IllegalArgumentException if {@code deadline} is zero or negative
     */
    public AriRequest<T> deadline(Duration deadline) {
        call.deadline(deadline);
        return this;
    }

    /**
     * Sends the request and waits for the answer. May be called on any thread, an event handler's too.
     *
     * @return the answer; null when the operation answers nothing but success
     * @throws AriException its subclass tells whether Asterisk refused, did not answer in time, or answered what could
     *     not be read; also if the thread is interrupted while it waits, in which case the request is cancelled and the
     *     thread's interrupt flag stays set
     * @throws IllegalStateException if the client is closed
     * @throws IllegalArgumentException if an id is {@code .} or {@code ..}, which a path cannot hold
     */
    public T send() {
        return transport.send(call(), reply);
    }

    /**
     * Sends the request and returns at once.
     *
     * @return completes with the answer, or exceptionally with the {@link AriException}, on a thread that may be blocked, unless
     *     {@link AriClient.Builder#handlersNeverBlock} was promised; cancelling it aborts the request on the wire, though
     *     Asterisk may have carried it out by then
     * @throws IllegalStateException if the client is closed
     * @throws IllegalArgumentException as {@link #send()} does
     */
    public CompletableFuture<T> sendAsync() {
        return transport.sendAsync(call(), reply);
    }

    /** Method and path without any parameter value, so that it may be logged. */
    @Override
    public String toString() {
        return call.method() + " " + call.path();
    }
}
