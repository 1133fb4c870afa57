package io.voxari.media.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.voxari.media.MediaEvent;
import io.voxari.media.MediaFormat;
import io.voxari.media.PlayoutOptions;
import io.voxari.media.internal.PlayoutCore.MarkSupport;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Answers that are late, of another time, or cannot be true. µ-law, 500 ms ahead. */
final class PlayoutDoubtTest {
    private static final long MILLI = 1_000_000L;

    private final PlayoutRecorder out = new PlayoutRecorder();
    private long now = 7_000 * MILLI;
    private PlayoutCore core = core(MarkSupport.YES);

    @Test
    void anAnswerFromBeforeTheFlushSaysNothingOfTheQueueAfterIt() {
        write(400);
        core.getStatus(now);
        core.interrupt(now);
        status(20);
        assertThat(core.queued(now)).isZero();
        write(1_000);
        assertThat(core.position(now).sent()).isEqualTo(Duration.ofMillis(900));
    }

    @Test
    void aQueueLongerThanAllThatWasSentIsNotBelieved() {
        write(1_000);
        core.getStatus(now);
        status(Integer.MAX_VALUE);
        assertThat(core.queued(now)).isEqualTo(Duration.ofSeconds(1));
        pass(500);
        assertThat(core.position(now).sent()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void whatWasPlayedIsNeverTakenBack() {
        write(2_000);
        pass(100);
        pass(400);
        Duration told = core.position(now).played();
        assertThat(told).isEqualTo(Duration.ofMillis(500));
        core.getStatus(now);
        status(45);
        assertThat(core.position(now).played()).isEqualTo(told);
        core.interrupt(now);
        status(45);
        status(0);
        assertThat(core.position(now).played()).isEqualTo(told);
        write(1_000);
        assertThat(core.position(now).played()).isEqualTo(told);
    }

    @Test
    void aPauseSaysNothingOfMarks() {
        core = core(MarkSupport.UNKNOWN);
        core.pause(now);
        core.mark(now);
        pass(2_000);
        assertThat(out.take()).containsExactly("PAUSE_MEDIA", "MARK_MEDIA voxari-1");
        core.resume(now);
        pass(10);
        core.onEvent(new MediaEvent.MarkProcessed(null, "voxari-1"), now);
        assertThat(out.take()).containsExactly("CONTINUE_MEDIA", "voxari-1 REACHED 0");
    }

    @Test
    void aMarkReportedLateShowsThatMarksAreReported() {
        core = core(MarkSupport.UNKNOWN);
        write(100);
        core.mark(now);
        pass(600);
        core.mark(now);
        pass(0);
        assertThat(out.take())
                .containsExactly(
                        "audio 800",
                        "MARK_MEDIA voxari-1",
                        "voxari-1 ESTIMATED 100",
                        "REPORT_QUEUE_DRAINED",
                        "voxari-2 ESTIMATED 100");
        write(100);
        core.mark(now);
        core.onEvent(new MediaEvent.MarkProcessed(null, "voxari-1"), now);
        core.mark(now);
        // The third was not asked for, so the clock settles it; the fourth was.
        pass(5_000);
        assertThat(out.take())
                .containsExactly("audio 800", "REPORT_QUEUE_DRAINED", "MARK_MEDIA voxari-4", "voxari-3 ESTIMATED 200");
        core.onEvent(new MediaEvent.MarkProcessed(null, "voxari-4"), now);
        assertThat(out.take()).containsExactly("voxari-4 REACHED 200");
    }

    @Test
    void questionsNobodyAnswersDoNotPileUp() {
        for (int i = 0; i < 10_000; i++) {
            core.getStatus(now);
        }
        assertThat(out.take()).hasSizeLessThan(300);
        write(20);
        PendingFlush flush = core.interrupt(now);
        assertThat(out.take()).contains("FLUSH_MEDIA");
        pass(1_000);
        assertThat(out.take()).containsExactly("ack heard 0 discarded 20 by clock took 1000");
        assertThat(flush.measured).isFalse();
    }

    @Test
    void theHardLimitFitsTheMemoryWhateverTheFormatClaims() {
        MediaFormat claimed = new MediaFormat("slin", 32_768, Duration.ofMillis(1));
        assertThat(PlayoutCore.hardLimitBytes(claimed, PlayoutOptions.DEFAULT)).isEqualTo(1L << 28);
        assertThat(PlayoutCore.hardLimitBytes(MediaFormat.ULAW, PlayoutOptions.DEFAULT))
                .isEqualTo(600 * 8_000L);
    }

    @Test
    void aLongCallHasALength() {
        long aYearOfBytes = 365L * 24 * 3600 * 384_000;
        assertThat(new MediaFormat("slin192", 7_680, Duration.ofMillis(20)).durationOf(aYearOfBytes + 3_840))
                .isEqualTo(Duration.ofDays(365).plusMillis(10));
    }

    private PlayoutCore core(MarkSupport marks) {
        return new PlayoutCore(MediaFormat.ULAW, PlayoutOptions.DEFAULT.withOpenAtStart(true), marks, now, out);
    }

    private void write(int millis) {
        core.write(core.generation(), ByteBuffer.wrap(new byte[millis * 8]), now);
    }

    private void pass(int millis) {
        now += millis * MILLI;
        core.tick(now);
    }

    private void status(int frames) {
        core.onEvent(new MediaEvent.Status("c", frames, 800, 900, false, false, false), now);
    }
}
