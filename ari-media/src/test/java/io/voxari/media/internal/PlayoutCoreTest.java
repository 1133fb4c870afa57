package io.voxari.media.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.voxari.media.MediaEvent;
import io.voxari.media.MediaFormat;
import io.voxari.media.PlayoutOptions;
import io.voxari.media.PlayoutPosition;
import io.voxari.media.internal.PlayoutCore.MarkSupport;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** µ-law: 160 bytes are a frame of 20 ms, 8 bytes a millisecond. The target depth is 500 ms unless said otherwise. */
final class PlayoutCoreTest {
    private static final long MILLI = 1_000_000L;

    private final PlayoutRecorder out = new PlayoutRecorder();
    private long now = 5_000 * MILLI;
    private PlayoutCore core = core(MarkSupport.YES, PlayoutOptions.DEFAULT.withOpenAtStart(true));

    @AfterEach
    void nothingElseHappened() {
        out.assertExhausted();
    }

    @Test
    void firstAudioGoesOutAtOnceUpToTheTargetInMessagesOfAtMost200Milliseconds() {
        write(1_000);
        assertThat(out.take()).containsExactly("audio 1600", "audio 1600", "audio 800");
        assertThat(core.queued(now)).isEqualTo(Duration.ofSeconds(1));
        assertThat(core.position(now)).isEqualTo(position(1_000, 500, 0));
    }

    @Test
    void keepsTheTargetDepthInBatchesOnAnAbsoluteSchedule() {
        write(1_000);
        out.take();
        long start = now;
        for (int batch = 1; batch <= 5; batch++) {
            assertThat(core.nextDueNanos(now)).isEqualTo(start + batch * 100L * MILLI);
            // Whoever wakes us is late; the next time does not move.
            at(batch * 100 + 7);
            assertThat(out.take()).containsExactly("audio 800");
        }
        assertThat(core.nextDueNanos(now)).isEqualTo(Long.MAX_VALUE);
        assertThat(core.position(now)).isEqualTo(position(1_000, 1_000, 500));
    }

    @Test
    void aTickThatComesEarlyDoesNothing() {
        write(1_000);
        out.take();
        at(99);
        out.assertExhausted();
    }

    @Test
    void audioInRealTimeGoesOutFrameByFrame() {
        for (int i = 0; i < 5; i++) {
            write(20);
            assertThat(out.take()).containsExactly("audio 160");
            at((i + 1) * 20);
        }
        assertThat(core.counters().underruns()).isZero();
    }

    @Test
    void cutsWholeFramesWhateverTheChunks() {
        byte[] speech = noise(8_000);
        core = core(
                MarkSupport.YES, PlayoutOptions.DEFAULT.withOpenAtStart(true).withTargetDepth(Duration.ofSeconds(2)));
        int at = 0;
        for (int chunk = 1; at < speech.length; chunk = chunk % 401 + 37) {
            int length = Math.min(chunk, speech.length - at);
            core.write(0, ByteBuffer.wrap(speech, at, length), now);
            at += length;
        }
        assertThat(out.take())
                .allSatisfy(line ->
                        assertThat(Integer.parseInt(line.substring(6)) % 160).isZero());
        assertThat(out.sound()).isEqualTo(speech);
    }

    @Test
    void aTailWaitsForTheRestOfItsFrameOrIsFilledWithSilence() {
        core.write(0, ByteBuffer.wrap(new byte[100]), now);
        out.assertExhausted();
        core.padToFrame(now);
        assertThat(out.take()).containsExactly("audio 160");
        byte[] expected = new byte[160];
        Arrays.fill(expected, 100, 160, (byte) 0xFF);
        assertThat(out.sound()).isEqualTo(expected);
        core.padToFrame(now);
    }

