package io.voxari.testkit.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.voxari.testkit.internal.MediaQueue.Signal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MediaQueueTest {
    private final List<Object> told = new ArrayList<>();
    private final MediaQueue queue = new MediaQueue(4, false, told::add);

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    @Test
    void messageIsCutIntoFramesAndItsRestIsDropped() {
        assertThat(queue.offer(bytes(1, 2, 3, 4, 5, 6, 7, 8, 9))).isTrue();
        assertThat(queue.tick()).containsExactly(1, 2, 3, 4);
        assertThat(queue.tick()).containsExactly(5, 6, 7, 8);
        assertThat(queue.tick()).isNull();
    }

    @Test
    void restIsJoinedWhileBuffering() {
        queue.startBuffering();
        assertThat(queue.offer(bytes(1, 2, 3))).isTrue();
        assertThat(queue.frames()).isZero();
        assertThat(queue.offer(bytes(4, 5))).isTrue();
        queue.stopBuffering(() -> told.add("completed"));
        assertThat(queue.tick()).containsExactly(1, 2, 3, 4);
        assertThat(told).isEmpty();
        assertThat(queue.tick()).containsExactly(5);
        assertThat(queue.tick()).isNull();
        assertThat(told).containsExactly("completed");
    }

    @Test
    void marksTakeNoTickOfTheirOwn() {
        queue.mark(() -> told.add("a"));
        queue.mark(() -> told.add("b"));
        assertThat(queue.offer(bytes(1, 2, 3, 4))).isTrue();
        assertThat(queue.tick()).hasSize(4);
        assertThat(told).containsExactly("a", "b");
    }

    @Test
    void drainedIsToldOnTheTickThatFindsNothing() {
        queue.reportDrained();
        queue.mark(() -> told.add("a"));
        assertThat(queue.tick()).isNull();
        assertThat(told).containsExactly("a");
        assertThat(queue.tick()).isNull();
        assertThat(queue.tick()).isNull();
        assertThat(told).containsExactly("a", Signal.DRAINED);
    }

    @Test
    void fullAtNineHundredClosedAtAThousandOpenBelowEightHundred() {
        assertThat(queue.offer(new byte[4 * 899])).isTrue();
        assertThat(told).isEmpty();
        assertThat(queue.offer(new byte[4])).isTrue();
        assertThat(told).containsExactly(Signal.XOFF);
        assertThat(queue.offer(new byte[4 * 99])).isTrue();
        assertThat(queue.offer(new byte[4 * 100])).isTrue();
        assertThat(queue.frames()).isEqualTo(1_099);
        assertThat(queue.offer(new byte[4])).isFalse();
        while (queue.frames() > 799) {
            assertThat(queue.tick()).hasSize(4);
        }
        assertThat(told).containsExactly(Signal.XOFF);
        assertThat(queue.tick()).hasSize(4);
        assertThat(told).containsExactly(Signal.XOFF, Signal.XON);
    }

    @Test
    void pausedQueueSaysNothing() {
        queue.pause();
        queue.reportDrained();
        queue.mark(() -> told.add("a"));
        assertThat(queue.tick()).isNull();
        assertThat(told).isEmpty();
        queue.flush();
        assertThat(queue.isPaused()).isTrue();
        queue.resume();
        assertThat(queue.tick()).isNull();
        assertThat(told).containsExactly(Signal.DRAINED);
    }
}
