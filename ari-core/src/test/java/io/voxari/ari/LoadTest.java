package io.voxari.ari;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.voxari.ari.event.ChannelVarset;
import io.voxari.ari.event.StasisStart;
import io.voxari.ari.internal.PromptServer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import mockwebserver3.MockWebServer;
import mockwebserver3.junit5.StartStop;
import okhttp3.WebSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Many events, and many calls at once, over real sockets from a stand-in for Asterisk. By hand with
 * {@code -Dvoxari.test.load=5}, which makes 200,000 events of 40,000.
 */
@SuppressWarnings("NullAway.Init") // Set by each test that needs it.
class LoadTest {
    private static final Logger LOG = LoggerFactory.getLogger(LoadTest.class);
    private static final int LOAD = Integer.getInteger("voxari.test.load", 1);
    private static final int EVENTS = 40_000 * LOAD;
    private static final int CALLS = 2_000;

    @StartStop
    private final MockWebServer server = PromptServer.create();

    private final FakeAsterisk asterisk = new FakeAsterisk(server);
    private final ExecutorService fifty = Executors.newFixedThreadPool(50);
    private AriClient ari;

    @BeforeEach
    void answer() {
        asterisk.quiet = true;
    }

    @AfterEach
    void close() {
        ari.close();
        fifty.shutdown();
    }

    private AriClient.Builder builder(AriListener listener) {
        return AriClient.builder()
                .endpoint(asterisk.uri())
                .credentials("user", "geheim")
                .application("app")
                .pingInterval(Duration.ofSeconds(30))
                .deadline(Duration.ofSeconds(60))
                .listener(listener);
    }

    private static String event(String type, String channel, String fields) {
        return "{\"type\":\"" + type + "\",\"application\":\"app\",\"channel\":{\"id\":\"" + channel + "\"}" + fields
                + "}";
    }

    /** OkHttp closes a WebSocket whose queue is full. */
    private static void send(WebSocket socket, String text) {
        while (socket.queueSize() > 1 << 20) {
            LockSupport.parkNanos(100_000);
        }
        assertThat(socket.send(text)).isTrue();
    }

    /** What a channel has heard, and is told to have missed. */
    private static final class Heard {
        /** Only in the lane of the channel. */
        int last = -1;
    }

