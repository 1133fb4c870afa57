package io.voxari.agent.runtime;

import io.voxari.agent.RecordingSink;
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
    private final ArrayDeque<short[]> waiting = new ArrayDeque<>();
    private long waitingValues;
    private long writtenValues;
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
        return writtenValues / 2;
    }

    synchronized void begin() {
        run();
    }

    synchronized void put(short[] stereo) {
        if (ending || stereo.length == 0) {
            return;
        }
        if (waitingValues + stereo.length > 2L * PATIENCE_SECONDS * sampleRateHz) {
            fail("more than " + PATIENCE_SECONDS + " s waited to be written");
            return;
        }
        waiting.add(stereo);
        waitingValues += stereo.length;
        run();
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
            short[] next;
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
                waitingValues -= next == null ? 0 : next.length;
            }
            try {
                if (next == null) {
                    sink.begin(sampleRateHz);
                } else {
                    sink.write(ShortBuffer.wrap(next));
                }
            } catch (Throwable failure) {
                synchronized (this) {
                    fail(String.valueOf(failure));
                }
                continue;
            }
            synchronized (this) {
                writtenValues += next == null ? 0 : next.length;
            }
        }
        finish();
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
