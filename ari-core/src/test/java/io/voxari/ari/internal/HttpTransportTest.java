package io.voxari.ari.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.voxari.ari.AriConnectionException;
import io.voxari.ari.AriListener;
import io.voxari.ari.AriProtocolException;
import io.voxari.ari.AriResponseException;
import io.voxari.ari.RestTransportKind;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import mockwebserver3.junit5.StartStop;
import okio.Buffer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpTransportTest {
    private static final Reply<Map<String, Object>> MAP = Reply.object(WireValues::map);

    @StartStop
    private final MockWebServer server = PromptServer.create();

    private ClientEngine engine;
    private RestTransport transport;

    @BeforeEach
    void build() {
        engine = new ClientEngine(new ClientSettings(
                new Endpoint(URI.create("http://127.0.0.1:" + server.getPort() + "/pbx/"), "user", "geheim"),
                null,
                "app",
                RestTransportKind.HTTP,
                Duration.ofSeconds(10),
                Duration.ofSeconds(10),
                Duration.ofSeconds(10),
                4,
                100,
                100,
                new AriListener() {},
                null,
                false,
                null,
                ClientSettings.Ground.USUAL));
        transport = engine.transport();
    }

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void sendsMethodPathQueryBodyAndCredentials() throws Exception {
        answer(200, "{\"id\":\"c\"}");
        RestCall call = new RestCall("POST", "/channels/{channelId}/play/{playbackId}", "c 1", "p/2")
                .query("media", "sound:a b+c")
                .body("variables", Map.of("X", "ü"));
        assertThat(transport.send(call, MAP)).isEqualTo(Map.of("id", "c"));

        RecordedRequest request = server.takeRequest();
        assertThat(request.getMethod()).isEqualTo("POST");
        assertThat(request.getTarget()).isEqualTo("/pbx/ari/channels/c%201/play/p%2F2?media=sound%3Aa%20b%2Bc");
        assertThat(request.getHeaders().get("Authorization")).isEqualTo("Basic dXNlcjpnZWhlaW0=");
        assertThat(request.getHeaders().get("Content-Type")).startsWith("application/json");
        assertThat(request.getBody())
                .isNotNull()
                .extracting(body -> body.utf8())
                .isEqualTo("{\"variables\":{\"X\":\"ü\"}}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            a/b      | a%2Fb
            ../x     | ..%2Fx
            ...      | ...
            a b      | a%20b
            a+b      | a%2Bb
            100%     | 100%25
            %2F      | %252F
            a?b#c&d  | a%3Fb%23c%26d
            a;b=c    | a%3Bb%3Dc
            ünïcode  | %C3%BCn%C3%AFcode
            😀       | %F0%9F%98%80
            {hole}   | %7Bhole%7D
            """)
    void encodesHostileIds(String id, String encoded) throws Exception {
        answer(204, "");
        transport.send(new RestCall("DELETE", "/channels/{channelId}", id).query("q", id), Reply.nothing());

        assertThat(server.takeRequest().getTarget()).isEqualTo("/pbx/ari/channels/" + encoded + "?q=" + encoded);
    }

    @ParameterizedTest
    @ValueSource(strings = {".", ".."})
    void refusesIdsThatWouldNameSomethingElse(String id) {
        RestCall call = new RestCall("DELETE", "/channels/{channelId}", id);

        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> transport.send(call, Reply.nothing()))
                .withMessageContaining("{channelId}");
        assertThat(server.getRequestCount()).isZero();
    }

    @Test
    void errorTellsWhatWasAskedAndWhatCame() {
        answer(404, "{\"message\":\"Channel not found\"}");
        AriResponseException e = catchThrowableOfType(
                AriResponseException.class,
                () -> transport.send(new RestCall("GET", "/channels/{channelId}", "c1").query("a", "secret"), MAP));

        assertThat(e).hasMessage("GET /channels/c1 was answered 404: Channel not found");
        assertThat(e.isGone()).isTrue();
        assertThat(e.status()).isEqualTo(404);
        assertThat(e.reason()).isEqualTo("Channel not found");
        assertThat(e.getStackTrace()[0].getClassName()).startsWith("io.voxari");
    }

    /** Asterisk may say that it did what was asked, and add words. */
    @ParameterizedTest
    @ValueSource(ints = {204, 205})
    void bodyWhereNoneMayBeIsNoFailure(int status) {
        answer(status, "{\"message\":\"done\"}");
        transport.send(new RestCall("POST", "/channels/{channelId}/answer", "c"), Reply.nothing());
        answer(200, "{\"id\":\"c\"}");

        assertThat(transport.send(new RestCall("GET", "/channels/{channelId}", "c"), MAP))
                .containsEntry("id", "c");
        Awaitility.await().until(this::engineGateIsFree);
    }

    @Test
    void missingModuleIsNotAGoneChannel() {
        answer(404, "{\"message\":\"Resource not found\"}");
        assertThatExceptionOfType(AriResponseException.class)
                .isThrownBy(() -> transport.send(new RestCall("GET", "/channels/{channelId}", "c1"), MAP))
                .matches(e -> !e.isGone());
    }

    @Test
    void longErrorIsCut() {
        answer(500, "x".repeat(100_000) + "\n");
        assertThatExceptionOfType(AriResponseException.class)
                .isThrownBy(() -> transport.send(new RestCall("GET", "/channels"), MAP))
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(260))
                .satisfies(e -> assertThat(e.reason()).hasSize(201));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "nonsense", "{\"a\":", "<html>"})
    void unreadableAnswerIsAProtocolFailure(String body) {
        answer(200, body);
        assertThatExceptionOfType(AriProtocolException.class)
                .isThrownBy(() -> transport.send(new RestCall("GET", "/asterisk/info"), MAP))
                .withMessageContaining("GET /asterisk/info");
    }

    @Test
    void redirectIsNotFollowed() {
        server.enqueue(new MockResponse.Builder()
                .code(302)
                .setHeader("Location", "http://127.0.0.1:" + server.getPort() + "/other")
                .build());
        assertThatExceptionOfType(AriResponseException.class)
                .isThrownBy(() -> transport.send(new RestCall("GET", "/asterisk/info"), MAP))
                .matches(e -> e.status() == 302);
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void deadlineEndsTheWait() {
        server.enqueue(
                new MockResponse.Builder().headersDelay(1, TimeUnit.MINUTES).build());
        RestCall call = new RestCall("POST", "/channels/{channelId}/answer", "c").deadline(Duration.ofMillis(100));
        AriConnectionException e =
                catchThrowableOfType(AriConnectionException.class, () -> transport.send(call, Reply.nothing()));

        assertThat(e).hasMessage("POST /channels/c/answer: no answer within PT0.1S");
        assertThat(e.wasSent()).isTrue();
    }

    @Test
    void refusedConnectionWasNotSent() throws Exception {
        server.close();
        assertThatExceptionOfType(AriConnectionException.class)
                .isThrownBy(() -> transport.send(new RestCall("POST", "/bridges"), MAP))
                .matches(e -> !e.wasSent());
    }

    @Test
    void brokenConnectionLeavesTheOutcomeUnknownAndIsNotRepeated() {
        answer(204, "");
        transport.send(new RestCall("POST", "/channels"), Reply.nothing());
        server.enqueue(new MockResponse.Builder()
                .onResponseStart(new SocketEffect.CloseSocket())
                .build());
        answer(204, "");

        assertThatExceptionOfType(AriConnectionException.class)
                .isThrownBy(() -> transport.send(new RestCall("POST", "/channels"), Reply.nothing()))
                .matches(AriConnectionException::wasSent);
    }

    @Test
    void readingIsRepeatedOnceWhenThePooledConnectionWasDead() {
        answer(200, "{}");
        transport.send(new RestCall("GET", "/asterisk/info"), MAP);
        server.enqueue(new MockResponse.Builder()
                .onResponseStart(new SocketEffect.CloseSocket())
                .build());
        answer(200, "{\"second\":true}");

        assertThat(transport.send(new RestCall("GET", "/asterisk/info"), MAP)).containsKey("second");
    }

    /** When Asterisk was started anew, one request fails, and not one for each connection. */
    @Test
    void connectionsAreNotTrustedWhenOneOfThemWasDead() throws Exception {
        CyclicBarrier both = new CyclicBarrier(2);
        server.setDispatcher(dispatcher(request -> {
            meet(both);
            return new MockResponse.Builder().body("{}").build();
        }));
        RestCall get = new RestCall("GET", "/asterisk/info");
        CompletableFuture.allOf(transport.sendAsync(get, MAP), transport.sendAsync(get, MAP))
                .get(10, TimeUnit.SECONDS);
        server.takeRequest();
        server.takeRequest();
        server.setDispatcher(dispatcher(request -> new MockResponse.Builder()
                .onResponseStart(new SocketEffect.CloseSocket())
                .build()));
        RestCall post = new RestCall("POST", "/channels");
        assertThatExceptionOfType(AriConnectionException.class).isThrownBy(() -> transport.send(post, Reply.nothing()));
        server.takeRequest();
        server.setDispatcher(
                dispatcher(request -> new MockResponse.Builder().code(204).build()));
        transport.send(post, Reply.nothing());
        assertThat(server.takeRequest().getExchangeIndex()).isZero();
    }

    @Test
    void cancelAbortsTheWireCall() throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        server.setDispatcher(dispatcher(request -> {
            arrived.countDown();
            return new MockResponse.Builder().headersDelay(1, TimeUnit.MINUTES).build();
        }));
        CompletableFuture<Map<String, Object>> answer = transport.sendAsync(new RestCall("GET", "/asterisk/info"), MAP);
        assertThat(arrived.await(10, TimeUnit.SECONDS)).isTrue();
        answer.cancel(true);

        Awaitility.await().until(() -> engineGateIsFree());
    }

    @Test
    void interruptAbortsAndStaysSet() throws Exception {
        server.enqueue(
                new MockResponse.Builder().headersDelay(1, TimeUnit.MINUTES).build());
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        AtomicReference<Boolean> flag = new AtomicReference<>();
        Thread thread = new Thread(() -> {
            try {
                transport.send(new RestCall("GET", "/asterisk/info"), MAP);
            } catch (AriConnectionException e) {
                thrown.set(e);
            }
            flag.set(Thread.currentThread().isInterrupted());
        });
        thread.start();
        server.takeRequest();
        thread.interrupt();
        thread.join(10_000);

        assertThat(thrown.get()).isInstanceOf(AriConnectionException.class).hasMessageContaining("interrupted");
        assertThat(flag.get()).isTrue();
        Awaitility.await().until(() -> engineGateIsFree());
    }

    @Test
    void thousandAtOnceShareFewConnections() throws Exception {
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        AtomicInteger meetings = new AtomicInteger();
        CyclicBarrier four = new CyclicBarrier(4);
        server.setDispatcher(dispatcher(request -> {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            if (meetings.getAndIncrement() < 40) {
                meet(four);
            }
            now.decrementAndGet();
            return new MockResponse.Builder().body("{}").build();
        }));
        List<CompletableFuture<Map<String, Object>>> answers = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            answers.add(transport.sendAsync(new RestCall("GET", "/asterisk/info"), MAP));
        }
        CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new)).get(60, TimeUnit.SECONDS);

        assertThat(most.get()).isEqualTo(4);
        assertThat(connections()).isLessThanOrEqualTo(4);
    }

    @Test
    void continuationMaySendMore() throws Exception {
        for (int i = 0; i < 40; i++) {
            answer(200, "{}");
        }
        List<CompletableFuture<Map<String, Object>>> chains = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            chains.add(transport
                    .sendAsync(new RestCall("GET", "/asterisk/info"), MAP)
                    .thenApply(first -> transport.send(new RestCall("GET", "/asterisk/info"), MAP)));
        }
        CompletableFuture.allOf(chains.toArray(CompletableFuture[]::new)).get(60, TimeUnit.SECONDS);

        assertThat(server.getRequestCount()).isEqualTo(40);
    }

    @Test
    void waitingForAConnectionCountsAgainstTheDeadline() throws Exception {
        server.setDispatcher(dispatcher(request ->
                new MockResponse.Builder().headersDelay(1, TimeUnit.MINUTES).build()));
        for (int i = 0; i < 4; i++) {
            CompletableFuture<Map<String, Object>> unused =
                    transport.sendAsync(new RestCall("GET", "/asterisk/info"), MAP);
        }
        RestCall fifth = new RestCall("POST", "/channels").deadline(Duration.ofMillis(100));

        assertThatExceptionOfType(AriConnectionException.class)
                .isThrownBy(() -> transport.send(fifth, MAP))
                .withMessageContaining("no free connection")
                .matches(e -> !e.wasSent());
    }

    @Test
    void streamIsHandedOverAsItComes() throws Exception {
        byte[] wave = new byte[1 << 20];
        wave[wave.length - 1] = 7;
        server.enqueue(new MockResponse.Builder().body(new Buffer().write(wave)).build());
        RestCall call = new RestCall("GET", "/recordings/stored/{recordingName}/file", "a/b");
        try (InputStream in = transport.send(call, Reply.stream())) {
            assertThat(in.readAllBytes()).isEqualTo(wave);
        }
        assertThat(engineGateIsFree()).isTrue();
    }

    @Test
    void closedClientSendsNothing() {
        engine.close();
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> transport.send(new RestCall("GET", "/asterisk/info"), MAP))
                .withMessageContaining("GET /asterisk/info");
    }

    @Test
    void whatFollowsOnATimeOutMayBlockTheThreadItRunsOn() throws Exception {
        holdAllConnections();
        String thread = transport
                .sendAsync(new RestCall("POST", "/channels").deadline(Duration.ofMillis(100)), MAP)
                .handle((value, failure) -> Thread.currentThread().getName())
                .get(10, TimeUnit.SECONDS);

        assertThat(thread).startsWith("voxari-ari-io");
    }

    @Test
    void closeEndsWhatWaitsForAConnectionAndDoesNotSendIt() throws Exception {
        holdAllConnections();
        CompletableFuture<Map<String, Object>> waiting = transport.sendAsync(new RestCall("POST", "/channels"), MAP);
        engine.close();

        assertThat(waiting)
                .failsWithin(Duration.ofSeconds(5))
                .withThrowableThat()
                .havingCause()
                .isInstanceOfSatisfying(
                        AriConnectionException.class,
                        e -> assertThat(e.wasSent()).isFalse());
    }

    @Test
    void streamThatNobodyClosesGivesItsPlaceBackInTime() {
        server.enqueue(new MockResponse.Builder()
                .body(new Buffer().write(new byte[1 << 22]))
                .throttleBody(1024, 1, TimeUnit.SECONDS)
                .build());
        RestCall call = new RestCall("GET", "/recordings/stored/{recordingName}/file", "a");
        InputStream forgotten = transport.send(call.deadline(Duration.ofMillis(500)), Reply.stream());
        assertThat(engineGateIsFree()).isFalse();

        Awaitility.await().until(this::engineGateIsFree);
        assertThatExceptionOfType(java.io.IOException.class).isThrownBy(forgotten::readAllBytes);
    }

    @Test
    void readerThatFailsWithAnErrorFailsTheFuture() {
        answer(200, "{}");
        Reply<String> failing = Reply.object(parser -> {
            throw new StackOverflowError("by test");
        });

        assertThat(transport.sendAsync(new RestCall("GET", "/asterisk/info"), failing))
                .failsWithin(Duration.ofSeconds(10))
                .withThrowableThat()
                .havingCause()
                .isInstanceOf(StackOverflowError.class);
    }

    @Test
    void answerThatNeverEndsMeetsTheDeadline() {
        server.enqueue(new MockResponse.Builder()
                .chunkedBody("[" + " ".repeat(100_000), 10)
                .throttleBody(10, 50, TimeUnit.MILLISECONDS)
                .build());

        assertThatExceptionOfType(AriConnectionException.class)
                .isThrownBy(
                        () -> transport.send(new RestCall("GET", "/channels").deadline(Duration.ofMillis(300)), MAP))
                .withMessageContaining("no answer within PT0.3S")
                .matches(AriConnectionException::wasSent);
    }

    @Test
    void answerThatIsTooLargeIsNotHeld() {
        server.enqueue(new MockResponse.Builder()
                .body(new Buffer().write(new byte[(64 << 20) + 1]))
                .build());

        assertThatExceptionOfType(AriConnectionException.class)
                .isThrownBy(() -> transport.send(new RestCall("GET", "/channels"), MAP))
                .withMessageContaining("more than 67108864 bytes");
        assertThat(engineGateIsFree()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":", "[", "{\"a\":[["})
    void abysmalNestingIsAProtocolFailure(String level) {
        answer(200, level.repeat(10_000));
        assertThatExceptionOfType(io.voxari.ari.AriProtocolException.class)
                .isThrownBy(() -> transport.send(new RestCall("GET", "/channels"), MAP));
    }

    @Test
    void deadlineMayBeForEver() {
        answer(200, "{}");
        RestCall call = new RestCall("GET", "/asterisk/info").deadline(Duration.ofSeconds(Long.MAX_VALUE));

        assertThat(transport.send(call, MAP)).isEmpty();
    }

    private void holdAllConnections() {
        server.setDispatcher(dispatcher(request ->
                new MockResponse.Builder().headersDelay(1, TimeUnit.MINUTES).build()));
        for (int i = 0; i < 4; i++) {
            CompletableFuture<Map<String, Object>> unused =
                    transport.sendAsync(new RestCall("GET", "/asterisk/info"), MAP);
        }
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await(10, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private boolean engineGateIsFree() {
        return Objects.requireNonNull(engine.httpTransport()).gate().free() == 4;
    }

    private long connections() throws InterruptedException {
        long fresh = 0;
        for (int i = 0; i < 1000; i++) {
            fresh += server.takeRequest().getExchangeIndex() == 0 ? 1 : 0;
        }
        return fresh;
    }

    private void answer(int status, String body) {
        server.enqueue(new MockResponse.Builder().code(status).body(body).build());
    }

    private static Dispatcher dispatcher(java.util.function.Function<RecordedRequest, MockResponse> with) {
        return new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return with.apply(request);
            }
        };
    }
}
