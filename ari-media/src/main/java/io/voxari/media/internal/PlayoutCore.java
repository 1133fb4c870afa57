package io.voxari.media.internal;

import io.voxari.media.FlushAck;
import io.voxari.media.MarkOutcome;
import io.voxari.media.MediaCommand;
import io.voxari.media.MediaEvent;
import io.voxari.media.MediaFormat;
import io.voxari.media.PlayoutOptions;
import io.voxari.media.PlayoutPosition;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * Which audio goes out when, and what became of it: bytes, events and a time in, messages and outcomes out. No thread,
 * lock, clock or logger. The owner calls it under one lock and hands what comes out to the wire in that order.
 *
 * <p>Places are counted in bytes on the line of all audio written: {@code played <= sent <= written}. An interruption
 * moves {@code sent} to {@code written} at once, so that dropped audio keeps its place.
 *
 * <p>Long, because audio, marks and interruptions are placed on one line, and each moves what the others may assume.
 */
final class PlayoutCore {
    /** Messages are of at most so much audio; Asterisk gives up on a frame that takes it more than ten reads. */
    private static final long MAX_MESSAGE_NANOS = 200_000_000L;
    /** And of at most so many bytes, or of one frame: a large one takes it too many reads on a real network. */
    private static final int MAX_MESSAGE_BYTES = 16_384;
    /** In the steady state a message has so much audio: one system call for five frames. */
    private static final long BATCH_NANOS = 100_000_000L;
    /** How often Asterisk is asked for the length of its queue while it plays. */
    private static final long WATCH_NANOS = 2_000_000_000L;
    /** What a mark may be late by the clock before this Asterisk is held to have none. */
    private static final long MARK_GRACE_NANOS = 500_000_000L;
    /** So much comfort silence goes out at a time, and speech that comes waits for it: a little more than it. */
    private static final int COMFORT_FRAMES = 2;
    /** When to stop waiting for Asterisk's word on a flush. */
    private static final long FLUSH_TIMEOUT_NANOS = 1_000_000_000L;

    /**
     * Frames that Asterisk may be given ahead, whatever the target: from 1,000 queued on it drops whole messages without
     * a word, and after a burst it has some more than the clock believes.
     */
    private static final long MAX_AHEAD_FRAMES = 920;

    /** What the ids of our marks begin with; the user's may not. */
    static final String MARK_PREFIX = "voxari-";

    private static final int MAX_MARKS = 4_096;
    /** Questions to Asterisk that may be open; an Asterisk that never answers must not fill the books. */
    private static final int MAX_STATUS_REQUESTS = 256;
    /** Whatever a peer's frame size and the options come to. */
    private static final long MAX_LOCAL_BYTES = 1L << 28;

    /** Whether this Asterisk reports marks. Plain text came before marks did: then only a reply shows it. */
    enum MarkSupport {
        YES,
        UNKNOWN,
        NO
    }

    private final MediaFormat format;
    private final PlayoutOutput output;
    private final int frameBytes;
    private final long ptimeNanos;
    private final long messageFrames;
    private final long targetNanos;
    private final long lowNanos;
    private final long highWaterBytes;
    private final long hardLimitBytes;
    private final boolean comfortSilence;
    private final ByteRing local = new ByteRing();
    private final ByteRing silence = new ByteRing();
    private final PlayoutClock clock;
    private final ArrayDeque<PendingMark> localMarks = new ArrayDeque<>();
    private final ArrayDeque<PendingMark> sentMarks = new ArrayDeque<>();
    private final ArrayDeque<StatusRequest> statusRequests = new ArrayDeque<>();
    private final ArrayDeque<PendingFlush> flushes = new ArrayDeque<>();

    private MarkSupport markSupport;
    private boolean open;
    private boolean xoff;
    private boolean closed;
    private boolean wantsWritable;
    private long written;
    private long sent;
    private long generation;
    private long generationStart;
    /** Where playing stood when the generation began. */
    private long heardBefore;
    /** The furthest place ever told as played: a correction of the clock must not take it back. */
    private long toldPlayed;
    /** The end of the last stretch of speech that was ended in form. */
    private long speechEnd;