    @Test
    void nothingGoesOutBeforeItIsOpenedAndNothingIsLost() {
        core = core(MarkSupport.YES, PlayoutOptions.DEFAULT);
        write(300);
        core.mark(now);
        at(5_000);
        out.assertExhausted();
        assertThat(core.nextDueNanos(now)).isEqualTo(Long.MAX_VALUE);
        core.open(now);
        assertThat(out.take()).containsExactly("audio 1600", "audio 800", "MARK_MEDIA voxari-1");
    }

    @Test
    void messagesOfAFatFormatStaySmall() {
        MediaFormat slin192 = new MediaFormat("slin192", 7_680, Duration.ofMillis(20));
        core = new PlayoutCore(slin192, PlayoutOptions.DEFAULT.withOpenAtStart(true), MarkSupport.YES, now, out);
        core.write(0, ByteBuffer.wrap(new byte[7_680 * 5]), now);
        assertThat(out.take()).containsExactly("audio 15360", "audio 15360", "audio 7680");
    }

    @Test
    void neverGivesAsteriskSoMuchThatItDropsAudio() {
        core = core(
                MarkSupport.YES, PlayoutOptions.DEFAULT.withOpenAtStart(true).withTargetDepth(Duration.ofSeconds(20)));
        write(25_000);
        assertThat(out.take()).hasSize(92);
        assertThat(out.sound()).hasSize(920 * 160);
    }

    @Test
    void marksGoOutBehindTheFrameTheyAreIn() {
        core.write(0, ByteBuffer.wrap(new byte[100]), now);
        core.mark(now);
        core.write(0, ByteBuffer.wrap(new byte[160 * 3 - 100]), now);
        core.mark(now);
        assertThat(out.take()).containsExactly("audio 160", "MARK_MEDIA voxari-1", "audio 320", "MARK_MEDIA voxari-2");
        event(new MediaEvent.MarkProcessed("c", "voxari-1"));
        event(new MediaEvent.MarkProcessed("c", "voxari-2"));
        assertThat(out.take()).containsExactly("voxari-1 REACHED 12", "voxari-2 REACHED 60");
    }

    @Test
    void aMarkOnNothingIsAskedAtOnce() {
        core.mark(now);
        assertThat(out.take()).containsExactly("MARK_MEDIA voxari-1");
        event(new MediaEvent.MarkProcessed("c", "voxari-1"));
        assertThat(out.take()).containsExactly("voxari-1 REACHED 0");
        event(new MediaEvent.MarkProcessed("c", "voxari-1"));
        event(new MediaEvent.MarkProcessed("c", "of somebody else"));
    }

    @Test
    void xoffStopsAndXonGoesOn() {
        event(new MediaEvent.Xoff("c"));
        write(1_000);
        at(700);
        out.assertExhausted();
        assertThat(core.nextDueNanos(now)).isEqualTo(Long.MAX_VALUE);
        event(new MediaEvent.Xon("c"));
        assertThat(out.take()).containsExactly("audio 1600", "audio 1600", "audio 800");
        assertThat(core.counters().xoffs()).isEqualTo(1);
    }

    @Test
    void anInterruptionFlushesAndTellsWhatWasHeard() {
        write(18_000);
        core.mark(now);
        out.take();
        at(300);
        out.take();
        PendingFlush flush = core.interrupt(now);
        assertThat(out.take()).containsExactly("GET_STATUS", "FLUSH_MEDIA", "GET_STATUS");
        assertThat(flush.clockHeardBytes).isEqualTo(2_400);
        assertThat(core.position(now)).isEqualTo(position(18_000, 18_000, 300));
        assertThat(core.queued(now)).isZero();

        now += 3 * MILLI;
        event(status(23));
        out.assertExhausted();
        event(status(0));
        // 800 ms were sent; Asterisk says it had 460 of them left: a frame less was heard than the clock has it.
        assertThat(out.take())
                .containsExactly("voxari-1 CANCELLED 340", "ack heard 340 discarded 17660 measured took 3");
        assertThat(core.position(now)).isEqualTo(position(18_000, 18_000, 340));
    }

