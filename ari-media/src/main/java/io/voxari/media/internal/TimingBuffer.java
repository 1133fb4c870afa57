package io.voxari.media.internal;

import io.voxari.media.AudioOrigin;
import io.voxari.media.InboundTiming;
import io.voxari.media.MediaFormat;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Audio of any length at any time in, frames of one length on the clock out. What is late is waited for as long as the
 * delay lasts; a hole is filled, and what then comes late makes the delay grow; a delay that nobody needs is shortened by
 * making one frame of two, in a quiet place if there is one. Nothing is reordered, as TCP keeps the order.
 *
 * <p>A plain data structure that allocates nothing once made: no thread, no timer, no lock. Not thread-safe.
 */
final class TimingBuffer {
    /** Whoever stood still for longer does not want to hear what happened meanwhile. */
    private static final long MAX_BEHIND_NANOS = 1_000_000_000L;
    /** After a hole of this length nothing is lost by waiting as at the beginning. */
    private static final long LONG_HOLE_NANOS = 60_000_000L;
    /** How long the least delay is watched before it is called needless. */
    private static final long WATCH_NANOS = 1_000_000_000L;
    /** A mean of the magnitudes below this is a quiet place: -44 dB of full scale. */
    private static final int QUIET = 200;

    private final SampleCodec codec;
    private final byte silence;
    private final long stepNanos;
    private final long delayNanos;
    private final int stepBytes;
    private final int delayBytes;
    private final boolean concealing;
    private final int watchTicks;
    private final Concealer concealer;

    private final byte[] ring;
    private int head;
    private int size;

    /** What was given last, and at its end the frame given now. */
    private final byte[] line;

    private final int lineFrame;
    private final ByteBuffer frame;
    private AudioOrigin origin = AudioOrigin.SILENCE;

    private boolean started;
    private long dueNanos;
    /** Within a hole, from its first made-up sample to the first one received. */
    private boolean hole;

    private long holeNanos;
    /** After a long hole: audio waits for this time, as at the beginning. */
    private boolean priming;

    private long primedNanos;
    private int ticks;
    private int leastBytes = Integer.MAX_VALUE;
    private int excessBytes;
    private boolean impatient;

    private long frames;
    private long concealedFrames;
    private long silentFrames;
    private long holes;
    private long squeezes;
    private long droppedBytes;
    private long skippedFrames;

    /** For a format that {@link SampleCodec} knows, and a timing with steps. */
    TimingBuffer(MediaFormat format, SampleCodec codec, InboundTiming timing) {
        this.codec = codec;
        silence = format.silence();
        stepNanos = timing.step().toNanos();
        delayNanos = timing.delay().toNanos();
        concealing = timing.concealing();
        long rate = format.frameBytes()
                / codec.sampleBytes
                * 1_000_000_000L
                / format.ptime().toNanos();
        stepBytes = bytes(rate, stepNanos);
        delayBytes = bytes(rate, delayNanos);
        watchTicks = (int) (WATCH_NANOS / stepNanos);
        concealer = new Concealer((int) rate);
        ring = new byte[bytes(rate, timing.maxDelay().toNanos()) + stepBytes];
        lineFrame = concealer.history().length * codec.sampleBytes;
        line = new byte[lineFrame + stepBytes];
        Arrays.fill(line, silence);
        frame = ByteBuffer.wrap(line).asReadOnlyBuffer();
    }

    private int bytes(long rate, long nanos) {
        return (int) (rate * nanos / 1_000_000_000L) * codec.sampleBytes;
    }

    /** Takes audio. The first starts the clock. */
    void offer(ByteBuffer audio, long nowNanos) {
        if (!audio.hasRemaining()) {
            return;
        }
        if (!started) {
            started = true;
            dueNanos = nowNanos + delayNanos;
        } else if (size == 0 && hole && holeNanos >= LONG_HOLE_NANOS) {
            priming = true;
            primedNanos = nowNanos + delayNanos;
        }
        int count = audio.remaining();
        int over = size + count - ring.length;
        if (over > 0) {
            // Whole samples, or all that follows were noise.
            over += over % codec.sampleBytes;
            droppedBytes += over;
            int old = Math.min(over, size);
            discard(old);
            audio.position(audio.position() + over - old);
            count = audio.remaining();
        }
        int tail = (head + size) % ring.length;
        int first = Math.min(count, ring.length - tail);
        audio.get(ring, tail, first);
        audio.get(ring, 0, count - first);
        size += count;
    }

    /** When {@link #poll} has a frame next; {@link Long#MAX_VALUE} before the first audio. */
    long nextDueNanos() {
        return started ? dueNanos : Long.MAX_VALUE;
    }

