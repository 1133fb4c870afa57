package io.voxari.agent.runtime;

import io.voxari.agent.AgentSession;
import io.voxari.agent.AudioFormat;
import io.voxari.agent.CallEvent;
import io.voxari.agent.CallerAudio;
import io.voxari.agent.EndCause;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Calls the agent of one call: one callback at a time, events before waiting audio, closing last.
 *
 * <p>Audio that the agent has no time for waits up to a bound; beyond it the oldest is dropped and counted, because a
 * caller cannot be slowed down and a late answer is worse than a lost word.
 *
 * <p>Thread-safe. The agent is called on the executor, never by the thread that posts, and never under the lock.
 */
final class AgentMailbox {
    /** A callback that takes longer makes the next audio late. */
    private static final long OVERRUN_NANOS = 5_000_000;

    /** Callbacks in one go, so that a talkative call does not keep a thread of a small pool to itself. */
    private static final int BATCH = 64;

    private final Executor executor;
    private final LongSupplier nanos;
    private final AudioFormat format;
    private final int backlogBytes;
    private final LongConsumer onOverrun;
    private final Consumer<Throwable> onFailure;
    private final CompletableFuture<Void> closed = new CompletableFuture<>();

    // All below under the lock of this object.
    private final ArrayDeque<CallEvent> events = new ArrayDeque<>();
    private final ArrayDeque<Piece> audio = new ArrayDeque<>();
    private final ArrayDeque<Piece> spare = new ArrayDeque<>();
    private @Nullable AgentSession session;
    private @Nullable EndCause end;
    private int waitingBytes;
    private long droppedBytes;
    private boolean pumping;
    private boolean finished;
    private boolean busy;
    /** When the callback that runs began; meaningless while none runs. */
    private long busySince;

    /**
     * @param nanos the runtime's time
     * @param backlogBytes how much audio may wait
     * @param onOverrun told how many nanoseconds a callback took that took too long
     * @param onFailure told what a callback of the agent threw; may come several times
     */
    AgentMailbox(
            Executor executor,
            LongSupplier nanos,
            AudioFormat format,
            int backlogBytes,
            LongConsumer onOverrun,
            Consumer<Throwable> onFailure) {
        this.onOverrun = onOverrun;
        this.executor = executor;
        this.nanos = nanos;
        this.format = format;
        this.backlogBytes = backlogBytes;
        this.onFailure = onFailure;
    }

    /** Gives the mailbox its agent; one that comes after {@link #close} is only closed. */
    synchronized void open(AgentSession opened) {
        session = opened;
        pump();
    }

    synchronized void post(CallEvent event) {
        if (end == null) {
            events.add(event);
            pump();
        }
    }

    /** Copies a piece of the caller's audio; {@code position} counts the samples before it. */
    synchronized void post(ByteBuffer bytes, long position) {
        if (end != null || session == null) {
            return;
        }
        Piece piece = spare.isEmpty() ? new Piece() : spare.pop();
        piece.fill(bytes, position);
        waitingBytes += piece.length;
        audio.add(piece);
        while (waitingBytes > backlogBytes && audio.size() > 1) {
            Piece oldest = audio.remove();
            waitingBytes -= oldest.length;
            droppedBytes += oldest.length;
            spare.push(oldest);
        }
        pump();
    }

    /**
     * Ends the agent: what happened before is still told, waiting audio is not.
     *
     * @return completes when the agent has let go; never exceptionally, and never if no agent ever comes
     */
    synchronized CompletableFuture<Void> close(EndCause cause) {
        if (end == null) {
            end = cause;
            audio.clear();
            waitingBytes = 0;
            pump();
        }
        return closed;
    }

    /** Completes when the agent has let go; never exceptionally. */
    CompletableFuture<Void> closed() {
        return closed;
    }

    synchronized boolean isOpen() {
        return session != null;
    }

    /** {@return how long the callback that runs has been running; zero if none runs} */
    synchronized Duration stuckFor() {
        return busy ? Duration.ofNanos(nanos.getAsLong() - busySince) : Duration.ZERO;
    }

    /** {@return how much audio waits} */
    synchronized int waitingBytes() {
        return waitingBytes;
    }

    synchronized long droppedBytes() {
        return droppedBytes;
    }

    /** Only under the lock. */
    private void pump() {
        if (!pumping && session != null && hasWork()) {
            pumping = true;
            executor.execute(this::run);
        }
    }

    private boolean hasWork() {
        return !finished && (!events.isEmpty() || !audio.isEmpty() || end != null);
    }

    private void run() {
        for (int n = 0; n < BATCH; n++) {
            if (!step()) {
                return;
            }
        }
        executor.execute(this::run);
    }

    private boolean step() {
        AgentSession agent;
        CallEvent event = null;
        Piece piece = null;
        EndCause cause = null;
        synchronized (this) {
            agent = session;
            if (agent == null || !hasWork()) {
                pumping = false;
                return false;
            }
            event = events.poll();
            if (event == null) {
                piece = audio.poll();
                if (piece == null) {
                    cause = end;
                    finished = true;
                } else {
                    waitingBytes -= piece.length;
                }
            }
        }
        long begin = began();
        if (event != null) {
            tell(agent, event);
        } else if (piece != null) {
            tell(agent, piece);
        } else if (cause != null) {
            close(agent, cause);
        }
        long took = nanos.getAsLong() - begin;
        returned();
        if (took > OVERRUN_NANOS) {
            onOverrun.accept(took);
        }
        return true;
    }

    private synchronized long began() {
        busy = true;
        busySince = nanos.getAsLong();
        return busySince;
    }

    private synchronized void returned() {
        busy = false;
    }

    private void tell(AgentSession agent, CallEvent event) {
        try {
            agent.onEvent(event);
        } catch (Throwable failure) {
            onFailure.accept(failure);
        }
    }

    private void tell(AgentSession agent, Piece piece) {
        try {
            agent.onAudio(new CallerAudio(piece.view(), format, piece.position));
        } catch (Throwable failure) {
            onFailure.accept(failure);
        } finally {
            synchronized (this) {
                spare.push(piece);
            }
        }
    }

    private void close(AgentSession agent, EndCause cause) {
        try {
            agent.close(cause).whenComplete((done, failure) -> {
                if (failure != null) {
                    onFailure.accept(failure);
                }
                closed.complete(null);
            });
        } catch (Throwable failure) {
            onFailure.accept(failure);
            closed.complete(null);
        }
    }

    /** Bytes that are used again: a call makes fifty of these a second. */
    private static final class Piece {
        private byte[] bytes = new byte[0];
        private int length;
        private long position;

        void fill(ByteBuffer source, long at) {
            length = source.remaining();
            if (bytes.length < length) {
                bytes = new byte[length];
            }
            source.get(bytes, 0, length);
            position = at;
        }

        ByteBuffer view() {
            return ByteBuffer.wrap(bytes, 0, length).asReadOnlyBuffer();
        }
    }
}
