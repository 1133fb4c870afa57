package io.voxari.agent.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class GapMeterTest {
    private static final long PIECE = 20_000_000;
    private final GapMeter gaps = new GapMeter();

    @Test
    void knowsNothingWithoutAPair() {
        gaps.onPiece(0, PIECE);
        assertThat(gaps.quantile(0.5)).isZero();
        assertThat(gaps.longest()).isZero();
        assertThat(gaps.holes()).isZero();
    }

    @Test
    void tellsTheMiddleAndTheWorst() {
        long now = 7;
        gaps.onPiece(now, PIECE);
        for (int i = 0; i < 100; i++) {
            // Every fiftieth is 15 ms late, the others 2 ms.
            now += PIECE + (i % 50 == 0 ? 15_000_000 : 2_000_000);
            gaps.onPiece(now, PIECE);
        }
        assertThat(gaps.quantile(0.5)).isBetween(Duration.ofNanos(1_800_000), Duration.ofNanos(2_200_000));
        assertThat(gaps.quantile(0.99)).isBetween(Duration.ofMillis(13), Duration.ofMillis(15));
        assertThat(gaps.longest()).isEqualTo(Duration.ofMillis(15));
    }

    @Test
    void silenceOfALineIsAHoleAndNoJitter() {
        gaps.onPiece(0, PIECE);
        gaps.onPiece(PIECE, PIECE);
        gaps.onPiece(PIECE + 2_000_000_000L, PIECE);
        assertThat(gaps.holes()).isOne();
        assertThat(gaps.longest()).isZero();
        assertThat(gaps.late()).isZero();
        assertThat(gaps.missing()).as("nobody sent anything").isZero();
    }

    @Test
    void shorterHoleIsWhatIsMissing() {
        gaps.onPiece(0, PIECE);
        gaps.onPiece(PIECE, PIECE);
        gaps.onPiece(PIECE + 500_000_000L, PIECE);
        assertThat(gaps.holes()).isOne();
        assertThat(gaps.missing()).isEqualTo(Duration.ofMillis(480));
    }

    @Test
    void piecesThatComeInABunchBehindAGapWereLateAndOfTheRestItIsMissing() {
        long now = 0;
        for (int i = 0; i < 50; i++) {
            gaps.onPiece(now += PIECE, PIECE);
        }
        now += 200_000_000;
        for (int i = 0; i < 6; i++) {
            // One at the end of the gap, of which nobody knows yet, and five at once behind it.
            gaps.onPiece(now, PIECE);
        }
        for (int i = 0; i < 50; i++) {
            gaps.onPiece(now += PIECE, PIECE);
        }
        assertThat(gaps.late()).isEqualTo(5);
        assertThat(gaps.missing()).isEqualTo(Duration.ofMillis(200 - 20 - 5 * 20));
        assertThat(gaps.holes()).isOne();
    }

    @Test
    void timesThatAreNoneDoNoHarm() {
        gaps.onPiece(Long.MIN_VALUE, 0);
        gaps.onPiece(Long.MAX_VALUE, Long.MAX_VALUE);
        gaps.onPiece(0, 0);
        gaps.onPiece(1, PIECE);
        assertThat(gaps.quantile(1)).isGreaterThanOrEqualTo(Duration.ZERO);
    }
}
