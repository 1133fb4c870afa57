package io.voxari.media.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class LoopTimersTest {
    private final LoopTimers timers = new LoopTimers();

    @Test
    void tasksAreCalledInTheOrderOfTheirTimesHoweverTheyWereMoved() {
        Random random = new Random(1);
        List<Integer> called = new ArrayList<>();
        List<LoopTimers.Slot> slots = new ArrayList<>();
        long[] due = new long[500];
        for (int i = 0; i < due.length; i++) {
            int number = i;
            slots.add(new LoopTimers.Slot(now -> called.add(number)));
        }
        for (int i = 0; i < 5_000; i++) {
            int number = random.nextInt(due.length);
            due[number] = 1L + random.nextInt(1_000);
            timers.schedule(slots.get(number), due[number]);
            if (random.nextInt(3) == 0) {
                int other = random.nextInt(due.length);
                timers.cancel(slots.get(other));
                due[other] = 0;
            }
        }
        long[] expected =
                java.util.Arrays.stream(due).filter(each -> each > 0).sorted().toArray();
        assertThat(timers.nextDueNanos()).isEqualTo(expected[0]);
        timers.run(500);
        assertThat(called).allMatch(number -> due[number] <= 500);
        timers.run(1_000);
        assertThat(called.stream().mapToLong(number -> due[number]).toArray()).isEqualTo(expected);
        assertThat(timers.nextDueNanos()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void aTaskThatFailsStopsNoOther() {
        List<String> called = new ArrayList<>();
        timers.schedule(
                new LoopTimers.Slot(now -> {
                    throw new IllegalStateException("on purpose");
                }),
                1);
        timers.schedule(new LoopTimers.Slot(now -> called.add("next")), 2);
        timers.run(2);
        assertThat(called).containsExactly("next");
    }
}
