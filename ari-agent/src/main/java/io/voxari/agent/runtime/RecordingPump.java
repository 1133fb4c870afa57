package io.voxari.agent.runtime;

import io.voxari.agent.RecordingSink;
import java.io.IOException;
import java.nio.ShortBuffer;
import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * Brings samples to a sink, which may block: in order, one call at a time, on the executor. Thread-safe; nothing here blocks.
 */
final class RecordingPump {
    private static final int PATIENCE_SECONDS = 30;

    private final Executor executor;
    private final RecordingSink sink;
    private final int sampleRateHz;
    private final CompletableFuture<String> done = new CompletableFuture<>();

    // All below under the lock of this object.
    private final ArrayDeque<StereoPiece> waiting = new ArrayDeque<>();
    private long waitingValues;
    private long writtenSamples;
    private String trouble = "";
    private boolean begun;
    private boolean ending;
    private boolean running;

    RecordingPump(Executor executor, RecordingSink sink, int sampleRateHz) {
        this.executor = executor;
        this.sink = sink;
        this.sampleRateHz = sampleRateHz;
    }

    /** {@return completes when the sink was told its end, with what went wrong; empty if nothing did} */
    CompletableFuture<String> done() {
        return done;
    }

    /** {@return how many samples of each side were written} */
    synchronized long samples() {
        return writtenSamples;
    }

    synchronized void begin() {
        run();
    }

    synchronized void put(StereoPiece piece) {
        if (ending || piece.isEmpty()) {
            return;
        }
        if (waitingValues + counted(piece) > 2L * PATIENCE_SECONDS * sampleRateHz) {
            fail("more than " + PATIENCE_SECONDS + " s waited to be written");
            return;
        }
        waiting.add(piece);
        waitingValues += counted(piece);
        run();
    }

    /** A piece is as long as this process stood still: for that the sink is not to blame. */
    private int counted(StereoPiece piece) {
        return Math.min(piece.samples().length, 2 * sampleRateHz);
    }

    /** What was put before is still written. */
    synchronized void end() {
        ending = true;
        run();
    }

    /** What waits is not written any more. */
    synchronized void abort(String why) {
        if (!ending) {
            fail(why);
        }
    }

    /** Only under the lock. */
    private void fail(String why) {
        trouble = why;
        waiting.clear();
        waitingValues = 0;
        ending = true;
        run();
    }

    /** Only under the lock. */
    private void run() {
        if (!running && !done.isDone()) {
            running = true;
            executor.execute(this::pump);
        }
    }

    private void pump() {
        while (true) {
            StereoPiece next;
            boolean first;
            synchronized (this) {
                first = !begun;
                begun = true;
                next = first ? null : waiting.poll();
                if (next == null && !first) {
                    if (ending) {
                        break; // Still running: the sink is told its end once.
                    }
                    running = false;
                    return;
                }
                waitingValues -= next == null ? 0 : counted(next);
            }
            try {
                if (next == null) {
                    sink.begin(sampleRateHz);
                } else {
                    write(next);
                }
            } catch (Throwable failure) {
                synchronized (this) {
                    fail(String.valueOf(failure));
                }
            }
        }
        finish();
    }

    private void write(StereoPiece piece) throws IOException {
        write(piece.samples());
        long silence = piece.silence();
        while (silence > 0) {
            int some = (int) Math.min(silence, sampleRateHz);
            write(new short[2 * some]);
            silence -= some;
        }
    }

    private void write(short[] stereo) throws IOException {
        if (stereo.length > 0) {
            sink.write(ShortBuffer.wrap(stereo));
            synchronized (this) {
                writtenSamples += stereo.length / 2;
            }
        }
    }

    private void finish() {
        try {
            sink.end();
        } catch (Throwable failure) {
            synchronized (this) {
                trouble = trouble.isEmpty() ? String.valueOf(failure) : trouble;
            }
        }
        String told;
        synchronized (this) {
            told = trouble;
        }
        done.complete(told);
    }
}