    /** Makes the frame that is due, for {@link #frame} and {@link #origin}; false if none is. */
    boolean poll(long nowNanos) {
        if (!started || nowNanos - dueNanos < 0) {
            return false;
        }
        long behind = nowNanos - dueNanos;
        if (behind > MAX_BEHIND_NANOS) {
            skippedFrames += behind / stepNanos;
            dueNanos += behind / stepNanos * stepNanos;
        }
        System.arraycopy(line, stepBytes, line, 0, lineFrame);
        if (priming && dueNanos - primedNanos >= 0) {
            priming = false;
        }
        int ready = priming ? 0 : Math.min(size - size % codec.sampleBytes, stepBytes);
        if (ready == stepBytes && canSqueeze()) {
            squeeze();
        } else {
            take(ready);
        }
        watch();
        dueNanos += stepNanos;
        frames++;
        switch (origin) {
            case RECEIVED -> {}
            case CONCEALED -> concealedFrames++;
            case SILENCE -> silentFrames++;
        }
        return true;
    }

    /** The frame made last: read-only, valid until the next one. */
    ByteBuffer frame() {
        return frame.limit(line.length).position(lineFrame).order(ByteOrder.BIG_ENDIAN);
    }

    AudioOrigin origin() {
        return origin;
    }

    private void take(int ready) {
        origin = AudioOrigin.RECEIVED;
        copy(0, lineFrame, ready);
        discard(ready);
        if (ready > 0 && hole) {
            hole = false;
            recover(ready);
        }
        if (ready < stepBytes) {
            fill(ready);
        }
    }

    /** Passes from what was made up to what was received. Out of silence nothing needs to be passed. */
    private void recover(int ready) {
        if (concealer.isSilent() || !concealing) {
            return;
        }
        origin = AudioOrigin.CONCEALED;
        int count = Math.min(concealer.recoverySamples(), ready / codec.sampleBytes);
        for (int i = 0; i < count; i++) {
            int at = lineFrame + i * codec.sampleBytes;
            int received = codec.get(line, at) * (i + 1);
            int madeUp = concealer.next() * (count - i);
            codec.put(line, at, (short) ((received + madeUp) / (count + 1)));
        }
    }

    private void fill(int from) {
        if (!hole) {
            hole = true;
            holeNanos = 0;
            holes++;
            if (concealing) {
                remember(lineFrame + from);
                concealer.begin();
            }
        }
        holeNanos += stepNanos;
        boolean silent = from == 0 && concealer.isSilent();
        origin = silent ? AudioOrigin.SILENCE : AudioOrigin.CONCEALED;
        if (concealer.isSilent()) {
            Arrays.fill(line, lineFrame + from, line.length, silence);
            return;
        }
        for (int at = lineFrame + from; at < line.length; at += codec.sampleBytes) {
            codec.put(line, at, concealer.next());
        }
    }

    private void remember(int end) {
        short[] history = concealer.history();
        int at = end - history.length * codec.sampleBytes;
        for (int i = 0; i < history.length; i++, at += codec.sampleBytes) {
            history[i] = codec.get(line, at);
        }
    }

    private boolean canSqueeze() {
        if (hole || excessBytes < stepBytes || size < 2 * stepBytes) {
            return false;
        }
        if (impatient) {
            return true;
        }
        long sum = 0;
        copy(0, lineFrame, stepBytes);
        for (int at = lineFrame; at < line.length; at += codec.sampleBytes) {
            sum += Math.abs(codec.get(line, at));
        }
        return sum < (long) QUIET * (stepBytes / codec.sampleBytes);
    }

    /** One frame that begins as the next and ends as the one after it. */
    private void squeeze() {
        int samples = stepBytes / codec.sampleBytes;
        copy(0, lineFrame, stepBytes);
        for (int i = 0; i < samples; i++) {
            int at = lineFrame + i * codec.sampleBytes;
            int first = codec.get(line, at) * (samples - i);
            copy(stepBytes + i * codec.sampleBytes, at, codec.sampleBytes);
            codec.put(line, at, (short) ((first + codec.get(line, at) * (i + 1)) / (samples + 1)));
        }
        discard(2 * stepBytes);
        origin = AudioOrigin.CONCEALED;
        squeezes++;
        excessBytes -= stepBytes;
        impatient = false;
    }

    /** What never fell below the delay wanted is delay that nobody needs. */
    private void watch() {
        leastBytes = Math.min(leastBytes, size);
        if (++ticks < watchTicks) {
            return;
        }
        boolean before = excessBytes >= stepBytes;
        excessBytes = leastBytes - delayBytes;
        impatient = before && excessBytes >= stepBytes;
        ticks = 0;
        leastBytes = Integer.MAX_VALUE;
    }

    private void copy(int offset, int at, int count) {
        int from = (head + offset) % ring.length;
        int first = Math.min(count, ring.length - from);
        System.arraycopy(ring, from, line, at, first);
        System.arraycopy(ring, 0, line, at + first, count - first);
    }

    private void discard(int count) {
        head = (head + count) % ring.length;
        size -= count;
    }

    long frames() {
        return frames;
    }

    long concealedFrames() {
        return concealedFrames;
    }

    long silentFrames() {
        return silentFrames;
    }

    long holes() {
        return holes;
    }

    long squeezes() {
        return squeezes;
    }

    long droppedBytes() {
        return droppedBytes;
    }

    long skippedFrames() {
        return skippedFrames;
    }

    long waitingNanos() {
        return size * stepNanos / stepBytes;
    }
}
