package io.voxari.ari.internal;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One request on its way over HTTP: waits for a connection, is sent, and is answered or not. Nothing below repeats requests,
 * since Asterisk may have acted on the first; a GET that met a dead pooled connection is repeated here.
 *
 * <p>Thread-safe.
 */
final class HttpExchange {
    /** More than any list of Asterisk, and little enough to hold. */
    static final int MOST_BODY_BYTES = 64 << 20;

    /** One attempt, which tells the exchange what becomes of it. */
    interface Wire {
        /** Makes it on this thread, and returns when it is over. */
        void here();

        /** Makes it on a thread of the pool. */
        void elsewhere();

        /** Ends it, begun or not; any thread. */
        void cancel();
    }

    final CompletableFuture<Answer> answer = new CompletableFuture<>();

    private final HttpTransport transport;
    private final boolean mayRepeat;
    private final Function<HttpExchange, Wire> wires;
    private final Duration deadline;
    private final AtomicBoolean left = new AtomicBoolean();
    private final Runnable granted = this::granted;
    private volatile Timers.@Nullable Timer timer;
    private volatile @Nullable Wire wire;
    private volatile boolean sent;
    private volatile boolean fresh;
    private volatile boolean aborted;
    private volatile boolean repeated;
    private volatile boolean streams;
    private volatile boolean late;

    /** Whether the thread that asked does the work itself. */
    private volatile boolean here;

    /**
     * @param mayRepeat whether Asterisk changes nothing on it
     * @param wires makes an attempt
     */
    HttpExchange(HttpTransport transport, boolean mayRepeat, Function<HttpExchange, Wire> wires, Duration deadline) {
        this.transport = transport;
        this.mayRepeat = mayRepeat;
        this.wires = wires;
        this.deadline = deadline;
    }

    void begin() {
        if (enter()) {
            granted();
        }
    }

    /**
     * As {@link #begin()}, but on the caller's thread if there is a free connection: two threads less to wake, which is
     * most of the time that a short request takes. Waits for the answer; an interrupt aborts the request and stays set.
     */
    Answer answer() {
        if (!transport.isInterruptible()) {
            begin();
        } else if (enter()) {
            Wire next = prepared();
            if (next != null) {
                here = true;
                next.here();
            }
        }
        return Waiting.on(answer, this::abort, this::wasSent);
    }

    /** True if the way is free; otherwise it goes on by itself. */
    private boolean enter() {
        timer = transport.timers().after(deadline, this::tooLate);
        if (transport.gate().enter(granted)) {
            return true;
        }
        if (late) {
            giveUpWaiting(); // Its time was over before it waited.
        }
        if (answer.isDone()) {
            cancelTimer();
        }
        if (transport.isClosed()) {
            abort(); // It came in after those that waited were told.
        }
        return false;
    }

    private void tooLate() {
        late = true;
        if (giveUpWaiting()) {
            return;
        }
        Wire present = wire;
        if (present != null) {
            present.cancel();
        }
    }

    /** True if it was waiting for a connection. */
    private boolean giveUpWaiting() {
        boolean waited = transport.gate().withdraw(granted);
        if (waited) {
            // What follows may block, and the timers' thread must not.
            transport.later(
                    () -> answer.complete(new Answer.Missing("no free connection within " + deadline, false, null)));
        }
        return waited;
    }

    private void granted() {
        Wire next = prepared();
        if (next != null) {
            here = false;
            next.elsewhere();
        }
    }

    /** Null if it is too late for it, and that was told. */
    private @Nullable Wire prepared() {
        if (aborted || late || transport.isClosed()) {
            String why = transport.isClosed()
                    ? "the client was closed"
                    : aborted ? "cancelled" : "no free connection within " + deadline;
            // Not here: the thread that left may have others to let in, each of which may be too late as well.
            transport.later(() -> end(new Answer.Missing(why, false, null)));
            return null;
        }
        Wire next = wires.apply(this);
        wire = next;
        if (aborted || late) {
            next.cancel(); // Run or not, it fails at once.
        }
        return next;
    }

    private void cancelTimer() {
        Timers.Timer present = timer;
        if (present != null) {
            present.cancel();
        }
    }

    /** Stops it wherever it is; without effect when it has been answered. */
    void abort() {
        if (answer.isDone()) {
            return;
        }
        aborted = true;
        if (transport.gate().withdraw(granted)) {
            cancelTimer();
            answer.complete(new Answer.Missing("cancelled", false, null));
            return;
        }
        Wire present = wire;
        if (present != null) {
            present.cancel();
        }
    }

    boolean wasSent() {
        return sent;
    }

    private void leave() {
        if (left.compareAndSet(false, true)) {
            cancelTimer();
            transport.gate().leave();
        }
    }

    // First the place, then the answer: what follows on the answer may send more.
    void end(Answer how) {
        try {
            leave();
        } finally {
            answer.complete(how);
        }
    }

    /** There is no pooled connection for it. */
    void connecting() {
        fresh = true;
    }

    /** From now on Asterisk may have acted on it. */
    void sending() {
        sent = true;
    }

    /** Whether this is the second attempt. */
    boolean isRepeated() {
        return repeated;
    }

    /** The answer is there, and its body still coming. */
    void stream(InputStream body) {
        streams = true;
        answer.complete(new Answer.Coming(new Body(body)));
    }

    void leaveStream() {
        if (streams) {
            leave();
        }
    }

    void failed(IOException e) {
        boolean interrupted = here && Thread.currentThread().isInterrupted();
        boolean dead = sent && !fresh && !aborted && !late && !interrupted;
        if (dead && mayRepeat && !repeated) {
            repeated = true;
            sent = false;
            granted();
            return;
        }
        String why = aborted
                ? "cancelled"
                : late ? "no answer within " + deadline : interrupted ? "interrupted" : e.toString();
        end(new Answer.Missing(why, sent, e));
    }

    /** Holds the place in the gate as long as the connection is in use. */
    private final class Body extends FilterInputStream {
        Body(InputStream body) {
            super(Objects.requireNonNull(body));
        }

        @Override
        public void close() throws IOException {
            try {
                super.close();
            } finally {
                leave();
            }
        }
    }
}
