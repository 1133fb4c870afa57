package io.voxari.testkit.internal;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The queue of one {@code chan_websocket} channel: audio that the application sent and the markers between it, taken out
 * one frame a tick. Plain data; used by one thread.
 *
 * <p>Its rules are those seen on Asterisk 22.10.1.
 */
final class MediaQueue {
    static final int XON_FRAMES = 800;
    static final int XOFF_FRAMES = 900;
    static final int MOST_FRAMES = 1000;

    private final int frameBytes;
    private final boolean isRestPadded;
    private final Consumer<Signal> signals;
    /** A frame, or the marker that is told when its turn comes. */
    private final ArrayDeque<Object> items = new ArrayDeque<>();

    private byte[] rest = {};
    private int frames;
    private boolean buffering;
    private boolean paused;
    private boolean full;
    private boolean reportDrained;

    /** What the queue has to say. */
    enum Signal {
        XOFF,
        XON,
        DRAINED
    }

    MediaQueue(int frameBytes, boolean isRestPadded, Consumer<Signal> signals) {
        this.frameBytes = frameBytes;
        this.isRestPadded = isRestPadded;
        this.signals = signals;
    }

    /** One message of audio; false when it was dropped because the queue is as long as it gets. */
    boolean offer(byte[] audio) {
        // Only the length before the message counts: one long message may go beyond the limit.
        if (frames >= MOST_FRAMES) {
            return false;
        }
        byte[] all = audio;
        if (buffering && rest.length > 0) {
            all = Arrays.copyOf(rest, rest.length + audio.length);
            System.arraycopy(audio, 0, all, rest.length, audio.length);
        }
        int whole = all.length / frameBytes * frameBytes;
        for (int at = 0; at < whole; at += frameBytes) {
            add(Arrays.copyOfRange(all, at, at + frameBytes));
        }
        rest = buffering ? Arrays.copyOfRange(all, whole, all.length) : new byte[0];
        if (!full && frames >= XOFF_FRAMES) {
            full = true;
            signals.accept(Signal.XOFF);
        }
        return true;
    }

    /** Something to be told when all that is queued now has been played. */
    void mark(Runnable marker) {
        items.add(marker);
    }

    void startBuffering() {
        buffering = true;
    }

    void stopBuffering(Runnable completed) {
        buffering = false;
        if (rest.length > 0) {
            add(isRestPadded ? Arrays.copyOf(rest, frameBytes) : rest);
            rest = new byte[0];
        }
        items.add(completed);
    }

    /** Drops the audio and the markers, ends buffering; it does not unpause and forgets no wish to hear of the end. */
    void flush() {
        items.clear();
        frames = 0;
        rest = new byte[0];
        buffering = false;
    }

    void pause() {
        paused = true;
    }

    void resume() {
        paused = false;
    }

    void reportDrained() {
        reportDrained = true;
    }

    /** The next frame, and what comes before it; null when there is none. */
    byte @Nullable [] tick() {
        if (paused) {
            return null;
        }
        if (full && frames < XON_FRAMES) {
            full = false;
            signals.accept(Signal.XON);
        }
        if (items.isEmpty()) {
            if (reportDrained) {
                reportDrained = false;
                signals.accept(Signal.DRAINED);
            }
            return null;
        }
        while (true) {
            Object item = items.poll();
            if (item instanceof Runnable marker) {
                marker.run();
            } else if (item == null) {
                return null;
            } else {
                frames--;
                return (byte[]) item;
            }
        }
    }

    int frames() {
        return frames;
    }

    boolean isFull() {
        return full;
    }

    boolean isBuffering() {
        return buffering;
    }

    boolean isPaused() {
        return paused;
    }

    private void add(byte[] frame) {
        items.add(frame);
        frames++;
    }
}
