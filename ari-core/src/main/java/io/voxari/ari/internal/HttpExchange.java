package io.voxari.ari.internal;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.ProtocolException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
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
    private final long deadlineNanos;
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

    /** Of an answer that has no body by its status, or 0. */
    private volatile int bodiless;

    HttpExchange(HttpTransport transport, Request.Builder request, boolean stream, Duration deadline) {
        this.transport = transport;
        this.request = request.tag(HttpExchange.class, this).build();
        this.stream = stream;
        this.deadline = deadline;
        this.deadlineNanos = transport.timers().nanos() + deadline.toNanos();
    }

    void begin() {
        if (transport.gate().enter(granted)) {
            granted();
        } else {
            timer = transport.timers().after(deadline, this::tooLate);
            if (answer.isDone()) {
                cancelTimer();
            }
            if (transport.isClosed()) {
                abort(); // It came in after those that waited were told.
            }
        }
    }

    private void tooLate() {
        if (transport.gate().withdraw(granted)) {
            // What follows may block, and the timers' thread must not.
            transport.later(
                    () -> answer.complete(new Answer.Missing("no free connection within " + deadline, false, null)));
        }
    }

    private void granted() {
        cancelTimer();
        long leftNanos = deadlineNanos - transport.timers().nanos();
        if (aborted || leftNanos <= 0 || transport.isClosed()) {
            String why = transport.isClosed()
                    ? "the client was closed"
                    : aborted ? "cancelled" : "no free connection within " + deadline;
            // Not here: the thread that left may have others to let in, each of which may be too late as well.
            transport.later(() -> end(new Answer.Missing(why, false, null)));
            return;
        }
        Call next = transport.client().newCall(request);
        next.timeout().timeout(leftNanos, TimeUnit.NANOSECONDS);
        call = next;
        next.enqueue(this);
        if (aborted) {
            next.cancel();
        }
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
        boolean dead = sent && !fresh && !aborted && !(e instanceof InterruptedIOException);
        if (dead && request.method().equals("GET") && !repeated) {
            repeated = true;
            sent = false;
            granted();
            return;
        }
        String why = aborted
                ? "cancelled"
                : e instanceof InterruptedIOException ? "no answer within " + deadline : e.toString();
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
