package io.voxari.agent.runtime;

import io.voxari.agent.AudioFormat;
import io.voxari.media.Playout;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** What an agent wrote and was not played yet, for the recordings of its call. Guarded by its {@link CallSpeech}. */
final class VoiceBooks {
    private final AudioFormat format;
    private final SpokenLine line;
    private final List<CallRecorder> recorders = new ArrayList<>();
    /** Counts the playouts. */
    private int lines;

    /** How far a line was played; the lines of one call are counted. */
    record Place(int line, long bytes) {}

    VoiceBooks(AudioFormat format) {
        this.format = format;
        this.line = new SpokenLine(Samples.silence(format));
    }

    /** Makes a recorder of what was written so far, and adds it. */
    CallRecorder add(@Nullable Playout playout, BiFunction<VoiceBooks, SpokenLine, CallRecorder> maker) {
        if (playout != null) {
            // What was played before is not recorded.
            heard(playout);
        }
        CallRecorder added = maker.apply(this, line.copy());
        recorders.add(added);
        return added;
    }

    void remove(CallRecorder recorder) {
        recorders.remove(recorder);
    }

    int lines() {
        return lines;
    }

    /** In whole samples: a piece of odd length may have been written, but nobody hears half a sample. */
    Place place(Playout playout) {
        long played = bytes(playout.position().played());
        return new Place(lines, played - played % format.bytesPerSample());
    }

    /** The playout has taken a piece; {@code start} is how far its line was written before. */
    void wrote(Playout playout, Duration start, ByteBuffer audio) {
        byte[] copy = new byte[audio.remaining()];
        audio.duplicate().get(copy);
        long from = bytes(start);
        byte[] unused = line.take(Math.min(from, place(playout).bytes()));
        line.wrote(from, copy);
        recorders.forEach(recorder -> recorder.wrote(from, copy));
    }

    /** Something was heard to its end: no recording that begins later wants it. */
    void heard(Playout playout) {
        byte[] unused = line.take(place(playout).bytes());
    }

    /** {@return whether nothing is kept of what was written} */
    boolean isEmpty() {
        return line.isEmpty();
    }

    /** After everything not heard by then was cut. */
    void cut(Playout playout, Duration heardUntil) {
        long from = bytes(heardUntil);
        long to = bytes(playout.position().written());
        line.dropped(from, to);
        recorders.forEach(recorder -> recorder.dropped(from, to));
    }

    /** The playout is gone. */
    void newLine(Playout gone) {
        Place last = place(gone);
        line.clear();
        lines++;
        recorders.forEach(recorder -> recorder.newLine(last));
    }

    /** Rounded: a place is told in nanoseconds, which not every sample has a whole number of. */
    private long bytes(Duration place) {
        return (place.toNanos() * format.sampleRateHz() * format.bytesPerSample() + 500_000_000) / 1_000_000_000;
    }
}
