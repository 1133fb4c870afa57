package io.voxari.agent.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class InOrderTest {
    private final Queue<Runnable> threads = new ArrayDeque<>();
    private final InOrder inOrder = new InOrder(threads::add);
    private final List<Integer> ran = new ArrayList<>();

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
    void goesOnAfterARest() {
        inOrder.run(() -> ran.add(0));
        threads.remove().run();
        inOrder.run(() -> ran.add(1));
        threads.remove().run();
        assertThat(ran).containsExactly(0, 1);
    }
}