    @Test
    void newAudioFollowsAnInterruptionAtOnceAndItsPlaceIsBehindWhatWasDropped() {
        write(2_000);
        out.take();
        at(300);
        core.interrupt(now);
        out.take();
        write(100);
        assertThat(out.take()).containsExactly("audio 800");
        event(status(20));
        event(status(5));
        assertThat(out.take()).hasSize(1);
        at(400);
        assertThat(core.position(now)).isEqualTo(position(2_100, 2_100, 2_100));
    }

    @Test
    void audioOfAnInterruptedGenerationIsDroppedAndCounted() {
        write(100);
        long old = core.generation();
        core.interrupt(now);
        out.take();
        assertThat(core.write(old, ByteBuffer.wrap(new byte[320]), now)).isTrue();
        out.assertExhausted();
        assertThat(core.counters().lateBytes()).isEqualTo(320);
        assertThat(core.generation()).isEqualTo(old + 1);
    }

    @Test
    void marksThatTheFlushSwallowedAreSettledByWhatAsteriskHadPlayed() {
        write(100);
        core.mark(now);
        write(100);
        core.mark(now);
        write(100);
        core.mark(now);
        out.take();
        at(110);
        core.interrupt(now);
        out.take();
        // v1 was reported before the flush came; v2 lies before what was heard; v3 never was.
        event(new MediaEvent.MarkProcessed("c", "voxari-1"));
        assertThat(out.take()).containsExactly("voxari-1 REACHED 100");
        event(status(5));
        event(status(0));
        assertThat(out.take())
                .containsExactly(
                        "voxari-2 REACHED 200",
                        "voxari-3 CANCELLED 200",
                        "ack heard 200 discarded 100 measured took 0");
    }

    @Test
    void aFlushThatIsNeverAcknowledgedIsSettledByTheClock() {
        write(2_000);
        out.take();
        at(250);
        core.interrupt(now);
        out.take();
        assertThat(core.nextDueNanos(now)).isEqualTo(now + 1_000 * MILLI);
        at(1_250);
        assertThat(out.take()).containsExactly("ack heard 240 discarded 1760 by clock took 1000");
        event(status(12));
        event(status(0));
    }

    @Test
    void twoInterruptionsInARowAreEachAcknowledged() {
        write(2_000);
        out.take();
        at(100);
        out.take();
        core.interrupt(now);
        write(1_000);
        at(200);
        core.interrupt(now);
        out.take();
        event(status(25));
        event(status(0));
        event(status(25));
        event(status(0));
        assertThat(out.take())
                .containsExactly(
                        "ack heard 100 discarded 1900 measured took 100",
                        "ack heard 2100 discarded 900 measured took 0");
    }

    @Test
    void anInterruptionBeforeAnythingWasSentIsALocalMatter() {
        core = core(MarkSupport.YES, PlayoutOptions.DEFAULT);
        write(500);
        core.interrupt(now);
        assertThat(out.take()).containsExactly("ack heard 0 discarded 500 by clock took 0");
        core.open(now);
        out.assertExhausted();
    }

    @Test
    void discardedCountsOnlyTheGenerationThatEnded() {
        write(1_000);
        at(200);
        core.interrupt(now);
        out.take();
        event(status(25));
        event(status(0));
        out.take();
        write(400);
        core.interrupt(now);
        out.take();
        event(status(20));
        event(status(0));
        assertThat(out.take()).containsExactly("ack heard 200 discarded 400 measured took 0");
    }

    @Test
    void pauseHoldsTheClockAndResumeGoesOn() {
        write(1_000);
        out.take();
        at(50);
        core.pause(now);
        core.pause(now);
        assertThat(out.take()).containsExactly("PAUSE_MEDIA");
        at(5_000);
        out.assertExhausted();
        assertThat(core.position(now)).isEqualTo(position(1_000, 500, 40));
        core.resume(now);
        core.resume(now);
        assertThat(out.take()).containsExactly("CONTINUE_MEDIA");
        assertThat(core.nextDueNanos(now)).isEqualTo(now + 50 * MILLI);
        at(5_050);
        assertThat(out.take()).containsExactly("audio 800", "GET_STATUS");
        assertThat(core.counters().underruns()).isZero();
    }