    /** Frames sent in all, comfort silence included; what is in Asterisk's queue is counted on this line. */
    private long totalFrames;
    /** Where on that line the last flush was. */
    private long flushedFrames;
    /** Frames of comfort silence behind the last audio. */
    private long trailingSilence;
    /** Where playing stood when audio followed on comfort silence: no report of the queue can put it before. */
    private long playedFloor;
    /** Asterisk will tell when its queue, as of this place, is empty; -1 when it was not asked. */
    private long drainAskedFrames = -1;

    private long lastStatusNanos;
    private long markCount;
    private long framesOut;
    private long lastOutNanos;
    private long messagesOut;
    private long underruns;
    private long xoffs;
    private long lateBytes;
    private long discardedBytes;

    PlayoutCore(
            MediaFormat format, PlayoutOptions options, MarkSupport markSupport, long nowNanos, PlayoutOutput output) {
        if (format.isPassthrough()) {
            throw new IllegalArgumentException("format " + format.name() + " has no frames of a fixed size");
        }
        this.format = format;
        this.output = output;
        this.markSupport = markSupport;
        frameBytes = format.frameBytes();
        ptimeNanos = format.ptime().toNanos();
        messageFrames = Math.max(1, Math.min(MAX_MESSAGE_NANOS / ptimeNanos, MAX_MESSAGE_BYTES / frameBytes));
        long target = Math.min(options.targetDepth().toNanos(), MAX_AHEAD_FRAMES * ptimeNanos);
        targetNanos = Math.max(target, 2 * ptimeNanos);
        long batch = Math.max(ptimeNanos, Math.min(BATCH_NANOS, targetNanos / 2));
        lowNanos = targetNanos - batch;
        hardLimitBytes = hardLimitBytes(format, options);
        highWaterBytes = Math.min(hardLimitBytes, Math.max(frameBytes, format.bytesOf(options.highWater())));
        clock = new PlayoutClock(ptimeNanos, nowNanos);
        lastStatusNanos = nowNanos;
        open = options.openAtStart();
        comfortSilence = options.comfortSilence() && format.hasSilence();
    }

    static long hardLimitBytes(MediaFormat format, PlayoutOptions options) {
        return Math.min(MAX_LOCAL_BYTES, Math.max(format.frameBytes(), format.bytesOf(options.hardLimit())));
    }

    void open(long nowNanos) {
        open = true;
        pump(nowNanos);
    }

    boolean write(long forGeneration, ByteBuffer audio, long nowNanos) {
        int count = audio.remaining();
        if (closed || forGeneration != generation) {
            lateBytes += count;
            audio.position(audio.limit());
            return !closed;
        }
        if (local.size() + (long) count > hardLimitBytes) {
            throw new IllegalStateException("write of " + count + " bytes refused: " + local.size()
                    + " wait already, the hard limit is " + hardLimitBytes);
        }
        local.put(audio);
        written += count;
        pump(nowNanos);
        return isWritable();
    }

    boolean isWritable() {
        if (local.size() < highWaterBytes) {
            return true;
        }
        wantsWritable = true;
        return false;
    }

    void padToFrame(long nowNanos) {
        int rest = local.size() % frameBytes;
        if (rest > 0) {
            local.fill(format.silence(), frameBytes - rest);
            written += frameBytes - rest;
        }
        speechEnd = written;
        pump(nowNanos);
    }

    PendingMark mark(long nowNanos) {
        if (localMarks.size() + sentMarks.size() >= MAX_MARKS) {
            throw new IllegalStateException(MAX_MARKS + " marks are waiting already");
        }
        PendingMark mark =
                new PendingMark(MARK_PREFIX + Long.toString(++markCount, 36), written, format.durationOf(written));
        if (closed) {
            settle(mark, MarkOutcome.Kind.CANCELLED, played(nowNanos));
        } else {
            localMarks.add(mark);
            pump(nowNanos);
        }
        return mark;
    }

