package io.voxari.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a peer or a listener should never do, and what becomes of the others then. */
final class MediaFaultsTest {
    private static final Duration SOON = Duration.ofSeconds(5);

    private final RecordingListener listener = new RecordingListener();
    private MediaServer server;

    @BeforeEach
    void start() {
        server = MediaServer.builder().build();
        server.start();
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void aListenerWithAnErrorStopsNobody() throws Exception {
        MediaListener broken = new MediaListener() {
            @Override
            public void onAudio(MediaSession session, ByteBuffer audio) {
                throw new AssertionError("as the test wants it");
            }

            @Override
            public void onEvent(MediaSession session, MediaEvent event) {
                throw new StackOverflowError("as the test wants it");
            }
        };
        server.expect("chan-2", broken, SOON);
        try (RawPeer peer = started("chan-1");
                RawPeer other = RawPeer.upgraded(server.port())) {
            other.text(RawPeer.startJson("chan-2"));
            other.binary(new byte[1]);
            other.text("{\"event\":\"MEDIA_XON\"}");
            assertAnswersPing(other);
            peer.binary(new byte[2]);
            assertThat(listener.nextAudio()).hasSize(2);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"8201AA", "8101AA", "8900", "8202", "827E00FF"})
    void anUnmaskedFrameEndsTheConnection(String hex) throws Exception {
        try (RawPeer peer = started("chan-1")) {
            peer.send(java.util.HexFormat.of().parseHex(hex));
            assertClosed(peer, 1002);
        }
        assertThat(listener.audio).isEmpty();
    }

    @Test
    void aControlFrameIsSmallAndWhole() throws Exception {
        try (RawPeer peer = started("chan-1")) {
            peer.frame(0x80 | RawPeer.PING, new byte[126]);
            assertClosed(peer, 1002);
        }
    }

    @Test
    void audioInTheMiddleOfAFragmentedMessageEndsTheConnection() throws Exception {
        try (RawPeer peer = started("chan-1")) {
            peer.frame(RawPeer.BINARY, new byte[3]);
            peer.binary(new byte[4]);
            assertClosed(peer, 1002);
        }
        assertThat(listener.audio).isEmpty();
    }

    @Test
    void aSecondStartChangesNothing() throws Exception {
        server.expect("chan-2", new RecordingListener(), SOON);
        try (RawPeer peer = started("chan-1")) {
            for (int i = 0; i < 100; i++) {
                peer.text(RawPeer.startJson("chan-2"));
            }
            peer.binary(new byte[3]);
            assertThat(listener.nextAudio()).hasSize(3);
            assertThat(listener.events).isEmpty();
            assertThat(server.stats().expected()).isEqualTo(1);
            assertThat(server.stats().sessions()).isEqualTo(1);
        }
    }

    @Test
    void aSessionThatIsClosedHearsNoMore() throws Exception {
        MediaExpectation expected = server.expect("chan-1", listener, SOON);
        try (RawPeer peer = RawPeer.upgraded(server.port())) {
            peer.text(RawPeer.startJson("chan-1"));
            get(expected).close();
            int told = listener.log.size();
            peer.text(RawPeer.startJson("chan-2"));
            peer.text("{\"event\":\"MEDIA_XON\"}");
            peer.binary(new byte[3]);
            assertClosed(peer, 1000);
            peer.hangUp();
            listener.nextClose();
            assertThat(listener.log.subList(told, listener.log.size())).containsExactly("closed");
        }
    }

    @Test
    void earlyAudioInBulkIsBounded() throws Exception {
        MediaExpectation expected = server.expect("chan-1", listener, SOON);
        try (RawPeer peer = RawPeer.upgraded(server.port())) {
            for (int i = 0; i < 1_500; i++) {
                peer.binary(new byte[160]);
            }
            peer.text(RawPeer.startJson("chan-1"));
            MediaSession session = get(expected);
            peer.binary(new byte[1]);
            Awaitility.await().until(() -> listener.audio.stream().anyMatch(audio -> audio.length == 1));
            assertThat(session.stats().earlyFramesIn()).isBetween(1L, 65_536L / 160);
        }
    }

    @Test
    void aPingFloodIsAnsweredUpToTheRate() throws Exception {
        try (RawPeer peer = started("chan-1")) {
            byte[] ping = RawPeer.encode(0x80 | RawPeer.PING, new byte[125]);
            int pongs = 0;
            RawPeer.Frame frame;
            Thread flood = new Thread(() -> {
                try {
                    for (int i = 0; i < 5_000; i++) {
                        peer.send(ping);
                    }
                } catch (IOException e) {
                    // The server had enough of it.
                }
            });
            flood.start();
            for (frame = peer.read(); frame.opcode() == RawPeer.PONG; frame = peer.read()) {
                pongs++;
            }
            assertThat(frame.opcode()).isEqualTo(RawPeer.CLOSE);
            assertThat(frame.closeCode()).isEqualTo(4429);
            assertThat(pongs).isBetween(1_990, 4_001);
            peer.socket().close();
            flood.join();
        }
        assertThat(listener.nextClose().kind()).isEqualTo(MediaClose.Kind.PROTOCOL);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5})
    void aResetAtAnyStageLeavesNothingBehind(int stage) throws Exception {
        MediaExpectation expected = server.expect("chan-1", listener, SOON);
        RawPeer peer = new RawPeer(server.port());
        if (stage >= 1) {
            peer.send("GET /media HT");
        }
        if (stage >= 2) {
            peer.send(RawPeer.request("/media", "media", "").substring(13));
            peer.readHead();
        }
        if (stage >= 3) {
            peer.binary(new byte[160]);
            peer.send(new byte[] {(byte) 0x81});
        }
        if (stage >= 4) {
            byte[] start =
                    RawPeer.encode(0x81, RawPeer.startJson("chan-1").getBytes(java.nio.charset.StandardCharsets.UTF_8));
            peer.send(java.util.Arrays.copyOfRange(start, 1, start.length));
            get(expected).playout().open();
        }
        if (stage >= 5) {
            get(expected).playout().write(ByteBuffer.wrap(new byte[80_000]));
            get(expected).playout().mark();
        }
        Awaitility.await().until(() -> server.stats().connections() == 1);
        peer.reset();
        Awaitility.await().until(() -> server.stats().connections() == 0);
        if (stage >= 4) {
            assertThat(listener.nextClose().kind()).isEqualTo(MediaClose.Kind.LOST);
        } else {
            assertThat(server.stats().expected()).isEqualTo(1);
            expected.cancel();
        }
        server.expect("chan-1", listener, SOON).cancel();
    }

