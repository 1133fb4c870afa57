package io.voxari.ari.internal;

import io.voxari.ari.AriConnectionException;
import io.voxari.ari.AriException;
import io.voxari.ari.AriResponseException;
import io.voxari.ari.ConnectionState;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Connecting, for who waits for it, and what it is called when it does not come to be. */
final class Opening {
    private Opening() {}

    /** Returns when events arrive, and throws if they do not in time. */
    static void await(Connector connector, Duration within) {
        CompletableFuture<ConnectionState> open = connector.connect();
        try {
            open.get(within.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            AriException last = connector.state().cause();
            connector.giveUp();
            if (connector.state().isOpen()) {
                return; // In the last moment.
            }
            if (last instanceof AriResponseException refusal && refusal.status() / 100 == 4) {
                refusal.fillInStackTrace();
                throw refusal;
            }
            throw new AriConnectionException(
                    "Asterisk was not reached within " + within
                            + (last == null ? "" : "; the last attempt: " + last.getMessage()),
                    false,
                    last);
        } catch (InterruptedException e) {
            connector.giveUp();
            Thread.currentThread().interrupt();
            throw new AriConnectionException("Interrupted while connecting", false, e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof AriException cause) {
                cause.fillInStackTrace(); // Who asked is more use than which thread heard it.
                throw cause;
            }
            throw new IllegalStateException(e);
        }
    }
}