    PendingFlush interrupt(long nowNanos) {
        long heard = played(nowNanos);
        PendingFlush flush = new PendingFlush(generation, nowNanos, written, sent, generationStart, heardBefore, heard);
        flush.silenceFrames = trailingSilence;
        flush.floorBytes = playedFloor;
        boolean anythingSent = sent > generationStart || !sentMarks.isEmpty();
        discardedBytes += local.size();
        local.clear();
        // Marks are settled in their order: those that never left wait for those that Asterisk may still report.
        flush.marks.addAll(sentMarks);
        sentMarks.clear();
        flush.marks.addAll(localMarks);
        localMarks.clear();
        generation++;
        generationStart = written;
        heardBefore = heard;
        speechEnd = written;
        sent = written;
        if (closed) {
            acknowledge(flush, nowNanos);
        } else if (!anythingSent && !clock.isPaused()) {
            if (flushes.isEmpty()) {
                acknowledge(flush, nowNanos);
            } else {
                flushes.getLast().followers.add(flush);
            }
        } else {
            flush(flush, nowNanos);
        }
        notifyWritable();
        return flush;
    }

    /**
     * Asterisk answers GET_STATUS at once and in the order of the commands. So the first answer tells what was left when
     * the flush began, and the second that it is done, even if new audio follows on its heels; REPORT_QUEUE_DRAINED
     * would wait for that to be played.
     */
    private void flush(PendingFlush flush, long nowNanos) {
        flushes.add(flush);
        requestStatus(new StatusRequest(totalFrames, flush.generation, flush, false), nowNanos);
        output.command(new MediaCommand.Flush());
        if (clock.isPaused()) {
            // FLUSH_MEDIA does not undo a pause, whatever its description says.
            output.command(new MediaCommand.Continue());
        }
        clock.flushed(nowNanos);
        flushedFrames = totalFrames;
        trailingSilence = 0;
        drainAskedFrames = -1;
        requestStatus(new StatusRequest(totalFrames, generation, flush, true), nowNanos);
    }

    void pause(long nowNanos) {
        if (!closed && !clock.isPaused()) {
            output.command(new MediaCommand.Pause());
            clock.pause(nowNanos);
        }
    }

    void resume(long nowNanos) {
        if (!closed && clock.isPaused()) {
            output.command(new MediaCommand.Continue());
            clock.resume(nowNanos);
            pump(nowNanos);
        }
    }

    /** Asks for the queue's length on behalf of the user, so that the answer is not taken for another. */
    void getStatus(long nowNanos) {
        if (!closed) {
            requestStatus(new StatusRequest(totalFrames, generation, null, false), nowNanos);
        }
    }

    void onEvent(MediaEvent event, long nowNanos) {
        if (closed) {
            return;
        }
        if (event instanceof MediaEvent.Xoff) {
            xoff = true;
            xoffs++;
        } else if (event instanceof MediaEvent.Xon) {
            xoff = false;
        } else if (event instanceof MediaEvent.MarkProcessed processed) {
            onMark(processed.correlationId(), nowNanos);
        } else if (event instanceof MediaEvent.Status status) {
            onStatus(status, nowNanos);
        } else if (event instanceof MediaEvent.QueueDrained) {
            onDrained(nowNanos);
        } else if (event instanceof MediaEvent.CommandError error
                && error.text().startsWith(MediaProtocol.MARK_MEDIA)) {
            onMarkRefused(error.text());
        }
        tick(nowNanos);
    }

    /** To be called when {@link #nextDueNanos} has come; earlier or later does no harm. */
    void tick(long nowNanos) {
        while (!flushes.isEmpty() && nowNanos - flushes.element().sentNanos >= FLUSH_TIMEOUT_NANOS) {
            acknowledge(flushes.remove(), nowNanos);
        }
        settleByClock(nowNanos);
        pump(nowNanos);
    }