    @Test
    void stagesOfAPlayoutCompleteInOrderWhoeverSettlesThem() throws Exception {
        MediaExpectation expected = server.expect("chan-1", listener, SOON);
        try (RawPeer peer = RawPeer.upgraded(server.port())) {
            peer.text(RawPeer.startJson("chan-1"));
            Playout playout = get(expected).playout();
            ConcurrentLinkedQueue<Integer> order = new ConcurrentLinkedQueue<>();
            CountDownLatch firstRuns = new CountDownLatch(1);
            CountDownLatch secondSettled = new CountDownLatch(1);
            playout.mark().reached().thenAccept(outcome -> {
                firstRuns.countDown();
                await(secondSettled);
                order.add(1);
            });
            Thread first = new Thread(playout::interrupt);
            first.start();
            assertThat(firstRuns.await(5, TimeUnit.SECONDS)).isTrue();
            playout.mark().reached().thenAccept(outcome -> order.add(2));
            playout.interrupt();
            secondSettled.countDown();
            first.join();
            Awaitility.await().until(() -> order.size() == 2);
            assertThat(order).containsExactly(1, 2);
        }
    }

    @RepeatedTest(5)
    void connectionsThatComeWhileTheServerClosesDoNotCutTheOthersShort() throws Exception {
        try (RawPeer peer = started("chan-1")) {
            AtomicBoolean closed = new AtomicBoolean();
            int port = server.port();
            Thread crowd = new Thread(() -> {
                while (!closed.get()) {
                    try {
                        new RawPeer(port).reset();
                    } catch (IOException e) {
                        return;
                    }
                }
            });
            crowd.start();
            server.close();
            closed.set(true);
            crowd.join();
            assertClosed(peer, 1001);
        }
        assertThat(listener.nextClose().kind()).isEqualTo(MediaClose.Kind.SERVER_CLOSED);
    }

    @Test
    void halfAHandshakeTwoThousandTimesDisturbsNobody() throws Exception {
        MediaLimits limits = MediaLimits.DEFAULT.withTimes(Duration.ofSeconds(2), SOON, SOON);
        List<RawPeer> crowd = new ArrayList<>();
        try (MediaServer small = MediaServer.builder().limits(limits).build()) {
            small.start();
            small.expect("chan-1", listener, SOON);
            try (RawPeer peer = RawPeer.upgraded(small.port())) {
                peer.text(RawPeer.startJson("chan-1"));
                for (int i = 0; i < 2_000; i++) {
                    RawPeer half = new RawPeer(small.port());
                    crowd.add(half);
                    half.send("GET /media HTTP/1.1\r\nX: ");
                    if (i % 100 == 0) {
                        // Byte by byte does not buy time.
                        crowd.get(0).send("x");
                        assertAnswersPing(peer);
                    }
                }
                Awaitility.await()
                        .atMost(Duration.ofSeconds(10))
                        .until(() -> small.stats().connections() == 1);
                assertThat(small.stats().refusals()).containsEntry(MediaRefusal.HANDSHAKE_TIMEOUT, 2_000L);
                assertAnswersPing(peer);
            }
        } finally {
            for (RawPeer each : crowd) {
                each.close();
            }
        }
    }

