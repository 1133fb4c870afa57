package io.voxari.testkit.internal;

import io.voxari.testkit.asterisk.HeardAudio;
import java.util.ArrayList;
import java.util.List;

/** One side of a simulated call, kept as it goes. One thread adds; any thread asks. */
final class KeptAudio {
    private static final long SAMPLE_NANOS = 125_000;

    /** A frame that comes later than this after the end of the one before leaves a hole: 60 ms. */
    private static final int SEAM_SAMPLES = 480;

    private final List<HeardAudio.Frame> frames = new ArrayList<>();
    private final StringBuilder digits = new StringBuilder();
    private long firstNanos;
    private int end;

    synchronized void add(byte[] ulaw, long nanos) {
        if (frames.isEmpty()) {
            firstNanos = nanos;
        }
        int byClock = (int) ((nanos - firstNanos) / SAMPLE_NANOS);
        int start = byClock - end > SEAM_SAMPLES ? byClock : end;
        frames.add(new HeardAudio.Frame(start, ulaw, nanos));
        end = start + ulaw.length;
    }

    synchronized void add(char digit) {
        digits.append(digit);
    }

    synchronized HeardAudio audio() {
        return HeardAudio.of(frames, digits.toString());
    }

    /** {@return the last two frames as one; empty when there are fewer} */
    synchronized byte[] lastTwo() {
        int size = frames.size();
        if (size < 2) {
            return new byte[0];
        }
        byte[] before = frames.get(size - 2).ulaw();
        byte[] last = frames.get(size - 1).ulaw();
        byte[] both = new byte[before.length + last.length];
        System.arraycopy(before, 0, both, 0, before.length);
        System.arraycopy(last, 0, both, before.length, last.length);
        return both;
    }
}