    /** When {@link #tick} has something to do next if nothing else happens; {@link Long#MAX_VALUE} for never. */
    long nextDueNanos(long nowNanos) {
        if (closed) {
            return Long.MAX_VALUE;
        }
        long due = Long.MAX_VALUE;
        if (open && !xoff && local.size() >= frameBytes) {
            due = clock.whenDepthIs(lowNanos);
        } else if (wantsComfort()) {
            due = clock.whenDepthIs(ptimeNanos);
        }
        if (!flushes.isEmpty()) {
            due = Math.min(due, flushes.element().sentNanos + FLUSH_TIMEOUT_NANOS);
        }
        due = Math.min(due, nextByClockNanos());
        return Math.max(due, nowNanos);
    }

    void close(long nowNanos) {
        if (closed) {
            return;
        }
        long played = played(nowNanos);
        closed = true;
        discardedBytes += local.size();
        local.clear();
        while (!flushes.isEmpty()) {
            acknowledge(flushes.remove(), nowNanos);
        }
        sentMarks.forEach(mark -> settle(mark, MarkOutcome.Kind.CANCELLED, played));
        sentMarks.clear();
        localMarks.forEach(mark -> settle(mark, MarkOutcome.Kind.CANCELLED, played));
        localMarks.clear();
        wantsWritable = false;
        output.drainedBelowHighWater();
    }

    /** Sends what may be sent now: nothing above the low mark, up to the target below it. */
    private void pump(long nowNanos) {
        if (!open || xoff || closed) {
            return;
        }
        sendMarks();
        if (clock.depthNanos(nowNanos) <= lowNanos) {
            while (local.size() >= frameBytes) {
                long frames = Math.min((targetNanos - clock.depthNanos(nowNanos)) / ptimeNanos, messageFrames);
                frames = Math.min(frames, local.size() / frameBytes);
                if (frames <= 0) {
                    break;
                }
                if (!localMarks.isEmpty()) {
                    long toMark = localMarks.element().bytes - sent;
                    frames = Math.min(frames, (toMark + frameBytes - 1) / frameBytes);
                }
                sendAudio(frames, nowNanos);
                sendMarks();
            }
        }
        if (wantsComfort() && clock.depthNanos(nowNanos) <= ptimeNanos) {
            sendSilence(nowNanos);
        }
        askForTheEnd();
        notifyWritable();
    }

    /** Whether silence has to keep the caller's line alive, as there is nothing else to send. */
    private boolean wantsComfort() {
        return comfortSilence && open && !xoff && !closed && !clock.isPaused() && local.size() < frameBytes;
    }

    private void sendSilence(long nowNanos) {
        silence.fill(format.silence(), COMFORT_FRAMES * frameBytes);
        output.audio(silence, COMFORT_FRAMES * frameBytes);
        totalFrames += COMFORT_FRAMES;
        trailingSilence += COMFORT_FRAMES;
        clock.sent(COMFORT_FRAMES, nowNanos);
        watch(nowNanos);
    }

    /** Where marks are not reported, the emptiness of the queue is: it tells of the end of what was said. */
    private void askForTheEnd() {
        boolean waiting = !sentMarks.isEmpty() && sentMarks.getLast().sentFrames > drainAskedFrames;
        if (markSupport == MarkSupport.NO && !comfortSilence && waiting && local.size() < frameBytes) {
            drainAskedFrames = totalFrames;
            output.command(new MediaCommand.ReportQueueDrained());
        }
    }

    private void sendAudio(long frames, long nowNanos) {
        if (sent > generationStart && sent != speechEnd && (trailingSilence > 0 || clock.ranDry(nowNanos))) {
            underruns++;
        }
        if (trailingSilence > 0) {
            playedFloor = played(nowNanos);
            trailingSilence = 0;
        }
        if (clock.depthNanos(nowNanos) == 0) {
            lastStatusNanos = nowNanos;
        }
        int bytes = Math.toIntExact(frames * frameBytes);
        output.audio(local, bytes);
        sent += bytes;
        clock.sent(frames, nowNanos);
        totalFrames += frames;
        framesOut += frames;
        lastOutNanos = nowNanos;
        messagesOut++;
        watch(nowNanos);
    }

