package io.voxari.agent.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class FlightRecorderTest {
    private final AtomicLong nanos = new AtomicLong(7_000);
    private final FlightRecorder recorder = new FlightRecorder(nanos::get);

    @Test
    void tellsWhatHappenedAndWhen() {
        recorder.note("begins");
        nanos.addAndGet(1_500_000_000L);
        recorder.note("ends");
        assertThat(recorder.entries())
                .containsExactly(
                        new FlightEntry(Duration.ZERO, "begins"), new FlightEntry(Duration.ofMillis(1_500), "ends"));
        assertThat(recorder).hasToString("     0.000 s  begins\n     1.500 s  ends");
    }

    @Test
    void forgetsTheOldestAndSaysSo() {
        for (int i = 0; i < FlightRecorder.ENTRIES + 3; i++) {
            recorder.note("n" + i);
        }
        assertThat(recorder.entries()).hasSize(FlightRecorder.ENTRIES);
        assertThat(recorder.entries().get(0).what()).isEqualTo("n3");
        assertThat(recorder.toString()).startsWith("(3 earlier ones are forgotten)\n");
    }
}
