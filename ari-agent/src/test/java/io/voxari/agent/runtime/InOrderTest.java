package io.voxari.agent.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class InOrderTest {
    private final Queue<Runnable> threads = new ArrayDeque<>();
    private final Queue<Runnable> later = new ArrayDeque<>();
    private final AtomicBoolean exhausted = new AtomicBoolean();
    private final InOrder inOrder = new InOrder(this::execute, later::add);
    private final List<Integer> ran = new ArrayList<>();

    private void execute(Runnable task) {
        if (exhausted.get()) {
            throw new OutOfMemoryError("unable to create native thread");
        }
        threads.add(task);
    }

    @Test
    void runsOneAfterAnotherOnOneThreadAtATime() {
        IntStream.range(0, 3).forEach(task -> inOrder.run(() -> ran.add(task)));
        assertThat(ran).isEmpty();
        assertThat(threads).hasSize(1);
        threads.remove().run();
        assertThat(ran).containsExactly(0, 1, 2);
    }

    @Test
    void whatComesWhileATaskRunsIsRunAfterIt() {
        inOrder.run(() -> {
            inOrder.run(() -> ran.add(1));
            ran.add(0);
        });
        threads.remove().run();
        assertThat(ran).containsExactly(0, 1);
        assertThat(threads).isEmpty();
    }

    @Test
    void goesOnWhenThereAreThreadsAgain() {
        exhausted.set(true);
        inOrder.run(() -> ran.add(0));
        inOrder.run(() -> ran.add(1));
        exhausted.set(false);
        assertThat(later).hasSize(1);
        later.remove().run();
        threads.remove().run();
        assertThat(ran).containsExactly(0, 1);
    }

    @Test
    void goesOnAfterATaskThatThrows() {
        inOrder.run(() -> {
            throw new IllegalStateException("of a test");
        });
        inOrder.run(() -> ran.add(1));
        threads.remove().run();
        assertThat(ran).containsExactly(1);
    }

    @Test
    void goesOnAfterARest() {
        inOrder.run(() -> ran.add(0));
        threads.remove().run();
        inOrder.run(() -> ran.add(1));
        threads.remove().run();
        assertThat(ran).containsExactly(0, 1);
    }
}