    private void watch(long nowNanos) {
        if (nowNanos - lastStatusNanos >= WATCH_NANOS && statusRequests.isEmpty()) {
            requestStatus(new StatusRequest(totalFrames, generation, null, false), nowNanos);
        }
    }

    private void sendMarks() {
        while (!localMarks.isEmpty() && localMarks.element().bytes <= sent) {
            PendingMark mark = localMarks.remove();
            mark.sentFrames = totalFrames;
            sentMarks.add(mark);
            if (markSupport != MarkSupport.NO) {
                mark.asked = true;
                output.command(new MediaCommand.Mark(mark.id));
            }
        }
    }

    /** Asks, unless so much was asked in vain that one more question would not be answered either. */
    private void requestStatus(StatusRequest request, long nowNanos) {
        if (statusRequests.size() >= MAX_STATUS_REQUESTS) {
            return;
        }
        statusRequests.add(request);
        lastStatusNanos = nowNanos;
        output.command(new MediaCommand.GetStatus());
    }

    private void onStatus(MediaEvent.Status status, long nowNanos) {
        StatusRequest request = statusRequests.poll();
        if (request == null) {
            return;
        }
        PendingFlush flush = request.flush;
        if (flush == null) {
            if (request.generation == generation) {
                // No more than was sent can be left, whatever the answer says.
                long queued = Math.min(status.queueLength(), request.frames - flushedFrames);
                clock.correct(queued + totalFrames - request.frames, nowNanos);
            }
        } else if (!request.afterFlush) {
            flush.measure(Math.max(0, status.queueLength() - flush.silenceFrames) * frameBytes);
        } else if (flushes.remove(flush)) {
            acknowledge(flush, nowNanos);
        }
    }

    private void onMark(String id, long nowNanos) {
        if (isOurs(id)) {
            markSupport = MarkSupport.YES;
        }
        for (PendingFlush flush : flushes) {
            // It was on its way when the flush went out.
            PendingMark mark = remove(flush.marks, id);
            if (mark != null) {
                settle(mark, MarkOutcome.Kind.REACHED, mark.bytes);
                return;
            }
        }
        PendingMark mark = remove(sentMarks, id);
        if (mark != null) {
            clock.correct(totalFrames - mark.sentFrames, nowNanos);
            settle(mark, MarkOutcome.Kind.REACHED, Math.max(mark.bytes, played(nowNanos)));
        }
    }

    /** Asterisk's queue ran empty: all that it had when it was asked has been played. */
    private void onDrained(long nowNanos) {
        long asked = drainAskedFrames;
        drainAskedFrames = -1;
        if (asked < 0) {
            return;
        }
        clock.correct(totalFrames - asked, nowNanos);
        while (!sentMarks.isEmpty() && sentMarks.element().sentFrames <= asked) {
            PendingMark mark = sentMarks.remove();
            settle(mark, MarkOutcome.Kind.ESTIMATED, Math.max(mark.bytes, played(nowNanos)));
        }
    }

    /** Not known to this Asterisk, or only not now: while the direction is "in" nothing is played. */
    private void onMarkRefused(String text) {
        if (!text.contains("direction")) {
            markSupport = MarkSupport.NO;
            return;
        }
        for (PendingMark mark : sentMarks) {
            if (mark.asked) {
                mark.asked = false;
                return;
            }
        }
    }

