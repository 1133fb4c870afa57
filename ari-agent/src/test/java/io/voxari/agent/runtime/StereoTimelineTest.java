package io.voxari.agent.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.ShortBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Where the two sides of a recording are put; times are samples at 1,000 Hz, so milliseconds. */
class StereoTimelineTest {
    private static final int RATE = 1_000;

    private final StereoTimeline timeline = new StereoTimeline(RATE);
    private final List<StereoPiece> given = new ArrayList<>();

    private static short[] all(StereoPiece... pieces) {
        int length = 0;
        for (StereoPiece piece : pieces) {
            length += piece.samples().length + 2 * (int) piece.silence();
        }
        ShortBuffer whole = ShortBuffer.allocate(length);
        for (StereoPiece piece : pieces) {
            whole.put(piece.samples());
            whole.position(whole.position() + 2 * (int) piece.silence());
        }
        return whole.array();
    }

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
        short[] all = all(timeline.finish(400));
        for (int i = 0; i < 20; i++) {
            assertThat(firstOf(all, 0, i)).isEqualTo(20 * i);
        }
    }

    @Test
    void holeIsSilence() {
        timeline.heard(20, frame(0));
        timeline.heard(520, frame(1));
        short[] all = all(timeline.finish(600));
        assertThat(all).hasSize(1_200);
        assertThat(firstOf(all, 0, 0)).isZero();
        assertThat(firstOf(all, 0, 1)).isEqualTo(500);
        assertThat(all[600]).isZero();
    }

    @Test
    void nothingIsGivenOutBeforeItsPlaceIsKnownAndAllOfItIs() {
        timeline.heard(20, frame(0));
        assertThat(timeline.take(900).isEmpty()).isTrue();
        StereoPiece first = timeline.take(1_520);
        assertThat(first.samples()).hasSize(40);
        assertThat(first.silence()).isEqualTo(500 - 20);
        assertThat(all(timeline.finish(1_600))).hasSize(2 * (1_600 - 500));
    }

    private void speak(int from, int to) {
        for (int now = from; now < to; now += 20) {
            given.add(timeline.take(now));
            timeline.heard(now, frame(now / 20 - 1));
        }
    }

    private short[] whole(long end) {
        given.add(timeline.finish(end));
        return all(given.toArray(StereoPiece[]::new));
    }

    @Test
    void whatWasSaidWhileThisProcessStoodStillIsPutWhereItBelongs() {
        speak(20, 5_020);
        given.add(timeline.take(5_000));
        timeline.played(5_000, frame(9_000));
        // Stopped for half a minute; then all of it comes at once, and what Asterisk had of the agent was played
        // meanwhile.
        timeline.played(35_000, frame(9_001));
        given.add(timeline.take(35_000));
        for (int i = 250; i < 1_750; i++) {
            timeline.heard(35_000 + i / 100, frame(i));
        }
        speak(35_040, 40_020);
        short[] all = whole(40_000);
        assertThat(all).hasSize(80_000);
        for (int i : new int[] {0, 249, 250, 1_000, 1_749, 1_751, 1_999}) {
            assertThat(firstOf(all, 0, i)).as("frame %s", i).isCloseTo(20 * i, within(20));
        }
        assertThat(firstOf(all, 1, 9_001)).isEqualTo(5_000);
        assertThat(timeline.stoodStill()).isEqualTo(30_000);
    }

    @Test
    void standstillInWhichNothingCameIsSilenceHoweverLongItWas() {
        speak(20, 2_020);
        long woke = 7_200_000;
        given.add(timeline.take(woke));
        for (int i = 0; i < 100; i++) {
            long now = woke + 20L * (i + 1);
            given.add(timeline.take(now));
            timeline.heard(now, frame(5_000 + i));
        }
        given.add(timeline.finish(woke + 2_000));
        assertThat(given).allSatisfy(piece -> assertThat(piece.samples().length).isLessThan(10_000));
        long length = given.stream()
                .mapToLong(piece -> piece.samples().length / 2 + piece.silence())
                .sum();
        assertThat(length).isEqualTo(woke + 2_000);
        StereoPiece last = given.get(given.size() - 1);
        assertThat(firstOf(all(last), 0, 5_099)).isCloseTo(all(last).length / 2 - 20, within(40));
    }

    @Test
    void standstillsThatFollowEachOtherDoNotHoldEverythingBack() {
        long now = 0;
        long most = 0;
        long had = 0;
        for (int i = 0; i < 200; i++) {
            now += 1_500;
            timeline.heard(now, frame(i));
            StereoPiece piece = timeline.take(now);
            had += piece.samples().length / 2 + piece.silence();
            most = Math.max(most, now - had);
        }
        assertThat(most).isLessThan(65_000);
        assertThat(timeline.stoodStill()).isEqualTo(now);
    }

    @Test
    void agentGoesOnWithoutASeamAndBeginsAnewWhereItWasPlayed() {
        timeline.played(50, frame(0));
        timeline.played(75, frame(1));
        timeline.played(500, frame(2));
        short[] all = all(timeline.finish(600));
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
