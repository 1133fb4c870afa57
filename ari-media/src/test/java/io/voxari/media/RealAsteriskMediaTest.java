package io.voxari.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxari.media.signal.Alaw;
import io.voxari.media.signal.Ulaw;
import io.voxari.testkit.asterisk.AfterSpeech;
import io.voxari.testkit.asterisk.CallPlan;
import io.voxari.testkit.asterisk.HeardAudio;
import io.voxari.testkit.asterisk.RealAsterisk;
import io.voxari.testkit.asterisk.SipCall;
import io.voxari.testkit.asterisk.SipCaller;
import io.voxari.testkit.asterisk.SpeechFixture;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the caller of a real Asterisk hears, in the RTP, and what Asterisk says to each of our commands. */
@Tag("asterisk")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RealAsteriskMediaTest {
    private static final Duration SOON = Duration.ofSeconds(10);
    /** A chunk that no speech exceeds. */
    private static final int WHOLE = 1_000_000;

    private final AtomicInteger numbers = new AtomicInteger(1_000);
    private MediaServer server;
    private RealAsterisk asterisk;
    private TestAri ari;
    private SipCaller caller;
    private HiccupMeter hiccups;

    @BeforeAll
    void startAsterisk() throws Exception {
        server = MediaServer.builder().credentials("voxari", "media password").build();
        server.start();
        asterisk = RealAsterisk.builder()
                .media("voxari", server.uri())
                .mediaCredentials("voxari", "media password")
                .start();
        ari = new TestAri(asterisk);
    }

    @AfterAll
    void stopAsterisk() throws Exception {
        ari.close();
        asterisk.close();
        server.close();
        assertThat(asterisk.log()).doesNotContain("media password");
    }

    @BeforeEach
    void takeUpReceiver() {
        caller = SipCaller.to(asterisk.sipAddress());
        hiccups = new HiccupMeter();
    }

    @AfterEach
    void nothingIsLeft() {
        hiccups.close();
        caller.close();
        await().atMost(SOON)
                .until(() -> ari.call("GET", "channels").isEmpty()
                        && server.stats().sessions() == 0
                        && server.stats().expected() == 0);
        assertThat(server.stats().refusals()).isEmpty();
    }

    @Test
    void theCallerHearsItsOwnSpeechExactly() throws Exception {
        byte[] speech = SpeechFixture.caller();
        MediaListener echo = new MediaListener() {
            @Override
            public void onAudio(MediaSession session, ByteBuffer audio) {
                session.playout().write(audio);
            }
        };
        try (Line line = call(CallPlan.to(number()), "ulaw", "f(json)", echo, PlayoutOptions.DEFAULT)) {
            line.sip.say(speech);
            assertUnbroken(line, speech, "echo");
            assertThat(line.session.stats().framesIn()).isGreaterThan(speech.length / 160);
            report("echo", line.session.stats());
        }
    }

    /** Twenty seconds at once and in real time in odd chunks, five calls side by side. A minute differs in length only. */
    @Test
    void speechArrivesWholeHoweverItIsWritten() throws Exception {
        Map<Integer, Integer> secondsByChunk =
                Map.of(WHOLE, Integer.getInteger("voxari.speech.seconds", 20), 1, 10, 159, 10, 161, 10, 4_000, 10);
        List<CompletableFuture<Void>> writers = new ArrayList<>();
        for (Map.Entry<Integer, Integer> each : secondsByChunk.entrySet()) {
            writers.add(inBackground(() -> writeAndCompare(each.getKey(), each.getValue())));
        }
        for (CompletableFuture<Void> writer : writers) {
            writer.get(100, TimeUnit.SECONDS);
        }
    }

    private void writeAndCompare(int chunk, int seconds) throws Exception {
        byte[] speech = SpeechFixture.noise(chunk, Duration.ofSeconds(seconds));
        CallPlan plan = CallPlan.to(number()).limit(Duration.ofSeconds(90));
        try (Line line = call(plan, "ulaw", "f(json)", new MediaListener() {}, PlayoutOptions.DEFAULT)) {
            Playout playout = line.session.playout();
            long start = System.nanoTime();
            for (int at = 0; at < speech.length; at += chunk) {
                int length = Math.min(chunk, speech.length - at);
                // A little ahead, as a voice that comes in real time is.
                long dueNanos = start + (at / 8 - 200) * 1_000_000L;
                if (System.nanoTime() < dueNanos) {
                    await().pollInterval(Duration.ofMillis(10)).until(() -> System.nanoTime() >= dueNanos);
                }
                playout.write(ByteBuffer.wrap(speech, at, length));
            }
            playout.drained().toCompletableFuture().get(seconds + 10, TimeUnit.SECONDS);
            assertUnbroken(line, speech, "chunks of " + chunk);
            report("written in " + chunk, line.session.stats());
        }
    }

    /** The caller heard all of it, sample by sample, and without a gap that is not the machine's. */
    private void assertUnbroken(Line line, byte[] speech, String what) {
        await().atMost(SOON).until(() -> HeardWalk.of(line.sip.heard(), speech).matched() == speech.length);
        HeardWalk walk = HeardWalk.of(line.sip.heard(), speech);
        Duration gap = line.sip.heard().longestGapWithin(walk.begin(), walk.last());
        System.out.printf("%s: longest gap %d ms in %d s%n", what, gap.toMillis(), speech.length / 8_000);
        assertThat(gap).as(what).isLessThan(hiccups.onTopOf(Duration.ofMillis(60)));
    }

    @Test
    void anInterruptionIsHeardAtOnceAndToldTruly() throws Exception {
        byte[] speech = SpeechFixture.noise(7, Duration.ofSeconds(18));
        CallPlan plan = CallPlan.to(number());
        try (Line line = call(plan, "ulaw", "f(json)", new MediaListener() {}, PlayoutOptions.DEFAULT)) {
            Playout playout = line.session.playout();
            playout.write(ByteBuffer.wrap(speech));
            PlayoutMark never = playout.mark();
            awaitPlayed(playout, 2_000);

            long interrupted = System.nanoTime();
            Interruption interruption = playout.interrupt();
            FlushAck ack = interruption.acknowledged().toCompletableFuture().get(2, TimeUnit.SECONDS);
            assertThat(ack.measured()).isTrue();
            assertThat(never.reached()
                            .toCompletableFuture()
                            .get(2, TimeUnit.SECONDS)
                            .kind())
                    .isEqualTo(MarkOutcome.Kind.CANCELLED);

            // What comes next is another sound; when it is there, the old one is over for good.
            byte[] next = SpeechFixture.tone(440, Duration.ofMillis(500));
            await().pollDelay(Duration.ofMillis(300)).until(() -> true);
            playout.write(ByteBuffer.wrap(next));
            playout.drained().toCompletableFuture().get(5, TimeUnit.SECONDS);
            await().atMost(SOON).until(() -> line.sip.heard().find(next).correlation() > 0.9);

            HeardAudio heard = line.sip.heard();
            HeardWalk walk = HeardWalk.of(heard, speech);
            long lastStaleNanos = heard.arrivalNanos(walk.last());
            System.out.printf(
                    "interruption: heard in the RTP %d ms, told %d ms (by the clock %d ms), last stale packet %.1f ms"
                            + " after, acknowledged in %.2f ms%n",
                    walk.matched() / 8,
                    ack.heardUntil().toMillis(),
                    interruption.heardUntil().toMillis(),
                    (lastStaleNanos - interrupted) / 1e6,
                    ack.took().toNanos() / 1e6);
            assertThat(walk.matched() / 8L).isCloseTo(ack.heardUntil().toMillis(), within(40L));
            assertThat(Duration.ofNanos(lastStaleNanos - interrupted))
                    .isLessThan(hiccups.onTopOf(Duration.ofMillis(60)));
        }
    }

    @Test
    void twentyInterruptionsAddNoDelay() throws Exception {
        CallPlan plan = CallPlan.to(number());
        try (Line line = call(plan, "ulaw", "f(json)", new MediaListener() {}, PlayoutOptions.DEFAULT)) {
            Playout playout = line.session.playout();
            byte[] speech = SpeechFixture.noise(1, Duration.ofSeconds(5));
            for (int i = 0; i < 20; i++) {
                Duration before = playout.position().written();
                playout.write(ByteBuffer.wrap(speech));
                awaitPlayed(playout, before.toMillis() + 100);
                playout.interrupt().acknowledged().toCompletableFuture().get(2, TimeUnit.SECONDS);
            }
            byte[] last = SpeechFixture.noise(2, Duration.ofMillis(300));
            long written = System.nanoTime();
            playout.write(ByteBuffer.wrap(last));
            playout.drained().toCompletableFuture().get(2, TimeUnit.SECONDS);
            await().atMost(SOON)
                    .until(() -> HeardWalk.of(line.sip.heard(), last).matched() == last.length);
            HeardAudio heard = line.sip.heard();
            long delay = heard.arrivalNanos(HeardWalk.of(heard, last).begin()) - written;
            System.out.printf("after 20 interruptions audio is heard %.1f ms after it was written%n", delay / 1e6);
            assertThat(Duration.ofNanos(delay)).isLessThan(hiccups.onTopOf(Duration.ofMillis(60)));
        }
    }

    @Test
    void aPauseHoldsAndLosesNothing() throws Exception {
        CallPlan plan = CallPlan.to(number());
        try (Line line = call(plan, "ulaw", "f(json)", new MediaListener() {}, PlayoutOptions.DEFAULT)) {
            Playout playout = line.session.playout();
            byte[] speech = SpeechFixture.noise(3, Duration.ofSeconds(2));
            playout.write(ByteBuffer.wrap(speech));
            awaitPlayed(playout, 500);
            long pausedNanos = System.nanoTime();
            playout.pause();
            Duration paused = playout.position().played();
            await().pollDelay(Duration.ofMillis(700)).until(() -> true);
            assertThat(playout.position().played()).isEqualTo(paused);
            playout.resume();
            Duration pause = Duration.ofNanos(System.nanoTime() - pausedNanos);
            playout.drained().toCompletableFuture().get(5, TimeUnit.SECONDS);
            await().atMost(SOON)
                    .until(() -> HeardWalk.of(line.sip.heard(), speech).matched() == speech.length);
            // All of it, and the pause in between.
            HeardWalk walk = HeardWalk.of(line.sip.heard(), speech);
            Duration hole = Duration.ofMillis((walk.last() - walk.begin() - speech.length) / 8);
            System.out.printf("paused for %d ms, heard a hole of %d ms%n", pause.toMillis(), hole.toMillis());
            assertThat(hole.minus(pause).abs()).isLessThan(hiccups.onTopOf(Duration.ofMillis(60)));
        }
    }

    @Test
    void marksAreReportedWhenTheirAudioWasHandedOn() throws Exception {
        CallPlan plan = CallPlan.to(number());
        try (Line line = call(plan, "ulaw", "f(json)", new MediaListener() {}, PlayoutOptions.DEFAULT)) {
            Playout playout = line.session.playout();
            byte[] speech = SpeechFixture.noise(4, Duration.ofSeconds(3));
            List<CompletableFuture<Long>> times = new ArrayList<>();
            for (int second = 0; second < 3; second++) {
                playout.write(ByteBuffer.wrap(speech, second * 8_000, 8_000));
                CompletableFuture<Long> time = new CompletableFuture<>();
                times.add(time);
                playout.mark().reached().thenAccept(outcome -> {
                    assertThat(outcome.kind()).isEqualTo(MarkOutcome.Kind.REACHED);
                    time.complete(System.nanoTime());
                });
            }
            for (int second = 1; second <= 3; second++) {
                long time = times.get(second - 1).get(10, TimeUnit.SECONDS);
                HeardAudio heard = line.sip.heard();
                int last = HeardWalk.of(heard, Arrays.copyOf(speech, second * 8_000))
                        .last();
                double late = (time - heard.arrivalNanos(last)) / 1e6;
                System.out.printf("mark at %d s: told %.1f ms after the packet with the last sample%n", second, late);
                assertThat(late).isGreaterThan(-25);
                assertThat(Duration.ofNanos((long) (late * 1e6))).isLessThan(hiccups.onTopOf(Duration.ofMillis(60)));
            }
        }
    }

    @Test
    void asteriskSaysStopAndGoOnAndNothingIsLost() throws Exception {
        PlayoutOptions greedy = PlayoutOptions.DEFAULT.withTargetDepth(Duration.ofSeconds(20));
        RecordingListener listener = new RecordingListener();
        CallPlan plan = CallPlan.to(number());
        try (Line line = call(plan, "ulaw", "f(json)", listener, greedy)) {
            Playout playout = line.session.playout();
            byte[] speech = SpeechFixture.noise(5, Duration.ofSeconds(24));
            playout.write(ByteBuffer.wrap(speech));
            assertThat(nextOf(listener, MediaEvent.Xoff.class)).isNotNull();
            long stopped = System.nanoTime();
            line.session.send(new MediaCommand.GetStatus());
            MediaEvent.Status status = nextOf(listener, MediaEvent.Status.class);
            System.out.println("after XOFF: " + status);
            assertThat(status.queueFull()).isTrue();
            assertThat(status.queueLength()).isBetween(850, 999);
            assertThat(nextOf(listener, MediaEvent.Xon.class)).isNotNull();
            System.out.printf("XON came %.1f s after XOFF%n", (System.nanoTime() - stopped) / 1e9);
            playout.drained().toCompletableFuture().get(30, TimeUnit.SECONDS);
            await().atMost(SOON)
                    .until(() -> HeardWalk.of(line.sip.heard(), speech).matched() == speech.length);
            assertThat(line.session.stats().xoffs()).isPositive();
        }
    }

    @Test
    void plainTextDoesAllOfIt() throws Exception {
        RecordingListener listener = new RecordingListener();
        CallPlan plan = CallPlan.to(number());
        try (Line line = call(plan, "ulaw", "f(plain-text)", listener, PlayoutOptions.DEFAULT)) {
            assertThat(line.session.start().controlFormat()).isEqualTo(ControlFormat.PLAIN_TEXT);
            Playout playout = line.session.playout();
            playout.write(ByteBuffer.wrap(SpeechFixture.noise(6, Duration.ofSeconds(3))));
            MarkOutcome mark = playout.mark().reached().toCompletableFuture().get(10, TimeUnit.SECONDS);
            assertThat(mark.kind()).isEqualTo(MarkOutcome.Kind.REACHED);
            playout.write(ByteBuffer.wrap(SpeechFixture.noise(7, Duration.ofSeconds(3))));
            awaitPlayed(playout, 3_200);
            FlushAck ack =
                    playout.interrupt().acknowledged().toCompletableFuture().get(2, TimeUnit.SECONDS);
            assertThat(ack.measured()).isTrue();
            line.session.send(new MediaCommand.StartBuffering());
            line.session.send(new MediaCommand.StopBuffering("b 1"));
            assertThat(nextOf(listener, MediaEvent.BufferingCompleted.class).correlationId())
                    .isEqualTo("b 1");
            line.session.send(new MediaCommand.ReportQueueDrained());
            assertThat(nextOf(listener, MediaEvent.QueueDrained.class)).isNotNull();
        }
    }

    @ParameterizedTest
    @CsvSource({"alaw, 160", "slin16, 640", "slin, 320", "g722, 160"})
    void otherFormatsHaveTheirFrames(String format, int frameBytes) throws Exception {
        RecordingListener listener = new RecordingListener();
        CallPlan plan = CallPlan.to(number()).saying(SpeechFixture.tone(1_000, Duration.ofSeconds(5)));
        try (Line line = call(plan, format, "f(json)", listener, PlayoutOptions.DEFAULT)) {
            assertThat(line.session.start().format())
                    .isEqualTo(new MediaFormat(format, frameBytes, Duration.ofMillis(20)));
            assertThat(listener.nextAudio()).hasSize(frameBytes);
            byte[] tone = SpeechFixture.tone(440, Duration.ofSeconds(1));
            byte[] encoded = encode(tone, format);
            if (encoded.length > 0) {
                line.session.playout().write(ByteBuffer.wrap(encoded));
                line.session.playout().drained().toCompletableFuture().get(5, TimeUnit.SECONDS);
                // A part of it: a busy machine makes holes, and the phase is another behind each.
                byte[] part = Arrays.copyOf(tone, 1_600);
                await().atMost(SOON).until(() -> line.sip.heard().find(part).correlation() > 0.98);
            }
        }
    }

    /** The same sound in another format; nothing for one that cannot be made here. */
    private static byte[] encode(byte[] ulaw, String format) {
        int perSample = format.equals("slin16") ? 2 : 1;
        ByteBuffer out = ByteBuffer.allocate(ulaw.length * 2 * perSample).order(ByteOrder.LITTLE_ENDIAN);
        for (byte code : ulaw) {
            short sample = Ulaw.decode(code);
            switch (format) {
                case "alaw" -> out.put(Alaw.encode(sample));
                case "slin" -> out.putShort(sample);
                case "slin16" -> out.putShort(sample).putShort(sample);
                default -> {}
            }
        }
        return Arrays.copyOf(out.array(), out.position());
    }

    /** The way of audio is changed in the call: what is not wanted is neither heard nor delivered, and nothing sticks. */
    @Test
    void directionsAreObeyedAndCanBeChanged() throws Exception {
        RecordingListener listener = new RecordingListener();
        CallPlan plan = CallPlan.to(number()).saying(SpeechFixture.tone(700, Duration.ofSeconds(20)));
        try (Line line = call(plan, "ulaw", "f(json)d(out)", listener, PlayoutOptions.DEFAULT)) {
            Playout playout = line.session.playout();
            byte[] first = SpeechFixture.noise(21, Duration.ofMillis(800));
            playout.write(ByteBuffer.wrap(first));
            assertThat(playout.mark()
                            .reached()
                            .toCompletableFuture()
                            .get(5, TimeUnit.SECONDS)
                            .kind())
                    .isEqualTo(MarkOutcome.Kind.REACHED);
            await().atMost(SOON)
                    .until(() -> HeardWalk.of(line.sip.heard(), first).matched() == first.length);
            assertThat(listener.audio).isEmpty();

            line.session.send(new MediaCommand.SetDirection(MediaDirection.IN));
            assertThat(listener.nextAudio()).isNotEmpty();
            byte[] unheard = SpeechFixture.noise(22, Duration.ofMillis(400));
            playout.write(ByteBuffer.wrap(unheard));
            MarkOutcome refused = playout.mark().reached().toCompletableFuture().get(5, TimeUnit.SECONDS);
            assertThat(refused.kind()).isEqualTo(MarkOutcome.Kind.ESTIMATED);
            assertThat(nextOf(listener, MediaEvent.CommandError.class).text()).contains("direction");

            line.session.send(new MediaCommand.SetDirection(MediaDirection.BOTH));
            byte[] last = SpeechFixture.noise(23, Duration.ofMillis(400));
            playout.write(ByteBuffer.wrap(last));
            assertThat(playout.mark()
                            .reached()
                            .toCompletableFuture()
                            .get(5, TimeUnit.SECONDS)
                            .kind())
                    .isEqualTo(MarkOutcome.Kind.REACHED);
            await().atMost(SOON)
                    .until(() -> HeardWalk.of(line.sip.heard(), last).matched() == last.length);
            assertThat(HeardWalk.of(line.sip.heard(), unheard).matched()).isZero();
        }
    }

    /** The caller gets RTP all the time, and what is said on top of it is whole. */
    @Test
    void comfortSilenceKeepsTheLineAlive() throws Exception {
        CallPlan plan = CallPlan.to(number());
        PlayoutOptions comfort = PlayoutOptions.DEFAULT.withComfortSilence(true);
        try (Line line = call(plan, "ulaw", "f(json)", new MediaListener() {}, comfort)) {
            Playout playout = line.session.playout();
            await().atMost(SOON).until(() -> line.sip.heard().packets() > 75);
            byte[] speech = SpeechFixture.noise(24, Duration.ofSeconds(1));
            playout.write(ByteBuffer.wrap(speech));
            playout.drained().toCompletableFuture().get(5, TimeUnit.SECONDS);
            int soFar = line.sip.heard().packets();
            await().atMost(SOON).until(() -> line.sip.heard().packets() > soFar + 50);
            HeardAudio heard = line.sip.heard();
            HeardWalk walk = HeardWalk.of(heard, speech);
            System.out.printf(
                    "comfort silence: %d packets in %d ms, longest hole %d ms%n",
                    heard.packets(),
                    heard.duration().toMillis(),
                    heard.longestHoleWithin(0, heard.samples()).toMillis());
            assertThat(walk.matched()).isEqualTo(speech.length);
            // Two frames are ahead of the ear: what this machine stands still beyond shows.
            assertThat(heard.longestHoleWithin(0, heard.samples())).isLessThan(hiccups.onTopOf(Duration.ofMillis(300)));
        }
    }

    /** What fills a short frame and keeps a line alive must not be heard, whatever the codec makes of its bytes. */
    @ParameterizedTest
    @ValueSource(strings = {"ulaw", "alaw", "slin16", "g722"})
    void silenceIsSilentInEveryFormat(String format) throws Exception {
        PlayoutOptions comfort = PlayoutOptions.DEFAULT.withComfortSilence(true);
        try (Line line = call(CallPlan.to(number()), format, "f(json)", new MediaListener() {}, comfort)) {
            await().atMost(SOON).until(() -> line.sip.heard().packets() > 30);
            byte[] heard = line.sip.heard().ulaw();
            int loudest = 0;
            for (byte code : heard) {
                loudest = Math.max(loudest, Math.abs(Ulaw.decode(code)));
            }
            System.out.println("silence in " + format + ": loudest sample " + loudest);
            assertThat(loudest).isLessThanOrEqualTo(16);
        }
    }

    @Test
    void aDigitOfTheCallerIsTold() throws Exception {
        RecordingListener listener = new RecordingListener();
        CallPlan plan = CallPlan.to(number());
        try (Line line = call(plan, "ulaw", "f(json)", listener, PlayoutOptions.DEFAULT)) {
            line.sip.press("5");
            assertThat(nextOf(listener, MediaEvent.DtmfEnd.class).digit()).isEqualTo('5');
        }
    }

    @Test
    void aHoleInTheCallersAudioIsOnlyAHole() throws Exception {
        RecordingListener listener = new RecordingListener();
        CallPlan plan = CallPlan.to(number()).saying(SpeechFixture.caller()).afterSpeech(AfterSpeech.NOTHING);
        try (Line line = call(plan, "ulaw", "f(json)", listener, PlayoutOptions.DEFAULT)) {
            await().atMost(SOON).until(() -> line.session.stats().framesIn() > 50);
            await().pollDelay(Duration.ofSeconds(4)).atMost(SOON).until(() -> true);
            line.sip.say(SpeechFixture.agent());
            await().atMost(SOON).until(() -> line.session.stats().maxGapIn().compareTo(Duration.ofSeconds(1)) > 0);
            assertThat(line.session.isOpen()).isTrue();
            report("after a hole", line.session.stats());
        }
    }

    /** Two media channels in one bridge: nothing has to understand the packets on their way. */
    @Test
    void packetsPassThroughWhole() throws Exception {
        RecordingListener heard = new RecordingListener();
        MediaSession from = media("media-opus-1", "opus", new RecordingListener());
        MediaSession to = media("media-opus-2", "opus", heard);
        ari.post("bridges/opus?type=mixing");
        ari.post("bridges/opus/addChannel?channel=media-opus-1,media-opus-2");
        List<byte[]> packets = new ArrayList<>();
        for (int size : new int[] {1, 3, 160, 400, 1_200}) {
            byte[] packet = Arrays.copyOf(SpeechFixture.noise(size, Duration.ofSeconds(1)), size);
            packets.add(packet);
            from.sendPacket(ByteBuffer.wrap(packet));
        }
        for (byte[] packet : packets) {
            assertThat(heard.nextAudio()).isEqualTo(packet);
        }
        assertThat(from.start().format().isPassthrough()).isTrue();
        ari.delete("bridges/opus");
        from.close();
        to.close();
        ari.awaitOfChannel("ChannelDestroyed", "media-opus-1");
        ari.awaitOfChannel("ChannelDestroyed", "media-opus-2");
    }

    private MediaSession media(String id, String format, MediaListener listener) throws Exception {
        MediaExpectation expected = server.expect(id, listener, SOON);
        ari.externalMedia(id, format, "f(json)");
        MediaSession session = expected.session().toCompletableFuture().get(10, TimeUnit.SECONDS);
        ari.awaitOfChannel("StasisStart", id);
        return session;
    }

    @Test
    void endingsHaveTheirCauses() throws Exception {
        RecordingListener byUs = new RecordingListener();
        String id;
        try (Line line = call(CallPlan.to(number()), "ulaw", "f(json)", byUs, PlayoutOptions.DEFAULT)) {
            id = line.mediaId;
            line.session.close();
            JsonNode destroyed = ari.awaitOfChannel("ChannelDestroyed", id);
            System.out.println(
                    "closed by us: cause " + destroyed.path("cause") + " tech " + destroyed.path("tech_cause"));
            assertThat(destroyed.path("cause").asInt()).isEqualTo(16);
            assertThat(byUs.nextClose().kind()).isEqualTo(MediaClose.Kind.LOCAL);
        }
        RecordingListener byAri = new RecordingListener();
        try (Line line = call(CallPlan.to(number()), "ulaw", "f(json)", byAri, PlayoutOptions.DEFAULT)) {
            // In full speech, so that the end comes at a bad moment.
            line.session.playout().write(ByteBuffer.wrap(SpeechFixture.noise(8, Duration.ofSeconds(10))));
            awaitPlayed(line.session.playout(), 300);
            ari.call("DELETE", "channels/" + line.mediaId);
            MediaClose close = byAri.nextClose();
            System.out.println("hung up by ARI: " + close);
            assertThat(close.kind()).isIn(MediaClose.Kind.ASTERISK, MediaClose.Kind.LOST);
        }
        RecordingListener byCommand = new RecordingListener();
        try (Line line = call(CallPlan.to(number()), "ulaw", "f(json)", byCommand, PlayoutOptions.DEFAULT)) {
            line.session.send(new MediaCommand.Hangup());
            assertThat(byCommand.nextClose()).isEqualTo(new MediaClose(MediaClose.Kind.ASTERISK, 1000, ""));
            assertThat(ari.awaitOfChannel("ChannelDestroyed", line.mediaId)
                            .path("cause")
                            .asInt())
                    .isEqualTo(16);
        }
    }

    /** A call that is answered and bridged with a media channel, its playout open. */
    private Line call(
            CallPlan plan, String format, String transportData, MediaListener listener, PlayoutOptions options)
            throws Exception {
        String number = plan.toString().replaceAll(".* to ", "");
        SipCall sip = caller.place(plan);
        String callId = ari.awaitCall(number);
        String mediaId = "media-" + java.util.UUID.randomUUID();
        MediaExpectation expected = server.expect(mediaId, listener, SOON, options);
        ari.externalMedia(mediaId, format, transportData);
        MediaSession session = expected.session().toCompletableFuture().get(10, TimeUnit.SECONDS);
        ari.awaitOfChannel("StasisStart", mediaId);
        ari.post("channels/" + callId + "/answer");
        sip.awaitAnswer(SOON);
        String bridge = "bridge-" + mediaId;
        ari.post("bridges/" + bridge + "?type=mixing");
        ari.post("bridges/" + bridge + "/addChannel?channel=" + callId + "," + mediaId);
        session.playout().open();
        return new Line(sip, session, mediaId, callId, bridge);
    }

    private final class Line implements AutoCloseable {
        private final SipCall sip;
        private final MediaSession session;
        private final String mediaId;
        private final String callId;
        private final String bridge;

        Line(SipCall sip, MediaSession session, String mediaId, String callId, String bridge) {
            this.sip = sip;
            this.session = session;
            this.mediaId = mediaId;
            this.callId = callId;
            this.bridge = bridge;
        }

        @Override
        public void close() {
            session.close();
            ari.delete("bridges/" + bridge);
            ari.delete("channels/" + callId);
            sip.awaitEnd(SOON);
        }
    }

    private String number() {
        return String.valueOf(numbers.getAndIncrement());
    }

    private static void awaitPlayed(Playout playout, long millis) {
        await().pollInterval(Duration.ofMillis(2))
                .atMost(Duration.ofSeconds(30))
                .until(() -> playout.position().played().toMillis() >= millis);
    }

    private static <T extends MediaEvent> T nextOf(RecordingListener listener, Class<T> type)
            throws InterruptedException {
        while (true) {
            MediaEvent event = listener.nextEvent();
            if (type.isInstance(event)) {
                return type.cast(event);
            }
        }
    }

    private static void report(String what, MediaStats stats) {
        System.out.println(what + ": " + stats);
    }

    private interface Work {
        void run() throws Exception;
    }

    private static CompletableFuture<Void> inBackground(Work work) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                        done.complete(null);
                    } catch (Exception | AssertionError e) {
                        done.completeExceptionally(e);
                    }
                },
                "test-writer");
        thread.setDaemon(true);
        thread.start();
        return done;
    }
}