    @Test
    void anInterruptionUndoesAPauseBecauseAFlushDoesNot() {
        write(200);
        core.pause(now);
        out.take();
        core.interrupt(now);
        assertThat(out.take()).containsExactly("GET_STATUS", "FLUSH_MEDIA", "CONTINUE_MEDIA", "GET_STATUS");
        assertThat(core.isPaused()).isFalse();
        event(status(10));
        event(status(0));
        assertThat(out.take()).hasSize(1);
    }

    @Test
    void withoutMarksThePlaceIsToldByTheEndOfTheQueue() {
        core = core(MarkSupport.NO, PlayoutOptions.DEFAULT.withOpenAtStart(true));
        write(200);
        core.mark(now);
        assertThat(out.take()).containsExactly("audio 1600", "REPORT_QUEUE_DRAINED");
        // Nobody asked for this one.
        at(260);
        out.assertExhausted();
        event(new MediaEvent.QueueDrained("c"));
        assertThat(out.take()).containsExactly("voxari-1 ESTIMATED 200");
        event(new MediaEvent.QueueDrained("c"));
        out.assertExhausted();
    }

    @Test
    void aMarkAmidAudioIsToldByTheClockWhereMarksAreMissing() {
        core = core(MarkSupport.NO, PlayoutOptions.DEFAULT.withOpenAtStart(true));
        write(100);
        core.mark(now);
        write(1_000);
        assertThat(out.take()).containsExactly("audio 800", "REPORT_QUEUE_DRAINED", "audio 1600", "audio 1600");
        // The report comes at the end of all, long after: the clock does not wait for it.
        at(99);
        out.assertExhausted();
        at(100);
        assertThat(out.take()).contains("voxari-1 ESTIMATED 100");
    }

    @Test
    void anEndOfTheQueueThatIsNeverReportedIsToldByTheClock() {
        core = core(MarkSupport.NO, PlayoutOptions.DEFAULT.withOpenAtStart(true));
        write(200);
        core.mark(now);
        out.take();
        assertThat(core.nextDueNanos(now)).isEqualTo(now + 700 * MILLI);
        at(699);
        out.assertExhausted();
        at(700);
        assertThat(out.take()).containsExactly("voxari-1 ESTIMATED 200");
    }

    @Test
    void aMarkRefusedForTheDirectionSaysNothingOfTheNext() {
        write(20);
        core.mark(now);
        out.take();
        event(new MediaEvent.CommandError("c", "MARK_MEDIA not supported while media direction is 'in'"));
        at(20);
        assertThat(out.take()).containsExactly("voxari-1 ESTIMATED 20");
        core.mark(now);
        assertThat(out.take()).containsExactly("MARK_MEDIA voxari-2");
        event(new MediaEvent.MarkProcessed("c", "voxari-2"));
        assertThat(out.take()).containsExactly("voxari-2 REACHED 20");
    }

