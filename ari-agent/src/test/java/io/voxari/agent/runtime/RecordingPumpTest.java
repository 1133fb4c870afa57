package io.voxari.agent.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.voxari.agent.RecordingSink;
import java.nio.ShortBuffer;
import java.util.ArrayDeque;
import org.junit.jupiter.api.Test;

/** What waits for a sink, and for how long; at 1,000 samples a second. */
class RecordingPumpTest {
    private static final int RATE = 1_000;

    private final ArrayDeque<Runnable> tasks = new ArrayDeque<>();
    private long written;
    private long loud;
    private final RecordingSink sink = stereo -> {
        written += stereo.remaining() / 2;
        loud += loudIn(stereo);
    };
    private final RecordingPump pump = new RecordingPump(tasks::add, sink, RATE);

    private static long loudIn(ShortBuffer stereo) {
        return java.util.stream.IntStream.range(0, stereo.limit())
                .filter(i -> stereo.get(i) != 0)
                .count();
    }

    private static StereoPiece sound(int millis) {
        short[] samples = new short[2 * millis];
        java.util.Arrays.fill(samples, (short) 1);
        return new StereoPiece(samples, 0);
    }

    private void runAll() {
        while (!tasks.isEmpty()) {
            tasks.remove().run();
        }
    }

    @Test
    void standstillOfThisProcessIsNotTheSinksFault() {
        pump.begin();
        pump.put(sound(100));
        pump.put(sound(45_000));
        pump.put(new StereoPiece(new short[0], 7_200_000));
        pump.put(sound(20));
        pump.end();
        runAll();
        assertThat(pump.done()).isCompletedWithValue("");
        assertThat(written).isEqualTo(100 + 45_000 + 7_200_000 + 20);
        assertThat(pump.samples()).isEqualTo(written);
        assertThat(loud).isEqualTo(2 * (100 + 45_000 + 20));
    }

    @Test
    void sinkThatTakesNothingForHalfAMinuteHasFailed() {
        pump.begin();
        for (int i = 0; i <= 300; i++) {
            pump.put(sound(100));
        }
        runAll();
        assertThat(pump.done()).isCompletedWithValue("more than 30 s waited to be written");
        assertThat(written).isZero();
    }
}
