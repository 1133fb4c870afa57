package io.voxari.agent.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeoutException;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class QuestionsTest {
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final Duration SHORT = Duration.ofMillis(1);

    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1);
    private final Questions questions = new Questions(Runnable::run, timer);

    @AfterEach
    void stop() {
        timer.shutdownNow();
    }

    @Test
    void passesTheAnswerOnAndForgetsTheDeadline() {
        timer.setRemoveOnCancelPolicy(true);
        assertThat(questions.ask("it", LONG, () -> CompletableFuture.completedFuture("yes"), late -> {}))
                .isCompletedWithValue("yes");
        assertThat(timer.getQueue()).isEmpty();
    }

    @Test
    void givesUpAtTheDeadlineAndHandsOverTheLateAnswer() {
        CompletableFuture<String> host = new CompletableFuture<>();
        List<String> tooLate = new ArrayList<>();
        CompletableFuture<String> answer = questions.ask("the host", SHORT, () -> host, tooLate::add);
        Awaitility.await().until(answer::isCompletedExceptionally);
        assertThat(failure(answer))
                .isInstanceOf(TimeoutException.class)
                .hasMessage("the host gave no answer within 1 ms");
        host.complete("yes");
        assertThat(tooLate).containsExactly("yes");
    }

    @Test
    void throwingReturningNullAndAnsweringNullAreFailures() {
        assertThat(failure(questions.ask(
                        "it",
                        LONG,
                        () -> {
                            throw new IllegalStateException("down");
                        },
                        late -> {})))
                .hasMessage("down");
        assertThat(failure(questions.ask("it", LONG, () -> null, late -> {})))
                .hasMessage("it returned null instead of a stage");
        assertThat(failure(questions.ask("it", LONG, () -> CompletableFuture.completedFuture(null), late -> {})))
                .hasMessage("it answered null");
    }

    private static @Nullable Throwable failure(CompletableFuture<?> answer) {
        try {
            Object value = answer.join();
            throw new AssertionError("answered " + value);
        } catch (CompletionException failed) {
            return failed.getCause();
        }
    }
}
