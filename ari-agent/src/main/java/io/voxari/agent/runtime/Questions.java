package io.voxari.agent.runtime;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Asks the host application something, and does not wait for ever.
 *
 * <p>Thread-safe.
 */
final class Questions {
    private final Executor executor;
    private final ScheduledExecutorService timer;

    /**
     * @param executor where the host's code runs; it may block there
     * @param timer only hands over
     */
    Questions(Executor executor, ScheduledExecutorService timer) {
        this.executor = executor;
        this.timer = timer;
    }

    /**
     * Asks, and completes with the answer, or exceptionally with what the host threw, or with a {@link TimeoutException}.
     *
     * @param what how the question is called in a message
     * @param tooLate gets an answer that comes after the deadline, so that what it holds is not lost
     */
    <T> CompletableFuture<T> ask(
            String what, Duration deadline, Supplier<CompletionStage<T>> question, Consumer<T> tooLate) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        try {
            Future<?> alarm = timer.schedule(
                    () -> answer.completeExceptionally(
                            new TimeoutException(what + " gave no answer within " + deadline.toMillis() + " ms")),
                    deadline.toNanos(),
                    TimeUnit.NANOSECONDS);
            var unused = answer.whenComplete((value, failure) -> alarm.cancel(false));
            executor.execute(() -> put(what, question, answer, tooLate));
        } catch (RejectedExecutionException shuttingDown) {
            answer.completeExceptionally(shuttingDown);
        }
        return answer;
    }

    private static <T> void put(
            String what, Supplier<CompletionStage<T>> question, CompletableFuture<T> answer, Consumer<T> tooLate) {
        try {
            CompletionStage<T> stage = question.get();
            if (stage == null) {
                throw new NullPointerException(what + " returned null instead of a stage");
            }
            stage.whenComplete((value, failure) -> {
                if (failure != null) {
                    answer.completeExceptionally(failure);
                } else if (value == null) {
                    answer.completeExceptionally(new NullPointerException(what + " answered null"));
                } else if (!answer.complete(value)) {
                    tooLate.accept(value);
                }
            });
        } catch (Throwable failure) {
            answer.completeExceptionally(failure);
        }
    }
}
