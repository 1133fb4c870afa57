package io.voxari.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.voxari.testkit.asterisk.CallPlan;
import io.voxari.testkit.asterisk.HeardAudio;
import io.voxari.testkit.asterisk.RealAsterisk;
import io.voxari.testkit.asterisk.SipCaller;
import io.voxari.testkit.asterisk.SpeechFixture;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A real call goes on while peers of the same server do their worst, and while Asterisk itself stands still. */
@Tag("asterisk")
final class RealAsteriskFaultsTest {
    private static final Duration SOON = Duration.ofSeconds(10);

    private final MediaListener echo = new MediaListener() {
        @Override
        public void onStart(MediaSession session) {
            session.playout().open();
        }

        @Override
        public void onAudio(MediaSession session, ByteBuffer audio) {
            session.playout().write(audio);
        }
    };
    private final List<Integer> expectedIds = new ArrayList<>();
    private MediaServer server;
    private RealAsterisk asterisk;
    private TestAri ari;
    private SipCaller caller;

    @BeforeEach
    void start() throws Exception {
        server = MediaServer.builder()
                .limits(MediaLimits.DEFAULT.withTimes(Duration.ofSeconds(2), SOON, Duration.ofSeconds(20)))
                .build();
        server.start();
        asterisk = RealAsterisk.builder().media("voxari", server.uri()).start();
        ari = new TestAri(asterisk);
        caller = SipCaller.to(asterisk.sipAddress());
    }

    @AfterEach
    void stop() throws Exception {
        caller.close();
        ari.close();
        asterisk.close();
        server.close();
    }

    @Test
    void otherCallsAreUndisturbedByFaults() throws Exception {
        byte[] speech = SpeechFixture.noise(31, Duration.ofSeconds(11));
        TestLine.End end =
                TestLine.asteriskDials(server, "ulaw", "f(json)", new MediaListener() {}, PlayoutOptions.DEFAULT);
        try (TestLine line = TestLine.open(ari, caller, CallPlan.to("3000"), end);
                RawPeer other = admitted(echo)) {
            long quiet = p99(other, 100);
            line.session().playout().write(ByteBuffer.wrap(speech));
            CompletableFuture<Void> faults = CompletableFuture.runAsync(this::misbehave);
            long disturbed = p99(other, 400);
            System.out.printf(
                    "RTT p99 of another call: %.2f ms in peace, %.2f ms amid faults%n", quiet / 1e6, disturbed / 1e6);
            faults.get(30, TimeUnit.SECONDS);
            line.session().playout().drained().toCompletableFuture().get(20, TimeUnit.SECONDS);
            await().atMost(SOON)
                    .until(() -> HeardWalk.of(line.sip().heard(), speech).matched() == speech.length);
            HeardAudio heard = line.sip().heard();
            HeardWalk walk = HeardWalk.of(heard, speech);
            Duration hole = heard.longestHoleWithin(walk.begin(), walk.last());
            System.out.printf("the caller's longest hole amid faults: %d ms%n", hole.toMillis());
            // A second of a machine with six busy builds; a loop that is stuck would show as far more.
            assertThat(hole).isLessThan(Duration.ofSeconds(1));
            assertThat(disturbed).isLessThan(1_000_000_000L);
            System.out.println("refusals: " + server.stats().refusals());
        }
        await().atMost(SOON).until(() -> server.stats().connections() == 0);
        assertThat(server.stats().sessions()).isZero();
        assertThat(server.stats().expected()).isZero();
        assertThat(server.stats().refusals())
                .containsKeys(
                        MediaRefusal.HANDSHAKE_TIMEOUT,
                        MediaRefusal.BAD_HANDSHAKE,
                        MediaRefusal.MESSAGE_TOO_LARGE,
                        MediaRefusal.BAD_FRAME,
                        MediaRefusal.TOO_MANY_MESSAGES);
        assertThat(Thread.getAllStackTraces().keySet())
                .filteredOn(thread -> thread.getName().startsWith("voxari-media"))
                .hasSize(2);
    }

