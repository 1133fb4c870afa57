package io.voxari.agent.runtime;

import io.voxari.ari.AriResponseException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What requests to Asterisk have in common. */
final class Requests {
    private static final Logger LOG = LoggerFactory.getLogger(Requests.class);

    private Requests() {}

    /** Completes when a request is answered, however. */
    static CompletableFuture<Void> afterwards(CompletableFuture<?> made) {
        return made.handle((value, failure) -> null);
    }

    /** As {@link #afterwards}; a failure is logged. */
    static CompletableFuture<Void> settled(String callId, String what, CompletableFuture<?> request) {
        return request.handle((done, failure) -> {
            report(callId, what, failure);
            return null;
        });
    }

    /**
     * As {@link #settled(String, String, CompletableFuture)}; a request that was not answered, or that Asterisk failed at, is
     * made once more. Only for what may be done twice.
     *
     * @param onLeft told if it fails then too: what was to be taken down may still be there
     */
    static CompletableFuture<Void> settled(
            String callId, String what, Supplier<CompletableFuture<?>> request, Runnable onLeft) {
        return settled(
                callId,
                what,
                made(request)
                        .exceptionallyCompose(
                                failure -> isGone(failure) ? CompletableFuture.failedFuture(failure) : made(request))
                        .whenComplete((done, failure) -> {
                            if (failure != null && !isGone(failure)) {
                                onLeft.run();
                            }
                        }));
    }

    private static CompletableFuture<Void> made(Supplier<CompletableFuture<?>> request) {
        return request.get().thenAccept(done -> {});
    }

    /** Logs that something could not be done, unless that is because it had ended by itself. */
    static void report(String callId, String what, @Nullable Throwable failure) {
        if (failure != null && !isGone(failure)) {
            CallThread.run(callId, () -> LOG.warn("call {}: could not {}: {}", callId, what, failure.toString()));
        }
    }

    /** Whether a request failed because what it names has ended, which is normal: a caller hangs up at any moment. */
    static boolean isGone(Throwable failure) {
        return cause(failure) instanceof AriResponseException refused
                && (refused.status() == 404 || refused.status() == 409 || refused.status() == 422);
    }

    static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }
}
