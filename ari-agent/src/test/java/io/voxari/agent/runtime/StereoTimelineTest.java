package io.voxari.agent.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Where the two sides of a recording are put; times are samples at 1,000 Hz, so milliseconds. */
class StereoTimelineTest {
    private static final int RATE = 1_000;

    private final StereoTimeline timeline = new StereoTimeline(RATE);

    /** Frames of 20 ms that count up, loud enough to be speech. */
    private static short[] frame(int number) {
        short[] samples = new short[20];
        Arrays.fill(samples, (short) (1_000 + number));
        return samples;
    }

    private static int firstOf(short[] stereo, int side, int number) {
        for (int i = side; i < stereo.length; i += 2) {
            if (stereo[i] == 1_000 + number) {
                return i / 2;
            }
        }
        return -1;
    }

    @Test
    void speechThatComesInABunchIsNotTornApart() {
        for (int i = 0; i < 20; i++) {
            // The network stands still after the fifth, for 200 ms.
            long due = 20L * (i + 1);
            timeline.heard(i >= 5 && i < 15 ? 320 : due, frame(i));
        }
        short[] all = timeline.finish(400);
        for (int i = 0; i < 20; i++) {
            assertThat(firstOf(all, 0, i)).isEqualTo(20 * i);
        }
    }

    @Test
    void holeIsSilence() {
        timeline.heard(20, frame(0));
        timeline.heard(520, frame(1));
        short[] all = timeline.finish(600);
        assertThat(all).hasSize(1_200);
        assertThat(firstOf(all, 0, 0)).isZero();
        assertThat(firstOf(all, 0, 1)).isEqualTo(500);
        assertThat(all[600]).isZero();
    }

    @Test
    void nothingIsGivenOutBeforeItsPlaceIsKnownAndAllOfItIs() {
        timeline.heard(20, frame(0));
        assertThat(timeline.take(900)).isEmpty();
        assertThat(timeline.take(1_520)).hasSize(1_000);
        assertThat(timeline.finish(1_600)).hasSize(2 * 1_600 - 1_000);
    }

    @Test
    void agentGoesOnWithoutASeamAndBeginsAnewWhereItWasPlayed() {
        timeline.played(50, frame(0));
        timeline.played(75, frame(1));
        timeline.played(500, frame(2));
        short[] all = timeline.finish(600);
        assertThat(firstOf(all, 1, 0)).isEqualTo(30);
        assertThat(firstOf(all, 1, 1)).isEqualTo(50);
        assertThat(firstOf(all, 1, 2)).isEqualTo(480);
    }

    @Test
    void whatWasDroppedIsNotPlayedAndAFrameIsFilled() {
        SpokenLine line = new SpokenLine((byte) 7);
        line.wrote(0, new byte[] {1, 1, 1, 1});
        line.wrote(6, new byte[] {2, 2, 2, 2});
        assertThat(line.take(3)).containsExactly(1, 1, 1);
        line.dropped(8, 12);
        line.wrote(12, new byte[] {3, 3});
        assertThat(line.take(13)).containsExactly(1, 7, 7, 2, 2, 3);
        line.clear();
        line.wrote(0, new byte[] {4});
        assertThat(line.take(1)).containsExactly(4);
    }
}