    @Test
    void aPeerThatDoesNotReadDelaysNobodyElse() throws Exception {
        server.expect("chan-2", new RecordingListener(), SOON);
        try (RawPeer peer = started("chan-1")) {
            MediaExpectation deafExpected = server.expect("chan-3", new RecordingListener(), SOON);
            MediaExpectation hearing = server.expect("chan-4", new RecordingListener(), SOON);
            try (RawPeer deaf = RawPeer.upgraded(server.port());
                    RawPeer other = RawPeer.upgraded(server.port())) {
                deaf.text(RawPeer.startJson("chan-3"));
                other.text(RawPeer.startJson("chan-4"));
                MediaSession stuck = get(deafExpected);
                Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> {
                    for (int i = 0; i < 1_000 && stuck.isOpen(); i++) {
                        stuck.send(new MediaCommand.StopBuffering("x".repeat(60)));
                    }
                    return !stuck.isOpen();
                });
                Playout playout = get(hearing).playout();
                playout.open();
                playout.write(ByteBuffer.wrap(new byte[8_000]));
                int heard = 0;
                while (heard < 8_000) {
                    heard += other.read().payload().length;
                }
                assertAnswersPing(peer);
            }
        }
    }

    /** One I/O thread: the other call's audio is late. What is played to it is not: the pacer is another thread. */
    @Test
    void aListenerThatBlocksDelaysAudioInButNotAudioOut() throws Exception {
        CountDownLatch blocked = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        MediaListener slow = new MediaListener() {
            @Override
            public void onAudio(MediaSession session, ByteBuffer audio) {
                blocked.countDown();
                await(go);
            }
        };
        server.expect("slow", slow, SOON);
        MediaExpectation expected = server.expect("chan-1", listener, SOON);
        try (RawPeer peer = RawPeer.upgraded(server.port());
                RawPeer culprit = RawPeer.upgraded(server.port())) {
            peer.text(RawPeer.startJson("chan-1"));
            Playout playout = get(expected).playout();
            playout.open();
            culprit.text(RawPeer.startJson("slow"));
            culprit.binary(new byte[160]);
            assertThat(blocked.await(5, TimeUnit.SECONDS)).isTrue();
            peer.binary(new byte[160]);
            playout.write(ByteBuffer.wrap(new byte[8_000]));
            int heard = 0;
            while (heard < 8_000) {
                heard += peer.read().payload().length;
            }
            assertThat(listener.audio).isEmpty();
            go.countDown();
            assertThat(listener.nextAudio()).hasSize(160);
        }
    }

    @Test
    void twoHundredConnectionsComeAndGoAndLeaveNothing() throws Exception {
        int threads = mediaThreads();
        ExecutorService crowd = Executors.newFixedThreadPool(8);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                String id = "crowd-" + i;
                int how = i % 4;
                all.add(crowd.submit(() -> {
                    MediaExpectation expected = server.expect(id, new RecordingListener(), SOON);
                    try (RawPeer peer = RawPeer.upgraded(server.port())) {
                        peer.text(RawPeer.startJson(id));
                        MediaSession session = get(expected);
                        session.playout().open();
                        session.playout().write(ByteBuffer.wrap(new byte[4_000]));
                        session.playout().mark();
                        switch (how) {
                            case 0 -> peer.reset();
                            case 1 -> peer.frame(0x80 | RawPeer.CLOSE, new byte[] {3, (byte) 0xE8});
                            case 2 -> session.close();
                            default -> peer.hangUp();
                        }
                    }
                    return null;
                }));
            }
            for (Future<?> each : all) {
                each.get(30, TimeUnit.SECONDS);
            }
        } finally {
            crowd.shutdownNow();
        }
        Awaitility.await().until(() -> server.stats().connections() == 0);
        assertThat(server.stats().sessions()).isZero();
        assertThat(server.stats().sessionsStarted()).isEqualTo(200);
        assertThat(server.stats().expected()).isZero();
        assertThat(server.stats().refusals()).isEmpty();
        assertThat(mediaThreads()).isEqualTo(threads);
        for (int i = 0; i < 200; i++) {
            server.expect("crowd-" + i, listener, SOON).cancel();
        }
    }

    private static int mediaThreads() {
        return (int) Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("voxari-"))
                .count();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private RawPeer started(String channelId) throws Exception {
        MediaExpectation expected = server.expect(channelId, listener, SOON);
        RawPeer peer = RawPeer.upgraded(server.port());
        peer.text(RawPeer.startJson(channelId));
        get(expected);
        return peer;
    }

    private static MediaSession get(MediaExpectation expected) throws Exception {
        return expected.session().toCompletableFuture().get(5, TimeUnit.SECONDS);
    }

    private static void assertAnswersPing(RawPeer peer) throws IOException {
        peer.frame(0x80 | RawPeer.PING, new byte[] {7});
        RawPeer.Frame answer = peer.read();
        while (answer.opcode() != RawPeer.PONG) {
            answer = peer.read();
        }
        assertThat(answer.payload()).containsExactly(7);
    }

    private static void assertClosed(RawPeer peer, int code) throws IOException {
        RawPeer.Frame close = peer.read();
        assertThat(close.opcode()).isEqualTo(RawPeer.CLOSE);
        assertThat(close.closeCode()).isEqualTo(code);
        assertThat(peer.ended()).isTrue();
    }
}
