package io.voxari.media.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class InboundMeterTest {
    private static final long MILLI = 1_000_000L;

    private final InboundMeter meter = new InboundMeter(160, 20 * MILLI);

    @Test
    void aPerfectCadenceHasNoJitter() {
        for (int i = 0; i < 50; i++) {
            meter.onFrame(160, i * 20L * MILLI);
        }
        assertThat(meter.frames()).isEqualTo(50);
        assertThat(meter.bytes()).isEqualTo(8_000);
        assertThat(meter.jitter()).isZero();
        assertThat(meter.maxGap()).isEqualTo(Duration.ofMillis(20));
    }

    @Test
    void longerFramesMayTakeLonger() {
        meter.onFrame(160, 0);
        meter.onFrame(320, 20 * MILLI);
        meter.onFrame(160, 60 * MILLI);
        assertThat(meter.jitter()).isZero();
    }

    @Test
    void alternatingDelayConvergesToItsSize() {
        for (int i = 0; i < 400; i++) {
            meter.onFrame(160, i * 20L * MILLI + (i % 2) * 4L * MILLI);
        }
        assertThat((double) meter.jitter().toNanos()).isCloseTo(4.0 * MILLI, within(0.1 * MILLI));
    }

    @Test
    void aSilenceOfTheSenderIsAGapAndNotJitter() {
        meter.onFrame(160, 0);
        meter.onFrame(160, 3_000 * MILLI);
        assertThat(meter.maxGap()).isEqualTo(Duration.ofSeconds(3));
        assertThat(meter.jitter()).isZero();
    }

    @Test
    void driftIsSeenThroughJitterAndAcrossHoles() {
        java.util.Random random = new java.util.Random(3);
        long offset = 0;
        for (int i = 0; i < 30_000; i++) {
            if (i % 6_000 == 5_999) {
                offset += 2_345 * MILLI;
            }
            // A sender 200 ppm slow, messages up to 15 ms late.
            long at = i * 20_004_000L + offset + (long) (random.nextDouble() * 15 * MILLI);
            meter.onFrame(160, at);
        }
        assertThat(meter.driftPpm()).isCloseTo(-200, within(20.0));
    }
}