    @Test
    void comfortSilenceFillsWhatSpeechDoesNotAndHasNoPlaceOnItsLine() {
        core = core(MarkSupport.YES, PlayoutOptions.DEFAULT.withComfortSilence(true));
        at(100);
        out.assertExhausted();
        core.open(now);
        assertThat(out.take()).containsExactly("audio 320");
        assertThat(core.nextDueNanos(now)).isEqualTo(now + 20 * MILLI);
        at(120);
        assertThat(out.take()).containsExactly("audio 320");
        assertThat(core.position(now)).isEqualTo(position(0, 0, 0));
        assertThat(core.queued(now)).as("that was written").isZero();

        // Three frames of silence are ahead of it.
        write(100);
        core.mark(now);
        assertThat(out.take()).containsExactly("audio 800", "MARK_MEDIA voxari-1");
        at(180);
        assertThat(core.position(now)).isEqualTo(position(100, 100, 0));
        at(200);
        assertThat(core.position(now)).isEqualTo(position(100, 100, 20));
        at(260);
        assertThat(out.take()).containsExactly("audio 320");
        at(280);
        event(new MediaEvent.MarkProcessed("c", "voxari-1"));
        assertThat(out.take()).containsExactly("voxari-1 REACHED 100");
        assertThat(core.position(now)).isEqualTo(position(100, 100, 100));
        assertThat(core.counters().framesOut()).isEqualTo(5);
    }

    @Test
    void aFormatOfWhichNoByteIsSilenceGetsNone() {
        PlayoutOptions comfort = PlayoutOptions.DEFAULT.withComfortSilence(true).withOpenAtStart(true);
        MediaFormat gsm = new MediaFormat("gsm", 33, Duration.ofMillis(20));
        core = new PlayoutCore(gsm, comfort, MarkSupport.YES, now, out);
        at(100);
        out.assertExhausted();
        assertThat(core.nextDueNanos(now)).isEqualTo(Long.MAX_VALUE);
        core.write(core.generation(), ByteBuffer.allocate(33), now);
        assertThat(out.take()).containsExactly("audio 33");
    }

    @Test
    void anInterruptionCountsNoComfortSilence() {
        core = core(
                MarkSupport.YES, PlayoutOptions.DEFAULT.withComfortSilence(true).withOpenAtStart(true));
        write(100);
        at(80);
        assertThat(out.take()).containsExactly("audio 800", "audio 320");
        core.interrupt(now);
        out.take();
        event(status(3));
        event(status(0));
        assertThat(out.take()).anySatisfy(line -> assertThat(line).startsWith("ack heard 80 discarded 20 measured"));
        core.close(now);
        out.take();
    }

    @Test
    void comfortSilenceRestsWhileABacklogIsCollapsedAndDuringAPause() {
        core = core(
                MarkSupport.YES, PlayoutOptions.DEFAULT.withComfortSilence(true).withOpenAtStart(true));
        core.pause(now);
        at(100);
        assertThat(out.take()).containsExactly("PAUSE_MEDIA");
        core.resume(now);
        assertThat(out.take()).containsExactly("CONTINUE_MEDIA", "audio 320");
        int asked = 120;
        for (at(asked); !out.take().contains("GET_STATUS"); at(asked)) {
            asked += 20;
        }
        // Ticks were missed for 400 ms.
        event(status(22));
        at(asked + 400);
        out.assertExhausted();
        at(asked + 420);
        assertThat(out.take()).containsExactly("audio 320");
    }

    @Test
    void whereMarksMayBeMissingOneThatIsNotReportedShowsIt() {
        core = core(MarkSupport.UNKNOWN, PlayoutOptions.DEFAULT.withOpenAtStart(true));
        write(100);
        core.mark(now);
        assertThat(out.take()).containsExactly("audio 800", "MARK_MEDIA voxari-1");
        at(599);
        out.assertExhausted();
        at(600);
        assertThat(out.take()).containsExactly("voxari-1 ESTIMATED 100");
        write(100);
        core.mark(now);
        assertThat(out.take()).containsExactly("audio 800", "REPORT_QUEUE_DRAINED");
        at(700);
        event(new MediaEvent.QueueDrained(null));
        assertThat(out.take()).containsExactly("voxari-2 ESTIMATED 200");
    }