    /** Whether a mark of that id was ever asked for; it may be settled meanwhile. */
    private boolean isOurs(String id) {
        if (!id.startsWith(MARK_PREFIX) || id.length() > MARK_PREFIX.length() + 11) {
            return false;
        }
        try {
            long number = Long.parseLong(id, MARK_PREFIX.length(), id.length(), 36);
            return number > 0 && number <= markCount;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static @Nullable PendingMark remove(Iterable<PendingMark> marks, String id) {
        for (Iterator<PendingMark> each = marks.iterator(); each.hasNext(); ) {
            PendingMark mark = each.next();
            if (mark.id.equals(id)) {
                each.remove();
                return mark;
            }
        }
        return null;
    }

    private void settleByClock(long nowNanos) {
        while (nextByClockNanos() <= nowNanos) {
            PendingMark mark = sentMarks.remove();
            if (mark.asked) {
                markSupport = MarkSupport.NO;
            }
            settle(mark, MarkOutcome.Kind.ESTIMATED, Math.max(mark.bytes, played(nowNanos)));
        }
    }

    /** When the clock settles the oldest mark sent; never if Asterisk will, or while a pause keeps it from reporting. */
    private long nextByClockNanos() {
        PendingMark mark = sentMarks.peek();
        if (mark == null || !flushes.isEmpty() || (mark.asked && markSupport == MarkSupport.YES)) {
            return Long.MAX_VALUE;
        }
        long when = clock.whenDepthIs((totalFrames - mark.sentFrames) * ptimeNanos);
        if (when != Long.MAX_VALUE && totalFrames == drainAskedFrames) {
            return when + MARK_GRACE_NANOS;
        }
        if (!mark.asked || markSupport == MarkSupport.NO || when == Long.MAX_VALUE) {
            return when;
        }
        return clock.isPaused() ? Long.MAX_VALUE : when + MARK_GRACE_NANOS;
    }

    private void acknowledge(PendingFlush flush, long nowNanos) {
        if (flush.generation == generation - 1) {
            heardBefore = flush.heardBytes;
        }
        for (PendingMark mark : flush.marks) {
            boolean reached = flush.measured && mark.bytes <= flush.heardBytes;
            settle(mark, reached ? MarkOutcome.Kind.REACHED : MarkOutcome.Kind.CANCELLED, flush.heardBytes);
        }
        output.acknowledged(
                flush,
                new FlushAck(
                        format.durationOf(flush.heardBytes),
                        format.durationOf(flush.discardedBytes()),
                        flush.measured,
                        Duration.ofNanos(nowNanos - flush.sentNanos)));
        flush.followers.forEach(follower -> acknowledge(follower, nowNanos));
    }

    private void settle(PendingMark mark, MarkOutcome.Kind kind, long playedBytes) {
        output.settled(mark, new MarkOutcome(kind, format.durationOf(playedBytes)));
    }

    private void notifyWritable() {
        if (wantsWritable && local.size() < highWaterBytes) {
            wantsWritable = false;
            output.drainedBelowHighWater();
        }
    }

    /** How far Asterisk has played, in bytes on the line of audio written; never less than before. */
    private long played(long nowNanos) {
        long played = sent - Math.max(0, clock.frames(nowNanos) - trailingSilence) * frameBytes;
        toldPlayed = Math.max(toldPlayed, played <= generationStart ? heardBefore : played);
        return toldPlayed;
    }

    PlayoutPosition position(long nowNanos) {
        return new PlayoutPosition(
                format.durationOf(written), format.durationOf(sent), format.durationOf(played(nowNanos)));
    }

    /** What is written and not yet played; comfort silence is not. */
    Duration queued(long nowNanos) {
        long inAsterisk = Math.max(0, clock.depthNanos(nowNanos) - trailingSilence * ptimeNanos);
        return format.durationOf(local.size()).plusNanos(inAsterisk);
    }

    Duration durationOf(long bytes) {
        return format.durationOf(bytes);
    }

    long generation() {
        return generation;
    }

    boolean isPaused() {
        return clock.isPaused();
    }

    boolean isClosed() {
        return closed;
    }

    PlayoutCounters counters() {
        return new PlayoutCounters(
                framesOut,
                framesOut * frameBytes,
                messagesOut,
                underruns,
                xoffs,
                lateBytes,
                discardedBytes,
                lastOutNanos);
    }

    /** What was asked of Asterisk's queue, in the order of the answers. */
    private record StatusRequest(
            long frames, long generation, @Nullable PendingFlush flush, boolean afterFlush) {}
}
