package io.voxari.ari.internal;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Two ways to wait for an answer. */
@SuppressWarnings("FutureReturnValueIgnored") // The dependents here catch what they may throw.
final class Waiting {
    private Waiting() {}

    /** Blocks. An interrupt aborts the request and stays set. */
    static Answer on(CompletableFuture<Answer> answer, Runnable abort, BooleanSupplier wasSent) {
        try {
            return answer.get();
        } catch (InterruptedException e) {
            abort.run();
            answer.thenAccept(Answer::discard);
            Thread.currentThread().interrupt();
            return new Answer.Missing("interrupted", wasSent.getAsBoolean(), e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("An answer is never a failure", e);
        }
    }

    /** A future of the value; whoever ends it before the answer comes, by cancelling or otherwise, aborts the request. */
    static <T extends @Nullable Object> CompletableFuture<T> later(
            CompletableFuture<Answer> answer, Runnable abort, Function<Answer, T> reader, Executor executor) {
        CompletableFuture<T> result = new CompletableFuture<>();
        answer.thenAcceptAsync(
                received -> {
                    try {
                        if (!result.complete(reader.apply(received))) {
                            received.discard();
                        }
                    } catch (Throwable e) { // An Error too: nobody else would tell who waits.
                        result.completeExceptionally(e);
                    }
                },
                executor);
        result.whenComplete((value, failure) -> abort.run());
        return result;
    }
}
