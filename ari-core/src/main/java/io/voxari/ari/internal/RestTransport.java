package io.voxari.ari.internal;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Carries requests to Asterisk and answers back.
 *
 * <p>Both methods read the call before they return, so the caller may change it afterwards. A reply that
 * {@link Reply#isStream()} goes over HTTP whatever the transport.
 *
 * <p>Implementations are thread-safe.
 */
public interface RestTransport {
    /** Sends and waits. Throws the {@code AriException} that fits; see {@code AriRequest.send()}. */
    <T extends @Nullable Object> T send(RestCall call, Reply<T> reply);

    /** Sends; the future completes with the answer or the {@code AriException}. Cancelling it aborts the request. */
    <T extends @Nullable Object> CompletableFuture<T> sendAsync(RestCall call, Reply<T> reply);
}