    private void misbehave() {
        List<RawPeer> halves = new ArrayList<>();
        try (RawPeer deaf = admitted(floods())) {
            // Stops reading: what is sent to it piles up here and there.
            for (int i = 0; i < 2_000; i++) {
                RawPeer half = new RawPeer(server.port());
                halves.add(half);
                half.send("GET /media HTTP/1.1\r\nHost: ");
            }
            deaf.binary(new byte[160]);
            for (int round = 0; round < 20; round++) {
                RawPeer reset = admitted(echo);
                reset.binary(new byte[4_000]);
                reset.reset();
                noise(round);
            }
            RawPeer fat = admitted(echo);
            fat.binary(new byte[70_000]);
            fat.ended();
            RawPeer pieces = admitted(echo);
            pieces.frame(RawPeer.BINARY, new byte[100]);
            for (int i = 0; i < 500; i++) {
                pieces.frame(0, new byte[1]);
            }
            pieces.frame(0x80, new byte[100]);
            pieces.binary("{\"event\":\"MEDIA_XOFF\"}".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            pieces.text("\u0000\u0001 no event");
            pieces.close();
            RawPeer flood = admitted(new MediaListener() {});
            byte[] empty = RawPeer.encode(0x82, new byte[0]);
            for (int i = 0; i < 3_000; i++) {
                flood.send(empty);
            }
            flood.ended();
        } catch (IOException e) {
            // The server had enough of that peer, as it should. Who else should see it is judged by the counters.
            System.out.println("a peer was cut off: " + e.getMessage());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        await().atMost(SOON)
                .until(() ->
                        server.stats().refusals().getOrDefault(MediaRefusal.HANDSHAKE_TIMEOUT, 0L) >= halves.size());
        halves.forEach(RealAsteriskFaultsTest::closeQuietly);
    }

    private static void closeQuietly(RawPeer peer) {
        try {
            peer.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Garbage in each stage: no request, and no frames after a good beginning. */
    private void noise(int seed) throws Exception {
        byte[] garbage = new byte[2_000];
        new Random(seed).nextBytes(garbage);
        try (RawPeer peer = new RawPeer(server.port())) {
            peer.send("\r\n\r\n");
            peer.ended();
        }
        try (RawPeer peer = admitted(echo)) {
            garbage[0] |= 0x70;
            peer.send(garbage);
            peer.ended();
        }
    }

    private static MediaListener floods() {
        return new MediaListener() {
            @Override
            public void onAudio(MediaSession session, ByteBuffer audio) {
                for (int i = 0; i < 20_000 && session.isOpen(); i++) {
                    session.send(new MediaCommand.StopBuffering("x".repeat(60)));
                }
            }
        };
    }

    /** The time from a frame to its echo, which only the slowest in a hundred exceed. */
    private static long p99(RawPeer peer, int frames) throws Exception {
        List<Long> times = new ArrayList<>();
        long start = System.nanoTime();
        for (int i = 0; i < frames; i++) {
            long due = start + i * 20_000_000L;
            while (System.nanoTime() < due) {
                java.util.concurrent.locks.LockSupport.parkNanos(due - System.nanoTime());
            }
            long before = System.nanoTime();
            peer.binary(new byte[160]);
            RawPeer.Frame frame = peer.read();
            while (frame.opcode() != RawPeer.BINARY) {
                frame = peer.read();
            }
            times.add(System.nanoTime() - before);
        }
        Collections.sort(times);
        return times.get(times.size() * 99 / 100);
    }

    private synchronized RawPeer admitted(MediaListener listener) throws Exception {
        String id = "raw-" + expectedIds.size();
        expectedIds.add(expectedIds.size());
        MediaExpectation expected = server.expect(id, listener, SOON);
        RawPeer peer = RawPeer.upgraded(server.port());
        peer.text(RawPeer.startJson(id));
        expected.session().toCompletableFuture().get(10, TimeUnit.SECONDS);
        return peer;
    }

    /** Asterisk stops for five seconds in the middle of a speech, and goes on: nothing of the speech is lost. */
    @Test
    void anAsteriskThatStandsStillLosesNothing() throws Exception {
        byte[] speech = SpeechFixture.noise(32, Duration.ofSeconds(4));
        TestLine.End end =
                TestLine.asteriskDials(server, "ulaw", "f(json)", new MediaListener() {}, PlayoutOptions.DEFAULT);
        try (TestLine line = TestLine.open(ari, caller, CallPlan.to("3001"), end);
                RawPeer other = admitted(echo)) {
            line.session().playout().write(ByteBuffer.wrap(speech));
            await().atMost(SOON).until(() -> line.sip().heard().packets() > 25);
            signal("-STOP");
            try {
                System.out.printf("RTT p99 while Asterisk stands still: %.2f ms%n", p99(other, 250) / 1e6);
            } finally {
                signal("-CONT");
            }
            assertThat(line.session().isOpen()).isTrue();
            line.session().playout().drained().toCompletableFuture().get(20, TimeUnit.SECONDS);
            await().atMost(SOON)
                    .until(() -> HeardWalk.of(line.sip().heard(), speech).matched() == speech.length);
            // And the call is as before: speech follows at once.
            byte[] next = SpeechFixture.noise(33, Duration.ofMillis(500));
            line.session().playout().write(ByteBuffer.wrap(next));
            line.session().playout().drained().toCompletableFuture().get(5, TimeUnit.SECONDS);
            await().atMost(SOON)
                    .until(() -> HeardWalk.of(line.sip().heard(), next).matched() == next.length);
        }
    }

    private void signal(String name) throws Exception {
        Process kill = new ProcessBuilder("kill", name, String.valueOf(asterisk.pid())).start();
        assertThat(kill.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(kill.exitValue()).isZero();
    }
}
