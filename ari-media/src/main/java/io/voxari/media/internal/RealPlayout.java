package io.voxari.media.internal;

import io.voxari.media.ControlFormat;
import io.voxari.media.FlushAck;
import io.voxari.media.Interruption;
import io.voxari.media.MarkOutcome;
import io.voxari.media.MediaCommand;
import io.voxari.media.MediaEvent;
import io.voxari.media.MediaStart;
import io.voxari.media.Playout;
import io.voxari.media.PlayoutMark;
import io.voxari.media.PlayoutOptions;
import io.voxari.media.PlayoutPosition;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Binds a {@link PlayoutCore} to a wire, a clock and the pacer. One lock holds the core and the order of what goes out;
 * futures are completed after it is given up, so that what hangs on them may call back.
 */
final class RealPlayout implements Playout, Outgoing, PlayoutOutput, Pacer.Task {
    private final Object lock = new Object();
    private final MediaWire wire;
    private final NanoClock clock;
    private final Pacer pacer;
    private final Pacer.Slot slot = new Pacer.Slot(this);
    private final ControlFormat controlFormat;
    /** Guarded by the lock. */
    private final PlayoutCore core;
    /** Guarded by the lock: what to complete once it is given up. */
    private final ArrayDeque<Runnable> completions = new ArrayDeque<>();
    /** Guarded by the lock: somebody completes them, in order; nobody else may meanwhile. */
    private boolean completing;
    /** Guarded by the lock. */
    private @Nullable CompletableFuture<Void> writable;

    RealPlayout(MediaStart start, PlayoutOptions options, MediaWire wire, NanoClock clock, Pacer pacer) {
        this.wire = wire;
        this.clock = clock;
        this.pacer = pacer;
        controlFormat = start.controlFormat();
        // Marks came in the release that brought JSON.
        PlayoutCore.MarkSupport marks = controlFormat == ControlFormat.JSON
                ? PlayoutCore.MarkSupport.YES
                : start.channelId() == null ? PlayoutCore.MarkSupport.NO : PlayoutCore.MarkSupport.UNKNOWN;
        core = new PlayoutCore(start.format(), options, marks, clock.nanos(), this);
    }

    @Override
    public void open() {
        run(core::open);
    }

    @Override
    public boolean write(ByteBuffer audio) {
        boolean accepted;
        synchronized (lock) {
            accepted = writeLocked(core.generation(), audio);
        }
        complete();
        return accepted;
    }

    @Override
    public boolean write(long generation, ByteBuffer audio) {
        boolean accepted;
        synchronized (lock) {
            accepted = writeLocked(generation, audio);
        }
        complete();
        return accepted;
    }

    private boolean writeLocked(long generation, ByteBuffer audio) {
        long now = clock.nanos();
        boolean accepted = core.write(generation, audio, now);
        schedule(now);
        return accepted;
    }

    @Override
    public long generation() {
        synchronized (lock) {
            return core.generation();
        }
    }

    @Override
    public CompletionStage<Void> writable() {
        synchronized (lock) {
            if (core.isClosed() || core.isWritable()) {
                return CompletableFuture.completedStage(null);
            }
            if (writable == null) {
                writable = new CompletableFuture<>();
            }
            return writable.minimalCompletionStage();
        }
    }

    @Override
    public void padToFrame() {
        run(core::padToFrame);
    }

    @Override
    public PlayoutMark mark() {
        return call(core::mark);
    }

    @Override
    public Interruption interrupt() {
        PendingFlush flush = call(core::interrupt);
        return new Interruption(
                flush.generation,
                core.durationOf(flush.clockHeardBytes),
                core.durationOf(flush.clockDiscardedBytes()),
                flush.acknowledged.minimalCompletionStage());
    }

    @Override
    public void pause() {
        run(core::pause);
    }

    @Override
    public void resume() {
        run(core::resume);
    }

    @Override
    public Duration queued() {
        return call(core::queued);
    }

    @Override
    public PlayoutPosition position() {
        return call(core::position);
    }

    @Override
    public CompletionStage<Void> drained() {
        PendingMark mark = call(now -> {
            core.padToFrame(now);
            return core.mark(now);
        });
        return mark.reached().thenAccept(outcome -> {});
    }

    /** A command of the user; the core keeps the books of the answers to GET_STATUS. */
    @Override
    public void send(MediaCommand command) {
        run(now -> {
            if (command instanceof MediaCommand.GetStatus) {
                core.getStatus(now);
            } else {
                command(command);
            }
        });
    }

    @Override
    public void onEvent(MediaEvent event) {
        run(now -> core.onEvent(event, now));
    }

    @Override
    public void close() {
        run(core::close);
    }

    @Override
    public PlayoutCounters counters() {
        synchronized (lock) {
            return core.counters();
        }
    }

    @Override
    public void due() {
        run(core::tick);
    }

    @Override
    public void audio(ByteRing source, int bytes) {
        wire.audio(source, bytes);
    }

    @Override
    public void command(MediaCommand command) {
        wire.text(MediaCommandWriter.write(command, controlFormat));
    }

    @Override
    public void settled(PendingMark mark, MarkOutcome outcome) {
        completions.add(() -> mark.complete(outcome));
    }

    @Override
    public void acknowledged(PendingFlush flush, FlushAck ack) {
        completions.add(() -> flush.acknowledged.complete(ack));
    }

    @Override
    public void drainedBelowHighWater() {
        CompletableFuture<Void> waiting = writable;
        if (waiting != null) {
            writable = null;
            completions.add(() -> waiting.complete(null));
        }
    }

    /** What the core does at a time. */
    private interface Step {
        void at(long nowNanos);
    }

    private void run(Step step) {
        synchronized (lock) {
            long now = clock.nanos();
            step.at(now);
            schedule(now);
        }
        complete();
    }

    private <T> T call(LongFunction<T> step) {
        T result;
        synchronized (lock) {
            long now = clock.nanos();
            result = step.apply(now);
            schedule(now);
        }
        complete();
        return result;
    }

    private void schedule(long nowNanos) {
        pacer.schedule(slot, core.nextDueNanos(nowNanos));
    }

    private void complete() {
        synchronized (lock) {
            if (completing || completions.isEmpty()) {
                return;
            }
            completing = true;
        }
        while (true) {
            Runnable completion;
            synchronized (lock) {
                completion = completions.poll();
                if (completion == null) {
                    completing = false;
                    return;
                }
            }
            // Throws nothing: a future keeps what its dependents throw.
            completion.run();
        }
    }
}
