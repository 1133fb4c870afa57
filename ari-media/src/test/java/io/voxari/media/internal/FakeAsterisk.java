package io.voxari.media.internal;

import io.voxari.media.FlushAck;
import io.voxari.media.MarkOutcome;
import io.voxari.media.MediaCommand;
import io.voxari.media.MediaEvent;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asterisk's frame queue behind a network with a delay, in steps of a millisecond: one frame a tick, marks between
 * frames, XOFF from 900 frames, dropping from 1,000, a flush that neither answers nor unpauses.
 */
final class FakeAsterisk implements PlayoutOutput {
    private static final int FRAME_BYTES = 160;
    private static final int TICK_MILLIS = 20;

    private record OnTheWay(long atMilli, Object what) {}

    /** A line in the log of what the core told. */
    record Told(String mark, MarkOutcome outcome, int heardBytes) {}

    private final int delayMillis;
    private final int phaseMillis;
    private final ArrayDeque<OnTheWay> toAsterisk = new ArrayDeque<>();
    private final ArrayDeque<OnTheWay> fromAsterisk = new ArrayDeque<>();
    private final ArrayDeque<Object> queue = new ArrayDeque<>();
    private final ByteArrayOutputStream heard = new ByteArrayOutputStream();
    private long milli;
    private int frames;
    private int maxFrames;
    private boolean paused;
    private boolean full;
    private int dropped;
    /** The present silence amid speech, and the longest. */
    private int hole;

    private int longestHole;

    final List<Told> marks = new ArrayList<>();
    final List<FlushAck> acks = new ArrayList<>();

    FakeAsterisk(int delayMillis, int phaseMillis) {
        this.delayMillis = delayMillis;
        this.phaseMillis = phaseMillis;
    }

    /** A millisecond passes. */
    void step() {
        milli++;
        for (OnTheWay next = due(toAsterisk); next != null; next = due(toAsterisk)) {
            receive(next.what);
        }
        if (milli % TICK_MILLIS == phaseMillis && !paused) {
            tick();
        }
    }

    /** The next event that has come over the network; null if none has. */
    @Nullable MediaEvent event() {
        OnTheWay next = due(fromAsterisk);
        return next == null ? null : (MediaEvent) next.what;
    }

    private @Nullable OnTheWay due(ArrayDeque<OnTheWay> way) {
        OnTheWay first = way.peek();
        return first != null && first.atMilli <= milli ? way.remove() : null;
    }

    private void tick() {
        while (queue.peek() instanceof String mark) {
            queue.remove();
            reply(new MediaEvent.MarkProcessed("c", mark));
        }
        if (queue.poll() instanceof byte[] frame) {
            frames--;
            heard.writeBytes(frame);
            longestHole = Math.max(longestHole, hole);
            hole = 0;
        } else if (heard.size() > 0) {
            hole += TICK_MILLIS;
        }
        if (full && frames < 800) {
            full = false;
            reply(new MediaEvent.Xon("c"));
        }
    }

    private void receive(Object what) {
        if (what instanceof byte[] audio) {
            if (frames >= 1_000) {
                dropped += audio.length;
                return;
            }
            for (int at = 0; at + FRAME_BYTES <= audio.length; at += FRAME_BYTES) {
                queue.add(java.util.Arrays.copyOfRange(audio, at, at + FRAME_BYTES));
                frames++;
            }
            maxFrames = Math.max(maxFrames, frames);
            if (frames >= 900 && !full) {
                full = true;
                reply(new MediaEvent.Xoff("c"));
            }
        } else if (what instanceof MediaCommand.Mark mark) {
            queue.add(mark.correlationId());
        } else if (what instanceof MediaCommand.Flush) {
            queue.clear();
            frames = 0;
        } else if (what instanceof MediaCommand.Pause) {
            paused = true;
        } else if (what instanceof MediaCommand.Continue) {
            paused = false;
        } else if (what instanceof MediaCommand.GetStatus) {
            reply(new MediaEvent.Status("c", frames, 800, 900, full, false, paused));
        } else {
            throw new IllegalArgumentException("not expected of a playout: " + what);
        }
    }

    private void reply(MediaEvent event) {
        fromAsterisk.add(new OnTheWay(milli + delayMillis, event));
    }

    @Override
    public void audio(ByteRing source, int bytes) {
        ByteBuffer buffer = ByteBuffer.allocate(bytes);
        source.take(buffer, bytes);
        toAsterisk.add(new OnTheWay(milli + delayMillis, buffer.array()));
    }

    @Override
    public void command(MediaCommand command) {
        toAsterisk.add(new OnTheWay(milli + delayMillis, command));
    }

    @Override
    public void settled(PendingMark mark, MarkOutcome outcome) {
        marks.add(new Told(mark.id, outcome, heard.size()));
    }

    @Override
    public void acknowledged(PendingFlush flush, FlushAck ack) {
        acks.add(ack);
    }

    @Override
    public void drainedBelowHighWater() {}

    byte[] heard() {
        return heard.toByteArray();
    }

    int heardBytes() {
        return heard.size();
    }

    int frames() {
        return frames;
    }

    int maxFrames() {
        return maxFrames;
    }

    int dropped() {
        return dropped;
    }

    int longestHoleMillis() {
        return longestHole;
    }
}