    /** A capacity of its own where handlers are slower than the events come: what does not fit is counted. */
    @ParameterizedTest
    @CsvSource({"1, 0, 1000000", "20, 0, 1000000", "2000, 0, 1000000", "1, 1, 500", "20, 1, 100", "2000, 1, 1000000"})
    void nothingIsReorderedOrLostWithoutACount(int channels, int handlerMillis, int capacity) throws Exception {
        Map<String, Heard> heard = new ConcurrentHashMap<>();
        AtomicInteger disorder = new AtomicInteger();
        AtomicLong told = new AtomicLong();
        AtomicLong delivered = new AtomicLong();
        ari = builder(new AriListener() {
                    @Override
                    public void onEvent(AriEvent event, EventLane lane) {
                        if (event instanceof EventsLost lost) {
                            told.addAndGet(lost.count());
                        } else if (event instanceof ChannelVarset varset) {
                            Heard channel = heard.computeIfAbsent(lane.id(), id -> new Heard());
                            int number = Integer.parseInt(varset.value());
                            if (number <= channel.last) {
                                disorder.incrementAndGet();
                            }
                            channel.last = number;
                            delivered.incrementAndGet();
                            if (handlerMillis > 0) {
                                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(handlerMillis));
                            }
                        }
                    }
                })
                .laneCapacity(capacity)
                .executor(fifty)
                .build();
        ari.connect();
        WebSocket socket = asterisk.socket();
        long begun = System.nanoTime();
        for (int i = 0; i < EVENTS; i++) {
            String event = event("ChannelVarset", "c" + i % channels, ",\"variable\":\"V\",\"value\":\"" + i + "\"");
            send(socket, event);
        }
        await().atMost(Duration.ofSeconds(60)).until(() -> delivered.get() + told.get() == EVENTS);
        LOG.info(
                "{} events over {} channels, handlers of {} ms: {} delivered, {} told as lost, {} out of order, {} ms",
                EVENTS,
                channels,
                handlerMillis,
                delivered,
                told,
                disorder,
                TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun));

        assertThat(disorder).hasValue(0);
        assertThat(ari.statistics().lost()).isEqualTo(told.get());
        if (capacity >= EVENTS) {
            assertThat(told).hasValue(0);
        }
    }

    @ParameterizedTest
    @CsvSource({"HTTP, 0", "WEBSOCKET, 0", "WEBSOCKET, 1"})
    void stormOfCallsIsServed(RestTransportKind kind, int threads) throws Exception {
        asterisk.answersAll = true;
        ExecutorService own = threads == 0 ? null : Executors.newFixedThreadPool(threads);
        CompletableFuture<AriClient> client = new CompletableFuture<>();
        AtomicInteger done = new AtomicInteger();
        AriClient.Builder builder = builder(new AriListener() {
                    @Override
                    public void onEvent(AriEvent event, EventLane lane) {
                        if (event instanceof StasisStart start) {
                            AriClient ari = client.join();
                            String id = start.channel().id();
                            ari.channels().answer(id).send();
                            ari.bridges().createWithId("b" + id).send();
                            ari.bridges().addChannel("b" + id, id).send();
                            ari.channels().hangup(id).send();
                            done.incrementAndGet();
                        }
                    }
                })
                .restTransport(kind);
        ari = own == null ? builder.build() : builder.executor(own).build();
        client.complete(ari);
        ari.connect();
        WebSocket socket = asterisk.socket();
        long begun = System.nanoTime();
        for (int i = 0; i < CALLS; i++) {
            socket.send(event("StasisStart", "c" + i, ""));
        }
        long sent = System.nanoTime();
        await().atMost(Duration.ofSeconds(60)).until(() -> done.get() == CALLS);
        LOG.info(
                "storm of {} calls within {} ms, four requests each by {}, {}: all done after {} ms",
                CALLS,
                TimeUnit.NANOSECONDS.toMillis(sent - begun),
                kind,
                threads == 0 ? "threads of the client" : threads + " thread",
                TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun));
        if (own != null) {
            own.shutdown();
        }
    }

    /** Bindings, timers, pending requests and whatever else a call leaves, by the heap that is left after them. */
    @Test
    void manyCallsLeaveTheHeapFlat() throws Exception {
        ari = builder(new AriListener() {}).executor(fifty).build();
        ari.connect();
        WebSocket socket = asterisk.socket();
        int some = 4_000 * LOAD;
        calls(socket, 0, some);
        long before = heapBytes();
        calls(socket, some, 5 * some);
        long after = heapBytes();
        LOG.info("heap after {} calls {} kB, after {} {} kB", some, before / 1024, 5 * some, after / 1024);

        // What a call leaves would be some hundreds of bytes at least: the binding, its id, its lane.
        assertThat((after - before) / (4.0 * some))
                .as("bytes left of each call")
                .isLessThan(250);
        assertThat(ari.statistics().boundResources()).isZero();
    }

    private void calls(WebSocket socket, int from, int to) {
        for (int i = from; i < to; i++) {
            for (String type : new String[] {"StasisStart", "ChannelVarset", "StasisEnd", "ChannelDestroyed"}) {
                send(socket, event(type, "c" + i, ""));
            }
        }
        await().atMost(Duration.ofSeconds(60))
                .until(() ->
                        ari.statistics().events() == 4L * to && ari.statistics().boundResources() == 0);
    }

    private static long heapBytes() {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            System.gc();
            Runtime runtime = Runtime.getRuntime();
            least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
        }
        return least;
    }
}