    @Test
    void whereMarksMayBeMissingOneThatIsReportedShowsThatTheyAreNot() {
        core = core(MarkSupport.UNKNOWN, PlayoutOptions.DEFAULT.withOpenAtStart(true));
        core.mark(now);
        event(new MediaEvent.MarkProcessed(null, "voxari-1"));
        write(20);
        core.mark(now);
        assertThat(out.take())
                .containsExactly("MARK_MEDIA voxari-1", "voxari-1 REACHED 0", "audio 160", "MARK_MEDIA voxari-2");
        at(60_000);
        out.assertExhausted();
    }

    @Test
    void aRefusedMarkIsTakenByTheClockFromThenOn() {
        write(20);
        core.mark(now);
        out.take();
        event(new MediaEvent.CommandError("c", "MARK_MEDIA not supported in passthrough mode"));
        assertThat(out.take()).containsExactly("REPORT_QUEUE_DRAINED");
        at(20);
        event(new MediaEvent.QueueDrained("c"));
        assertThat(out.take()).containsExactly("voxari-1 ESTIMATED 20");
    }

    @Test
    void aBacklogInAsteriskIsSeenAndCollapsed() {
        write(10_000);
        for (int milli = 0; milli <= 500; milli += 100) {
            at(milli);
        }
        core.getStatus(now);
        out.take();
        // It should have 25 frames and has 45: playing got stuck for 400 ms.
        event(status(45));
        assertThat(core.queued(now)).isEqualTo(Duration.ofMillis(9_000 + 900));
        at(600);
        at(999);
        out.assertExhausted();
        at(1_000);
        assertThat(out.take()).containsExactly("audio 800");
    }

    @Test
    void aMarkThatComesLateMovesTheClock() {
        write(400);
        core.mark(now);
        write(100);
        out.take();
        at(500);
        event(new MediaEvent.MarkProcessed("c", "voxari-1"));
        assertThat(out.take()).containsExactly("voxari-1 REACHED 400");
        assertThat(core.position(now)).isEqualTo(position(500, 500, 400));
    }

    @Test
    void askedForTheQueueNowAndThenWhileItPlays() {
        write(20_000);
        long asked = 0;
        for (int milli = 0; milli <= 10_000; milli += 100) {
            at(milli);
            for (String line : out.take()) {
                if (line.equals("GET_STATUS")) {
                    asked++;
                    event(status(25));
                }
            }
        }
        assertThat(asked).isEqualTo(5);
    }

    @Test
    void anUnderrunIsAudioThatCameTooLateWithinAStretchOfSpeech() {
        write(100);
        at(130);
        write(100);
        assertThat(core.counters().underruns()).isEqualTo(1);
        core.padToFrame(now);
        at(5_000);
        write(100);
        assertThat(core.counters().underruns()).isEqualTo(1);
        out.take();
    }

    @Test
    void backPressureIsAStateAndTheHardLimitAFault() {
        core = core(
                MarkSupport.YES, PlayoutOptions.DEFAULT.withLimits(Duration.ofMillis(1_000), Duration.ofMillis(1_500)));
        assertThat(write(980)).isTrue();
        assertThat(write(20)).isFalse();
        assertThat(write(500)).isFalse();
        ByteBuffer more = ByteBuffer.wrap(new byte[1]);
        assertThatThrownBy(() -> core.write(0, more, now))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("write of 1 bytes refused: 12000 wait already, the hard limit is 12000");
        assertThat(more.remaining()).isEqualTo(1);
        core.open(now);
        assertThat(out.take()).containsExactly("audio 1600", "audio 1600", "audio 800");
        at(100);
        assertThat(out.take()).containsExactly("audio 800", "writable");
    }

    @Test
    void closingSettlesEverythingAndNothingFollows() {
        write(600);
        core.mark(now);
        at(50);
        core.interrupt(now);
        write(600);
        core.mark(now);
        out.take();
        core.close(now);
        assertThat(out.take())
                .containsExactly(
                        "voxari-1 CANCELLED 40",
                        "ack heard 40 discarded 560 by clock took 0",
                        "voxari-2 CANCELLED 40",
                        "writable");
        core.close(now);
        assertThat(write(20)).isFalse();
        core.pause(now);
        core.resume(now);
        core.getStatus(now);
        event(new MediaEvent.Xon("c"));
        out.assertExhausted();
        core.mark(now);
        core.interrupt(now);
        assertThat(out.take()).hasSize(2);
        assertThat(core.nextDueNanos(now)).isEqualTo(Long.MAX_VALUE);
    }

