package io.voxari.ari.internal;

import io.voxari.ari.AriConnectionException;
import io.voxari.ari.AriException;
import io.voxari.ari.AriResponseException;
import java.io.IOException;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.EventListener;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okio.ByteString;
import okio.Okio;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The event WebSocket. OkHttp makes the connection and the handshake, and its thread for this call is the reader; the frames
 * are read and written here, since OkHttp's own WebSocket wakes a thread for each message that is sent.
 */
final class OkHttpEventSocket implements EventSocket, Callback, FrameReader.Handler {
    private static final int NORMAL = 1000;
    private static final byte[] NORMAL_CLOSE = {NORMAL >> 8, (byte) NORMAL};
    private static final Logger LOG = LoggerFactory.getLogger(OkHttpEventSocket.class);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(1);

    private final Way way;
    private final Listener listener;
    private final Call call;
    private final String key;
    private final CountDownLatch over = new CountDownLatch(1);
    /** Whether Asterisk may have seen the request. */
    private volatile boolean sent;

    private volatile boolean ended;
    private volatile boolean awaitsPong;
    private volatile long heardNanos;
    private volatile @Nullable FrameWriter writer;
    private volatile okio.@Nullable Socket socket;
    private volatile @Nullable IOException broken;

    /**
     * What is the same for all attempts.
     *
     * @param client has the limits of time for the handshake
     * @param timers of the time that the other side has
     * @param unreadable counts what is not text
     */
    record Way(
            OkHttpClient client,
            Endpoint endpoint,
            String application,
            Duration pingInterval,
            Timers timers,
            AtomicLong unreadable,
            Reading reading) {
        EventSocket open(Listener listener) {
            OkHttpEventSocket opened = new OkHttpEventSocket(this, listener);
            opened.call.enqueue(opened);
            return opened;
        }
    }

    private OkHttpEventSocket(Way way, Listener listener) {
        this.way = way;
        this.listener = listener;
        byte[] nonce = new byte[16];
        new SecureRandom().nextBytes(nonce);
        this.key = ByteString.of(nonce).base64();
        this.heardNanos = way.timers.nanos();
        Request request = way.endpoint
                .request("/events", "app=" + Percent.encode(way.application) + "&subscribeAll=false")
                .header("Upgrade", "websocket")
                .header("Connection", "Upgrade")
                .header("Sec-WebSocket-Key", key)
                .header("Sec-WebSocket-Version", "13")
                .header("Sec-WebSocket-Protocol", "ari")
                .tag(EventListener.class, new EventListener() {
                    @Override
                    public void requestHeadersStart(Call asking) {
                        sent = true;
                    }
                })
                .build();
        this.call = way.client.newCall(request);
    }

    @Override
    public boolean send(String text) {
        FrameWriter present = writer;
        return present != null && !ended && present.send(FrameReader.TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public long silentNanos() {
        return way.timers.nanos() - heardNanos;
    }

    @Override
    public void close() {
        ended = true;
        FrameWriter present = writer;
        if (present == null || !present.send(FrameReader.CLOSE, NORMAL_CLOSE)) {
            cancel();
            return;
        }
        try {
            way.client.dispatcher().executorService().execute(this::awaitClose);
        } catch (RejectedExecutionException closed) {
            cancel();
        }
    }

    /** The other side is to close first, so that it has read all; but not for ever. */
    private void awaitClose() {
        try {
            over.await(CLOSE_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        cancel();
    }

    private void cancel() {
        call.cancel();
        okio.Socket present = socket;
        if (present != null) {
            present.cancel();
        }
    }

    @Override
    public void onFailure(Call failed, IOException e) {
        end(new AriConnectionException("The event connection could not be made: " + e, sent, e));
    }

    @Override
    public void onResponse(Call answered, Response response) {
        try (response) {
            okio.Socket upgraded = response.socket();
            if (response.code() != 101) {
                end(new AriResponseException(response.code(), "GET", "/events", reason(response), false));
            } else if (upgraded == null || !expected().equals(response.header("Sec-WebSocket-Accept"))) {
                cancel();
                if (upgraded != null) {
                    letGo(upgraded);
                }
                onFailure(answered, new ProtocolException("The answer 101 is not that of a WebSocket"));
            } else {
                read(upgraded);
            }
        }
    }

    private String expected() {
        return ByteString.encodeUtf8(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")
                .sha1()
                .base64();
    }

    private void read(okio.Socket upgraded) {
        Thread thread = Thread.currentThread();
        String name = thread.getName();
        thread.setName("voxari-ari-events-" + way.application);
        socket = upgraded;
        writer = new FrameWriter(
                Okio.buffer(upgraded.getSink()), way.client.dispatcher().executorService(), this::breakOff);
        try {
            if (ended) {
                return; // Closed meanwhile.
            }
            way.reading.begins();
            listener.onOpen();
            way.timers.after(way.pingInterval, this::ping);
            int code = new FrameReader(Okio.buffer(upgraded.getSource()), this).run();
            Objects.requireNonNull(writer).send(FrameReader.CLOSE, NORMAL_CLOSE);
            end(new AriConnectionException("Asterisk closed the event connection with code " + code, true, null));
        } catch (IOException | RuntimeException e) {
            IOException first = broken;
            Exception why = first == null ? e : first;
            end(new AriConnectionException("The event connection broke: " + why, true, why));
        } finally {
            cancel();
            letGo(upgraded);
            over.countDown();
            way.reading.ends();
            thread.setName(name);
        }
    }

    /** OkHttp takes a connection for used, and in the end for leaked, until both ways are closed. */
    private static void letGo(okio.Socket socket) {
        try (okio.Source in = socket.getSource();
                okio.Sink out = socket.getSink()) {
            LOG.trace("The event connection is let go: {}, {}", in, out);
        } catch (IOException | RuntimeException e) {
            LOG.trace("The event connection had broken before it was let go", e);
        }
    }

    private void ping() {
        FrameWriter present = writer;
        if (ended || present == null) {
            return;
        }
        if (awaitsPong) {
            breakOff(new SocketTimeoutException("no answer to a ping within " + way.pingInterval));
            return;
        }
        awaitsPong = true;
        present.send(FrameReader.PING, new byte[0]);
        way.timers.after(way.pingInterval, this::ping);
    }

    /** The reader finds the connection closed, and tells why. */
    private void breakOff(IOException why) {
        broken = why;
        cancel();
    }

    @Override
    public void onText(String text) {
        heard();
        if (!ended) {
            listener.onText(text);
        }
    }

    @Override
    public void onBinary() {
        heard();
        way.unreadable.incrementAndGet();
    }

    @Override
    public void onPing(byte[] payload) {
        heard();
        FrameWriter present = writer;
        if (present != null) {
            present.send(FrameReader.PONG, payload);
        }
    }

    @Override
    public void onPong() {
        awaitsPong = false;
        heard();
    }

    private void heard() {
        heardNanos = way.timers.nanos();
        FrameWriter present = writer;
        if (present != null) {
            present.onHeard();
        }
    }

    @Override
    public void onDrained() {
        way.reading.isDrained();
    }

    private void end(AriException cause) {
        if (!ended) {
            ended = true;
            listener.onEnd(cause);
        }
    }

    private static String reason(Response response) {
        try {
            String reason = Answer.reason(response.peekBody(4096).bytes());
            return reason.isBlank() ? response.message() : reason;
        } catch (IOException | RuntimeException e) {
            return response.message();
        }
    }
}
