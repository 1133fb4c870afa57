package io.voxari.ari.internal;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.EventListener;
import okhttp3.Request;
import okhttp3.Response;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/**
 * One request on its way over HTTP: waits for a connection, is sent, and is answered or not. OkHttp itself must not
 * repeat requests, since Asterisk may have acted on the first; a GET that met a dead pooled connection is repeated here.
 *
 * <p>Thread-safe.
 */
final class HttpExchange extends EventListener implements Callback {
    /** More than any list of Asterisk, and little enough to hold. */
    private static final long MOST_BODY_BYTES = 64L << 20;

    final CompletableFuture<Answer> answer = new CompletableFuture<>();

    private final HttpTransport transport;
    private final Request request;
    private final boolean stream;
    private final Duration deadline;
    private final AtomicBoolean left = new AtomicBoolean();
    private final Runnable granted = this::granted;
    private volatile Timers.@Nullable Timer timer;
    private volatile @Nullable Call call;
    private volatile boolean sent;
    private volatile boolean fresh;
    private volatile boolean aborted;
    private volatile boolean repeated;
    private volatile boolean streams;
    private volatile boolean late;

    /** Whether the thread that asked does the work itself. */
    private volatile boolean here;

    /** Of an answer that has no body by its status, or 0. */
    private volatile int bodiless;

    HttpExchange(HttpTransport transport, Request.Builder request, boolean stream, Duration deadline) {
        this.transport = transport;
        this.request = request.tag(EventListener.class, this).build();
        this.stream = stream;
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
            Call next = prepared();
            if (next != null) {
                here = true;
                try {
                    onResponse(next, next.execute());
                } catch (IOException e) {
                    onFailure(next, e);
                } catch (Throwable e) {
                    onFailure(next, new IOException(e.toString(), e)); // As OkHttp does for those that are queued.
                }
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
        if (answer.isDone()) {
            cancelTimer();
        }
        if (transport.isClosed()) {
            abort(); // It came in after those that waited were told.
        }
        return false;
    }

    private void tooLate() {
        if (transport.gate().withdraw(granted)) {
            // What follows may block, and the timers' thread must not.
            transport.later(
                    () -> answer.complete(new Answer.Missing("no free connection within " + deadline, false, null)));
            return;
        }
        late = true;
        Call present = call;
        if (present != null) {
            present.cancel();
        }
    }

    private void granted() {
        Call next = prepared();
        if (next != null) {
            here = false;
            next.enqueue(this);
        }
    }

    /** Null if it is too late for it, and that was told. */
    private @Nullable Call prepared() {
        if (aborted || late || transport.isClosed()) {
            String why = transport.isClosed()
                    ? "the client was closed"
                    : aborted ? "cancelled" : "no free connection within " + deadline;
            // Not here: the thread that left may have others to let in, each of which may be too late as well.
            transport.later(() -> end(new Answer.Missing(why, false, null)));
            return null;
        }
        Call next = transport.client().newCall(request);
        call = next;
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
        Call present = call;
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
    private void end(Answer how) {
        leave();
        answer.complete(how);
    }

    @Override
    public void connectStart(Call ignored, java.net.InetSocketAddress address, java.net.Proxy proxy) {
        fresh = true;
    }

    @Override
    public void requestHeadersStart(Call ignored) {
        sent = true;
    }

    @Override
    public void responseHeadersEnd(Call ignored, Response response) {
        bodiless = response.code() == 204 || response.code() == 205 ? response.code() : 0;
    }

    /** Read to its end, or out of time: a stream that nobody closes gives its place back here. */
    @Override
    public void callEnd(Call ignored) {
        leaveStream();
    }

    @Override
    public void canceled(Call ignored) {
        leaveStream();
    }

    private void leaveStream() {
        if (streams) {
            leave();
        }
    }

    @Override
    public void onFailure(Call failed, IOException e) {
        if (bodiless != 0 && e instanceof ProtocolException) {
            // It has a body all the same, which OkHttp does not forgive; but it said what became of the request.
            end(new Answer.Received(bodiless, new byte[0]));
            return;
        }
        boolean interrupted = here && Thread.currentThread().isInterrupted();
        boolean dead = sent && !fresh && !aborted && !late && !interrupted;
        if (dead && request.method().equals("GET") && !repeated) {
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

    @Override
    public void onResponse(Call answered, Response response) throws IOException {
        if (stream && response.isSuccessful()) {
            streams = true;
            answer.complete(new Answer.Coming(new Body(response.body().byteStream())));
            return;
        }
        try (response) {
            BufferedSource source = response.body().source();
            if (source.request(MOST_BODY_BYTES + 1)) {
                end(new Answer.Missing("an answer of more than " + MOST_BODY_BYTES + " bytes", true, null));
                return;
            }
            end(new Answer.Received(response.code(), source.readByteArray()));
        } catch (IOException e) {
            onFailure(answered, e);
        } catch (Throwable e) {
            // No memory for it, say: OkHttp would tell nobody, and whoever waits would wait for ever.
            end(new Answer.Missing(e.toString(), true, e));
        }
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