    /** Whatever comes in whatever order: what was sent is whole frames, within the target, and nobody heard the future. */
    @Test
    void holdsItsRulesUnderRandomUse() {
        List<MarkSupport> support = List.of(MarkSupport.values());
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            PlayoutRecorder recorder = new PlayoutRecorder();
            now = 0;
            core = new PlayoutCore(
                    MediaFormat.ULAW,
                    PlayoutOptions.DEFAULT.withOpenAtStart(true),
                    support.get(random.nextInt(3)),
                    now,
                    recorder);
            for (int step = 0; step < 300; step++) {
                now += random.nextInt(60) * MILLI;
                switch (random.nextInt(13)) {
                    case 0, 1, 2, 3 ->
                        core.write(
                                core.generation() - random.nextInt(2),
                                ByteBuffer.wrap(new byte[random.nextInt(4_000)]),
                                now);
                    case 4 -> core.mark(now);
                    case 5 -> core.padToFrame(now);
                    case 6 -> core.interrupt(now);
                    case 7 -> core.pause(now);
                    case 8 -> core.resume(now);
                    case 12 -> core.onEvent(new MediaEvent.QueueDrained(null), now);
                    case 9 -> core.onEvent(status(random.nextInt(1_000)), now);
                    case 10 ->
                        core.onEvent(random.nextBoolean() ? new MediaEvent.Xoff(null) : new MediaEvent.Xon(null), now);
                    default ->
                        core.onEvent(
                                new MediaEvent.MarkProcessed(null, PlayoutCore.MARK_PREFIX + random.nextInt(30)), now);
                }
                core.tick(now);
                PlayoutPosition position = core.position(now);
                assertThat(position.sent()).as("seed %d", seed).isLessThanOrEqualTo(position.written());
                assertThat(position.played()).as("seed %d", seed).isBetween(Duration.ZERO, position.sent());
                assertThat(core.nextDueNanos(now)).as("seed %d", seed).isGreaterThanOrEqualTo(now);
                assertThat(recorder.sound().length % 160).as("seed %d", seed).isZero();
            }
            core.close(now);
            List<String> lines = recorder.take();
            assertThat(lines.stream()
                            .filter(line -> line.matches("voxari-\\w+ (REACHED|ESTIMATED|CANCELLED).*"))
                            .map(line -> line.substring(0, line.indexOf(' '))))
                    .as("seed %d: each mark is settled once", seed)
                    .doesNotHaveDuplicates();
        }
    }

    private PlayoutCore core(MarkSupport marks, PlayoutOptions options) {
        return new PlayoutCore(MediaFormat.ULAW, options, marks, now, out);
    }

    private boolean write(int millis) {
        return core.write(core.generation(), ByteBuffer.wrap(new byte[millis * 8]), now);
    }

    /** Time passes to so many milliseconds from the beginning. */
    private void at(int millis) {
        now = (5_000 + millis) * MILLI;
        core.tick(now);
    }

    private void event(MediaEvent event) {
        core.onEvent(event, now);
    }

    private static MediaEvent status(int frames) {
        return new MediaEvent.Status("c", frames, 800, 900, false, false, false);
    }

    private static PlayoutPosition position(int written, int sent, int played) {
        return new PlayoutPosition(Duration.ofMillis(written), Duration.ofMillis(sent), Duration.ofMillis(played));
    }

    private static byte[] noise(int length) {
        byte[] bytes = new byte[length];
        new Random(7).nextBytes(bytes);
        return bytes;
    }
}
